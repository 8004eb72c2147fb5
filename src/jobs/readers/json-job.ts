/** One job of Control-M JSON, its defaults already in it. */

import type { EmbeddedText, JobCycle, ScriptReference } from '../definitions.js';
import type { JsonObject } from '../json-tree.js';
import type { DraftCollector, JobDraft } from './drafts.js';
import { jsonConditions } from './json-conditions.js';
import { member, objectOf, textOf, texts } from './json-members.js';
import { intervalMinutes, isYes, joinedPath, kindOfType, limitCount } from './vocabulary.js';

export function jsonJob(
  name: string,
  folder: string,
  type: string,
  job: JsonObject,
  collector: DraftCollector,
): JobDraft {
  const { people } = collector;
  const critical = member(job, 'Critical');
  const cycle = cycleOf(job);
  listUnknown(job, collector);
  return {
    name,
    folder,
    kind: kindOfType(type),
    nativeType: type,
    application: member(job, 'Application'),
    subApplication: member(job, 'SubApplication'),
    description: member(job, 'Description'),
    command: member(job, 'Command'),
    preCommand: member(job, 'PreCommand'),
    postCommand: member(job, 'PostCommand'),
    script: scriptOf(job),
    embedded: embeddedOf(job),
    host: member(job, 'Host'),
    runAs: people.person(member(job, 'RunAs')),
    createdBy: people.person(member(job, 'CreatedBy')),
    associatedUser: people.person(member(job, 'AssociatedEndUser', 'RunAsUser')),
    priority: member(job, 'Priority'),
    isCritical: critical === null ? null : isYes(critical),
    isCyclic: cycle !== null,
    cycle,
    needsConfirmation: isYes(member(job, 'Confirm')),
    isRetroactive: isYes(member(job, 'Retroactive')),
    maxWait: member(job, 'DaysKeepActive'),
    position: collector.at(job.offset),
    ...jsonConditions(job, collector),
  };
}

const known: ReadonlySet<string> = new Set(
  `Type Name Application SubApplication Description Comment Command PreCommand PostCommand Script FileName
  FilePath OverridePath Query SQLQuery Host RunAs CreatedBy AssociatedEndUser RunAsUser Priority Critical
  Confirm Retroactive DaysKeepActive When Variables Rerun RerunLimit`.split(/\s+/),
);

/** Members that nothing reads and that are no typed objects, once per name. */
function listUnknown(job: JsonObject, collector: DraftCollector): void {
  for (const [key, node] of job.members)
    if (!known.has(key) && objectOf(node)?.members.has('Type') !== true)
      collector.issueOnce('UNKNOWN_MEMBER', key, `member ${key} of jobs is not read`, node.offset);
}

function scriptOf(job: JsonObject): ScriptReference | null {
  const file = member(job, 'FileName');
  if (file === null) return null;
  const override = member(job, 'OverridePath');
  return {
    path: joinedPath(member(job, 'FilePath'), file),
    overridePath: override === null ? null : joinedPath(override, file),
  };
}

function embeddedOf(job: JsonObject): EmbeddedText | null {
  const query = member(job, 'Query', 'SQLQuery');
  if (query !== null) return { language: 'SQL', text: query };
  const script = member(job, 'Script');
  return script === null ? null : { language: 'SCRIPT', text: script };
}

/** `Rerun` makes a job cyclic; `RerunLimit` bounds its runs. */
function cycleOf(job: JsonObject): JobCycle | null {
  const rerun = objectOf(job.members.get('Rerun'));
  if (rerun === null) return null;
  const limit = job.members.get('RerunLimit');
  const every = member(rerun, 'Every');
  return {
    intervalMinutes:
      every === null ? null : intervalMinutes(`${every}${member(rerun, 'Units')?.charAt(0) ?? 'M'}`),
    cycleType:
      texts(rerun.members.get('Times')) !== null
        ? 'TIMES'
        : texts(rerun.members.get('Intervals')) !== null
          ? 'INTERVALS'
          : 'INTERVAL',
    maxReruns: limitCount(limit?.kind === 'OBJECT' ? member(limit, 'Times') : textOf(limit)),
  };
}
