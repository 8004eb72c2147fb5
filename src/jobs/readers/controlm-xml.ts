/** Control-M definitions in XML: DEFTABLE with folders, sub-folders and jobs. */

import type { FolderKind, JobCycle, JobDefinition, ReadResult } from '../definitions.js';
import { refused, sizeRefusal } from '../limits.js';
import type { People } from '../people.js';
import { TextLines } from '../text-lines.js';
import { DraftCollector } from './drafts.js';
import { intervalMinutes, isYes, joinedPath, kindOfTask, limitCount } from './vocabulary.js';
import { attribute, stated } from './xml-attributes.js';
import { xmlConditions } from './xml-conditions.js';
import { visitXml, type XmlElement, XmlRefusal } from './xml-elements.js';
import { addXmlCalendar } from './xml-schedule.js';

/**
 * Reads a source whole or refuses it (too large, too deep, a document type, not well-formed, no DEFTABLE or
 * DEFCAL). What is wrong with single folders and jobs is listed and the rest is read. Linear in the text.
 */
export function readControlMXml(text: string, people: People): ReadResult {
  const tooLarge = sizeRefusal(text);
  if (tooLarge !== null) return tooLarge;
  const collector = new DraftCollector(people, new TextLines(text));
  try {
    const reader = new FolderReader(collector);
    visitXml(text, { isContainer: (name) => containers.has(name), ...reader.visitor() });
  } catch (error) {
    if (error instanceof XmlRefusal) return refused(text, error.code, error.message, error.offset);
    throw error;
  }
  return { status: 'READ', definitions: collector.finish() };
}

const roots: ReadonlySet<string> = new Set(['DEFTABLE', 'DEFCAL']);

const folderKinds: ReadonlyMap<string, FolderKind> = new Map([
  ['FOLDER', 'FOLDER'],
  ['TABLE', 'FOLDER'],
  ['SCHED_TABLE', 'FOLDER'],
  ['SMART_FOLDER', 'SMART_FOLDER'],
  ['SMART_TABLE', 'SMART_FOLDER'],
  ['SCHED_GROUP', 'SMART_FOLDER'],
  ['SUB_FOLDER', 'SUB_FOLDER'],
  ['SUB_TABLE', 'SUB_FOLDER'],
]);

const containers: ReadonlySet<string> = new Set([...roots, ...folderKinds.keys()]);

interface OpenFolder {
  /** Null for a folder without a name, whose jobs cannot be placed. */
  readonly key: string | null;
  readonly path: readonly string[];
  readonly children: XmlElement[];
}

class FolderReader {
  private readonly collector: DraftCollector;
  private readonly open: OpenFolder[] = [];
  private depth = 0;

  constructor(collector: DraftCollector) {
    this.collector = collector;
  }

  visitor(): {
    open: (container: XmlElement) => void;
    close: (container: XmlElement) => void;
    element: (element: XmlElement) => void;
  } {
    return {
      open: (container) => {
        if (this.depth++ === 0) requireRoot(container);
        else if (folderKinds.has(container.name)) this.enter(container);
      },
      close: (container) => {
        this.depth--;
        if (this.depth > 0 && folderKinds.has(container.name)) this.leave(container);
      },
      element: (element) => {
        if (this.depth === 0) requireRoot(element);
        this.element(element);
      },
    };
  }

  private enter(container: XmlElement): void {
    const outer = this.open.at(-1);
    const name = stated(container, 'FOLDER_NAME', 'TABLE_NAME', 'JOBNAME');
    const isLost = outer?.key === null;
    if (name === null || isLost) {
      if (!isLost)
        this.collector.issue(
          'ERROR',
          'FOLDER_NAME_MISSING',
          'a folder without a name is skipped with its jobs',
          container.offset,
        );
      this.open.push({ key: null, path: [], children: [] });
      return;
    }
    const path = [...(outer?.path ?? []), name];
    if (outer !== undefined) this.checkParent(container, `folder ${name}`, outer.path);
    const key = this.collector.reserveFolder(outer?.key ?? null, name, container.offset);
    this.open.push({ key, path, children: [] });
  }

  private leave(container: XmlElement): void {
    const folder = this.open.pop();
    const name = folder?.path.at(-1);
    if (folder === undefined || folder.key === null || name === undefined) return;
    this.collector.addFolder(folder.key, {
      name,
      parent: this.open.at(-1)?.key ?? null,
      kind: folderKinds.get(container.name) ?? 'FOLDER',
      server: stated(container, 'DATACENTER'),
      platform: stated(container, 'PLATFORM'),
      description: stated(container, 'DESCRIPTION'),
      reference: null,
      position: this.collector.at(container.offset),
      ...xmlConditions(container, folder.children, this.collector),
    });
  }

  private element(element: XmlElement): void {
    const folder = this.open.at(-1);
    if (element.name === 'CALENDAR') addXmlCalendar(element, null, this.collector);
    else if (folder === undefined) this.outside(element);
    else if (folder.key === null) return;
    else if (element.name === 'JOB') this.job(element, folder.key, folder.path);
    else {
      if (element.name === 'RULE_BASED_CALENDAR' || element.name === 'TAG')
        addXmlCalendar(element, folder.key, this.collector);
      folder.children.push(element);
    }
  }

  private outside(element: XmlElement): void {
    if (element.name === 'JOB')
      this.collector.issue(
        'ERROR',
        'JOB_WITHOUT_FOLDER',
        'a job outside of all folders is skipped',
        element.offset,
      );
    else
      this.collector.issueOnce(
        'UNKNOWN_ELEMENT',
        element.name,
        `element ${element.name} is not read`,
        element.offset,
      );
  }

  private job(element: XmlElement, folder: string, path: readonly string[]): void {
    const name = stated(element, 'JOBNAME');
    if (name === null) {
      this.collector.issue('ERROR', 'JOB_NAME_MISSING', 'a job without a name is skipped', element.offset);
      return;
    }
    this.checkParent(element, `job ${name}`, path);
    this.collector.addJob({
      name,
      folder,
      ...jobFields(element, this.collector.people),
      position: this.collector.at(element.offset),
      ...xmlConditions(element, element.children, this.collector),
    });
  }

  private checkParent(element: XmlElement, what: string, path: readonly string[]): void {
    const named = stated(element, 'PARENT_FOLDER', 'PARENT_TABLE');
    if (named === null || named === path.join('/') || named === path.at(-1)) return;
    this.collector.issue(
      'WARNING',
      'PARENT_FOLDER_MISMATCH',
      `${what} lies in ${path.join('/')} and names ${named} as its parent: its place in the file counts`,
      element.offset,
    );
  }
}

function requireRoot(element: XmlElement): void {
  if (roots.has(element.name)) return;
  throw new XmlRefusal(
    'NOT_DEFINITIONS',
    `expected the root element DEFTABLE or DEFCAL, got ${element.name.slice(0, 100)}`,
    element.offset,
  );
}

type JobFields = Omit<
  JobDefinition,
  'key' | 'ordinal' | 'name' | 'folder' | 'position' | keyof ReturnType<typeof xmlConditions>
>;

function jobFields(element: XmlElement, people: People): JobFields {
  const taskType = attribute(element, 'TASKTYPE') ?? '';
  const applicationType = attribute(element, 'APPL_TYPE') ?? '';
  const critical = attribute(element, 'CRITICAL');
  const isCyclic = isYes(attribute(element, 'CYCLIC'));
  return {
    kind: kindOfTask(taskType, applicationType),
    nativeType: [taskType, applicationType].filter((word) => word !== '').join('/'),
    application: stated(element, 'APPLICATION'),
    subApplication: stated(element, 'SUB_APPLICATION', 'GROUP'),
    description: stated(element, 'DESCRIPTION'),
    command: stated(element, 'CMDLINE'),
    preCommand: stated(element, 'PRECMD'),
    postCommand: stated(element, 'POSTCMD'),
    script: scriptOf(element),
    embedded: embeddedOf(element),
    host: stated(element, 'NODEID'),
    runAs: personOf(element, people, 'RUN_AS', 'OWNER'),
    createdBy: personOf(element, people, 'CREATED_BY', 'CREATION_USER', 'AUTHOR'),
    associatedUser: personOf(element, people, 'ASSOCIATED_END_USER'),
    priority: stated(element, 'PRIORITY'),
    isCritical: critical === null ? null : isYes(critical),
    isCyclic,
    cycle: isCyclic ? cycleOf(element) : null,
    needsConfirmation: isYes(attribute(element, 'CONFIRM')),
    isRetroactive: isYes(attribute(element, 'RETRO')),
    maxWait: stated(element, 'MAXWAIT'),
  };
}

/** The first of these that names somebody; all that do are known as people from then on. */
function personOf(element: XmlElement, people: People, ...names: readonly string[]): string | null {
  const known = names.map((name) => people.person(stated(element, name)));
  return known.find((person) => person !== null) ?? null;
}

function scriptOf(element: XmlElement): JobDefinition['script'] {
  const member = stated(element, 'MEMNAME');
  if (member === null) return null;
  const library = stated(element, 'MEMLIB');
  const override = stated(element, 'OVERLIB');
  return { path: joinedPath(library, member), overridePath: override && joinedPath(override, member) };
}

function embeddedOf(element: XmlElement): JobDefinition['embedded'] {
  const text = stated(element, 'INSTREAM_JCL');
  return text === null ? null : { language: 'SCRIPT', text };
}

const cycleTypes: Readonly<Record<string, string>> = { C: 'INTERVAL', V: 'INTERVALS', S: 'TIMES' };

function cycleOf(element: XmlElement): JobCycle {
  const type = stated(element, 'CYCLIC_TYPE')?.toUpperCase() ?? 'C';
  return {
    intervalMinutes: intervalMinutes(stated(element, 'INTERVAL')),
    cycleType: cycleTypes[type] ?? type,
    maxReruns: limitCount(stated(element, 'MAXRERUN')),
  };
}
