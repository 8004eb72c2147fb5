import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ConstDirectiveNode, Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { type ChangeEvent, sensitiveProperties, visibleProperties } from '../../src/graph/index.js';
import { packageRoot } from '../../src/paths.js';
import { canSee, changeFilter } from '../../src/sync/index.js';

/** `Type.field` → role, of every field the schema marks with `@sensitive`. */
function sensitiveFields(): ReadonlyMap<string, string> {
  const folder = join(packageRoot, 'schema');
  const found = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.graphql'))) {
    for (const definition of parse(readFileSync(join(folder, file), 'utf8')).definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION)
        continue;
      for (const field of definition.fields ?? []) {
        const directive = field.directives?.find(({ name }) => name.value === 'sensitive');
        if (directive !== undefined)
          found.set(`${definition.name.value}.${field.name.value}`, roleOf(directive));
      }
    }
  }
  return found;
}

function roleOf(directive: ConstDirectiveNode): string {
  const value = directive.arguments?.find(({ name }) => name.value === 'role')?.value;
  return value?.kind === Kind.ENUM ? value.value : 'CURATOR';
}

describe('sensitive properties in the feed', () => {
  it('are those the schema marks', () => {
    expect(sensitiveFields().size).toBeGreaterThan(0);
    for (const [field, role] of sensitiveFields()) {
      const [type = '', name = ''] = field.split('.');
      expect(sensitiveProperties[type]?.[name], field).toBe(role);
    }
  });

  it('are left out below their role', () => {
    const properties = { name: 'v', viewSql: 'select 1' };
    expect(visibleProperties('View', properties, () => false)).toEqual({ name: 'v' });
    expect(visibleProperties('View', properties, () => true)).toEqual(properties);
    expect(visibleProperties('Column', properties, () => false)).toEqual(properties);
    expect(visibleProperties('View', null, () => false)).toBeNull();
  });
});

describe('who sees which events', () => {
  const event: ChangeEvent = {
    seq: 1,
    at: '2026-01-01T00:00:00.000Z',
    actor: 'a',
    context: 'catalog',
    kind: 'UPDATED',
    element: 'NODE',
    entityKind: 'Table',
    entityId: 'table:acme/x/s.t',
    sourceId: null,
    targetId: null,
    project: 'project:acme',
    before: { layer: 'raw' },
    after: { layer: 'core' },
    cause: 'c',
  };
  const reader = (projects: readonly string[] | null, isAdmin = false) => ({
    projects,
    hasRole: () => isAdmin,
  });

  it('is decided by the project; without one, only an ADMIN of all does', () => {
    const loose = { ...event, project: null };
    expect([
      canSee(reader(['project:acme']))(event),
      canSee(reader(['project:b']))(event),
      canSee(reader([]))(event),
    ]).toEqual([true, false, false]);
    expect(canSee(reader(null))(event)).toBe(true);
    expect([
      canSee(reader(null))(loose),
      canSee(reader(['project:acme']))(loose),
      canSee(reader(null, true))(loose),
    ]).toEqual([false, false, true]);
  });

  it('is narrowed by every member of a filter', () => {
    const matching = {
      projects: ['acme'],
      contexts: ['catalog'],
      kinds: ['UPDATED' as const],
      elements: ['NODE' as const],
      entityKinds: ['View', 'Table'],
      entityIds: [event.entityId],
      changedProperties: ['layer'],
      causes: ['c'],
    };
    expect(changeFilter(matching)(event)).toBe(true);
    expect(changeFilter(null)(event)).toBe(true);
    for (const name of Object.keys(matching)) {
      const other = name === 'kinds' ? ['DELETED'] : name === 'elements' ? ['EDGE'] : ['other'];
      expect(changeFilter({ ...matching, [name]: other })(event), name).toBe(false);
      expect(changeFilter({ ...matching, [name]: [] })(event), `${name}: []`).toBe(false);
    }
  });

  it('refuses lists above 1,000', () => {
    const many = Array.from({ length: 1001 }, (_, i) => `x${i}`);
    expect(() => changeFilter({ causes: many })).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }));
    expect(() => changeFilter({ changedProperties: many })).toThrow(
      expect.objectContaining({ code: 'LIMIT_EXCEEDED' }),
    );
  });
});
