/** `ChangeFilter` as a predicate: compiled once for each reader, tried on every event. */
import { badUserInput, limitExceeded } from '../errors.js';
import type { ChangeFilter } from '../generated/graphql.js';
import { type ChangeEvent, projectId } from '../graph/index.js';

const maxItems = 1000;

type Test = (event: ChangeEvent) => boolean;

/** Errors: LIMIT_EXCEEDED for a list above 1,000 items. A null member restricts nothing. */
export function changeFilter(filter: ChangeFilter | null | undefined): Test {
  if (filter === null || filter === undefined) return () => true;
  const tests: Test[] = [];
  const among = (
    name: keyof ChangeFilter,
    partOf: (event: ChangeEvent) => string | null,
    fold = identity,
  ) => {
    const items = filter[name];
    if (items === null || items === undefined) return;
    if (items.length > maxItems) throw limitExceeded(`filter.${name}`, items.length, maxItems);
    const wanted = new Set<string>(items.map(fold));
    tests.push((event) => wanted.has(partOf(event) ?? ''));
  };
  among('entityIds', (event) => event.entityId);
  among('projects', (event) => event.project, projectId);
  among('contexts', (event) => event.context);
  among('kinds', (event) => event.kind);
  among('elements', (event) => event.element);
  among('entityKinds', (event) => event.entityKind);
  among('causes', (event) => event.cause);
  const names = filter.changedProperties;
  if (names !== null && names !== undefined) {
    if (names.length > maxItems) throw limitExceeded('filter.changedProperties', names.length, maxItems);
    if (names.some((name) => name === ''))
      throw badUserInput('filter.changedProperties', 'names of properties', '');
    tests.push(({ before, after }) => names.some((name) => name in (before ?? {}) || name in (after ?? {})));
  }
  return (event) => tests.every((test) => test(event));
}

function identity(text: string): string {
  return text;
}
