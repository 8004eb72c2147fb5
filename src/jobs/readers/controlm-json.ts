/** Control-M definitions in JSON: folders, jobs and flows, known by their `Type` and never by their key. */

import type { FolderKind, ReadResult } from '../definitions.js';
import { type JsonNode, type JsonObject, JsonTextError, type JsonTree, parseJsonTree } from '../json-tree.js';
import { folderKey } from '../keys.js';
import { MAX_DEPTH, refused, sizeRefusal } from '../limits.js';
import type { People } from '../people.js';
import { TextLines } from '../text-lines.js';
import { DraftCollector } from './drafts.js';
import { jsonConditions } from './json-conditions.js';
import { type DefaultsLevel, withDefaults } from './json-defaults.js';
import { jsonJob } from './json-job.js';
import { member, objectOf, texts, typeOf } from './json-members.js';

/**
 * Reads a source whole or refuses it (too large, too deep, not strict JSON, no object). Repeated keys are
 * legal: the last one stays and each is listed. Linear in the text.
 */
export function readControlMJson(text: string, people: People): ReadResult {
  return readJson(text, people, (root, collector) => {
    if (root.kind !== 'OBJECT') return 'an object of folders';
    new JsonFolders(collector).file(root);
    return null;
  });
}

/** Parses a JSON source and hands its tree to `read`, which answers with what it expected if it got no such thing. */
export function readJson(
  text: string,
  people: People,
  read: (root: JsonNode, collector: DraftCollector) => string | null,
): ReadResult {
  const tooLarge = sizeRefusal(text);
  if (tooLarge !== null) return tooLarge;
  let tree: JsonTree;
  try {
    tree = parseJsonTree(text, MAX_DEPTH);
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    return refused(text, error.isTooDeep ? 'TOO_DEEP' : 'SOURCE_MALFORMED', error.message, error.offset);
  }
  const collector = new DraftCollector(people, new TextLines(text));
  for (const { key, offset } of tree.repeated)
    collector.issue(
      'INFO',
      'JSON_DUPLICATE_KEY',
      `key ${JSON.stringify(key)} is repeated: the last one stays`,
      offset,
    );
  const expected = read(tree.root, collector);
  if (expected !== null) return refused(text, 'NOT_DEFINITIONS', `expected ${expected}`, tree.root.offset);
  return { status: 'READ', definitions: collector.finish() };
}

const folderKinds: ReadonlyMap<string, FolderKind> = new Map([
  ['Folder', 'SMART_FOLDER'],
  ['SimpleFolder', 'FOLDER'],
  ['SubFolder', 'SUB_FOLDER'],
]);

interface Place {
  readonly key: string;
  readonly levels: readonly DefaultsLevel[];
}

/** Members of one folder by name, for its flows. */
interface Members {
  readonly keys: Map<string, string>;
  readonly flows: { readonly name: string; readonly object: JsonObject }[];
}

export class JsonFolders {
  private readonly collector: DraftCollector;
  private readonly keys = new Set<string>();
  private readonly finishing: (() => void)[] = [];

  constructor(collector: DraftCollector) {
    this.collector = collector;
  }

  file(root: JsonObject): void {
    const defaults = objectOf(root.members.get('Defaults'));
    const levels = defaults === null ? [] : [defaults];
    for (const [key, node] of root.members) {
      if (key === 'Defaults') continue;
      const object = objectOf(node);
      const type = typeOf(node) ?? '';
      if (object !== null && folderKinds.has(type)) this.folder(key, object, type, null, levels);
      else if (type.startsWith('Job'))
        this.collector.issue(
          'ERROR',
          'JOB_WITHOUT_FOLDER',
          'a job outside of all folders is skipped',
          node.offset,
        );
      else
        this.collector.issueOnce('UNKNOWN_MEMBER', key, `member ${key} of the file is not read`, node.offset);
    }
    // References may name folders that come later in the file.
    for (const finish of this.finishing) finish();
  }

  private folder(
    name: string,
    own: JsonObject,
    type: string,
    parent: string | null,
    outer: readonly DefaultsLevel[],
  ): string | null {
    if (name.trim() === '') {
      this.collector.issue(
        'ERROR',
        'FOLDER_NAME_MISSING',
        'a folder without a name is skipped with its jobs',
        own.offset,
      );
      return null;
    }
    const key = this.collector.reserveFolder(parent, name, own.offset);
    this.keys.add(key);
    const inner = objectOf(own.members.get('Defaults'));
    const object = withDefaults(own, type, outer);
    this.members(own, { key, levels: inner === null ? outer : [...outer, inner] });
    const draft = {
      name,
      parent,
      kind: folderKinds.get(type) ?? 'FOLDER',
      server: member(object, 'ControlmServer', 'Server'),
      platform: member(object, 'Platform'),
      description: member(object, 'Description'),
      position: this.collector.at(own.offset),
      ...jsonConditions(object, this.collector),
    };
    const path = member(object, 'ReferencePath');
    this.finishing.push(() =>
      this.collector.addFolder(key, { ...draft, reference: this.reference(path, own.offset) }),
    );
    return key;
  }

  /** Key of the folder that a `ReferencePath` names, from the top; null without one, or listed. */
  private reference(path: string | null, offset: number): string | null {
    if (path === null) return null;
    const key = folderKey(path.split('/').filter((name) => name !== ''));
    if (this.keys.has(key)) return key;
    this.collector.issue(
      'WARNING',
      'REFERENCE_UNRESOLVED',
      `ReferencePath ${JSON.stringify(path)} names no folder of the source`,
      offset,
    );
    return null;
  }

  private members(folder: JsonObject, place: Place): void {
    const members: Members = { keys: new Map(), flows: [] };
    for (const [key, node] of folder.members) {
      if (key === 'Defaults') continue;
      if (node.kind === 'LIST') for (const item of node.items) this.listed(item, place, members);
      else this.member(key, node, place, members);
    }
    for (const { name, object } of members.flows) this.flow(name, object, members.keys);
  }

  /** Jobs and folders may stand in a list, each with its `Name`: so one name may occur twice. */
  private listed(item: JsonNode, place: Place, members: Members): void {
    const object = objectOf(item);
    if (object !== null) this.member(member(object, 'Name') ?? '', item, place, members);
  }

  private member(name: string, node: JsonNode, place: Place, members: Members): void {
    const object = objectOf(node);
    const type = typeOf(node);
    if (object === null || type === null) return;
    if (type === 'Flow') members.flows.push({ name, object });
    else if (folderKinds.has(type)) {
      const key = this.folder(name, object, type, place.key, place.levels);
      if (key !== null && !members.keys.has(name)) members.keys.set(name, key);
    } else if (type === 'Job' || type.startsWith('Job:')) {
      if (name.trim() === '') {
        this.collector.issue('ERROR', 'JOB_NAME_MISSING', 'a job without a name is skipped', object.offset);
        return;
      }
      const job = withDefaults(object, type, place.levels);
      const key = this.collector.addJob(jsonJob(name, place.key, type, job, this.collector));
      if (!members.keys.has(name)) members.keys.set(name, key);
    }
  }

  private flow(name: string, object: JsonObject, keys: ReadonlyMap<string, string>): void {
    let previous: string | null = null;
    for (const step of texts(object.members.get('Sequence')) ?? []) {
      const key = keys.get(step);
      if (key === undefined) {
        this.collector.issue(
          'WARNING',
          'FLOW_UNRESOLVED',
          `flow ${name} names ${step}, which its folder does not hold`,
          object.offset,
        );
        previous = null;
        continue;
      }
      if (previous !== null && previous !== key)
        this.collector.addStep({ flow: name, from: previous, to: key });
      previous = key;
    }
  }
}
