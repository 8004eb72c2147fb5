/** `catalogChanged`: the feed, seen as changes of the catalog. No second channel: the same events, fewer of them. */
import { badUserInput, limitExceeded, notFound } from '../../errors.js';
import type { Role } from '../../generated/graphql.js';
import { catalogKinds, follow, isReadable, kindOf, visibleProperties } from '../../graph/index.js';
import type { ChangeEvent, Graph, Properties } from '../../graph/types.js';

export interface CatalogChange {
  readonly seq: number;
  readonly at: string;
  readonly kind: ChangeEvent['kind'];
  readonly entityKind: string;
  readonly entityId: string;
  readonly before: Properties | null;
  readonly after: Properties | null;
  /** The node `entity` shows: of an edge its source. */
  readonly nodeId: string | null;
}

export interface CatalogChanges {
  readonly cursor: string;
  readonly events: readonly CatalogChange[];
}

export interface ChangesOptions {
  readonly project: string;
  /** Ids of the projects the follower reads; null = all. */
  readonly projects: readonly string[] | null;
  readonly kinds: readonly string[] | null;
  readonly ids: readonly string[] | null;
  readonly after: string | null;
  /** Whether the follower holds a role in the project. */
  readonly holds: (role: Role) => boolean;
  readonly signal: AbortSignal;
}

/** Types of edges that are changes of the catalog when they leave one of its nodes. */
const shownEdges: ReadonlySet<string> = new Set(['TAGGED', 'REFERENCES', 'SAME_AS']);
const shownKinds: ReadonlySet<string> = new Set(catalogKinds);
const maxIds = 1_000;

/** Errors: NOT_FOUND for a project the follower does not read, BAD_USER_INPUT for a kind that is none of the catalog's or a foreign cursor, CURSOR_EXPIRED below the horizon. */
export async function* catalogChanges(
  graph: Pick<Graph, 'feed'>,
  options: ChangesOptions,
): AsyncGenerator<CatalogChanges, void, void> {
  const { project, projects, kinds, ids } = options;
  if (!isReadable(projects, project)) throw notFound('project', project);
  if (ids !== null && ids.length > maxIds) throw limitExceeded('ids', ids.length, maxIds);
  const unknown = kinds?.find((kind) => !shownKinds.has(kind) && !shownEdges.has(kind));
  if (unknown !== undefined) throw badUserInput('kinds', [...shownKinds, ...shownEdges].join(', '), unknown);
  const wantedKinds = kinds === null ? null : new Set(kinds);
  const wantedIds = ids === null ? null : new Set(ids);
  const matches = (event: ChangeEvent): boolean =>
    event.project === project &&
    isShown(event) &&
    (wantedKinds?.has(event.entityKind) ?? true) &&
    (wantedIds === null ||
      [event.entityId, event.sourceId, event.targetId].some((id) => id !== null && wantedIds.has(id)));
  for await (const batch of follow(graph, { after: options.after, matches, signal: options.signal })) {
    yield {
      cursor: batch.cursor,
      events: batch.events.map((event) => changeOf(event, options.holds)),
    };
  }
}

function isShown(event: ChangeEvent): boolean {
  if (event.element === 'NODE') return shownKinds.has(event.entityKind);
  return shownEdges.has(event.entityKind) && shownKinds.has(kindOf(event.sourceId ?? '') ?? '');
}

function changeOf(event: ChangeEvent, holds: ChangesOptions['holds']): CatalogChange {
  const { seq, at, kind, entityKind, entityId, before, after } = event;
  return {
    seq,
    at,
    kind,
    entityKind,
    entityId,
    before: visibleProperties(entityKind, before, holds),
    after: visibleProperties(entityKind, after, holds),
    nodeId: event.element === 'NODE' ? entityId : event.sourceId,
  };
}
