/** Long analytic SQL of others: the MIMIC-IV concepts, judged by what PostgreSQL says of them as views. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResolvedStatement } from '../../src/lineage/facts.js';
import { type Dependencies, dependenciesOf, PgOracle } from '../support/pg-oracle.js';
import { sharedData } from '../support/shared.js';

interface Concept {
  readonly name: string;
  readonly resolved: ResolvedStatement;
  readonly depends: Dependencies;
  readonly outputs: readonly { readonly name: string; readonly typeKey: string }[];
}

const folder = sharedData('mimic');

describe.skipIf(folder === null)('the MIMIC-IV concepts as views', () => {
  const concepts: Concept[] = [];
  let oracle: PgOracle;

  beforeAll(async () => {
    const root = folder ?? '';
    const driver = readFileSync(join(root, 'concepts_postgres/postgres-make-concepts.sql'), 'utf8');
    oracle = await PgOracle.start(readFileSync(join(root, 'create.sql'), 'utf8'));
    await oracle.exec('CREATE SCHEMA IF NOT EXISTS mimiciv_derived');
    for (const [, file = ''] of driver.matchAll(/^\\i (\S+)/gm)) {
      const text = readFileSync(join(root, 'concepts_postgres', file), 'utf8')
        .trimEnd()
        .replace(/;$/, '');
      const [create, name = ''] = /CREATE TABLE (\S+)[\s\S]*$/.exec(text) ?? [];
      if (create === undefined) continue;
      const view = create.replace('CREATE TABLE', 'CREATE VIEW');
      await oracle.exec(view);
      const resolved = oracle.resolve(view);
      concepts.push({
        name,
        resolved,
        depends: await oracle.dependencies(name),
        outputs: await oracle.outputs(name),
      });
      await oracle.refresh(name);
    }
  });

  afterAll(async () => {
    await oracle.close();
  });

  it('reads exactly the tables and columns that pg_depend lists', () => {
    expect(concepts).toHaveLength(65);
    for (const { name, resolved, depends } of concepts)
      expect({ name, ...dependenciesOf(resolved) }).toEqual({ name, ...depends });
    expect(concepts.reduce((sum, { depends }) => sum + depends.tables.length, 0)).toBe(181);
    expect(concepts.reduce((sum, { depends }) => sum + depends.columns.length, 0)).toBe(868);
  });

  it('names all 808 columns and leaves no reference unresolved', () => {
    const names = concepts.flatMap(({ resolved }) => resolved.outputs.map((output) => output.name));
    expect(names).toEqual(concepts.flatMap(({ outputs }) => outputs.map((output) => output.name)));
    expect(names).toHaveLength(808);
    expect(concepts.flatMap(({ resolved }) => [...resolved.unresolved, ...resolved.issues])).toEqual([]);
  });

  it('gives every column the type PostgreSQL gives it', () => {
    for (const { name, resolved, outputs } of concepts)
      expect({ name, types: resolved.outputs.map((output) => output.typeKey) }).toEqual({
        name,
        types: outputs.map((output) => output.typeKey),
      });
  });

  it('reaches from sepsis3 only columns that create.sql declares', () => {
    const byTable = new Map(concepts.map((concept) => [concept.name, concept.resolved]));
    const reached = new Set<string>();
    const pending = (byTable.get('mimiciv_derived.sepsis3')?.outputs ?? []).flatMap(
      (output) => output.inputs,
    );
    for (let input = pending.pop(); input !== undefined; input = pending.pop()) {
      const { id, name, table } = input.source;
      if (reached.has(id)) continue;
      reached.add(id);
      const view = byTable.get(table.name);
      const output = view?.outputs.find((each) => each.name === name);
      if (output !== undefined) pending.push(...output.inputs);
      else expect(oracle.columnsOf(table.id)?.map((column) => column.id)).toContain(id);
    }
    expect(reached.size).toBeGreaterThan(50);
  });
});
