/** OpenLineage's own Hive scenario: from the text of `test.sql` alone to the facets of its events. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namingContext, parseType, typeKey } from '../../src/catalog/index.js';
import { RunResolver } from '../../src/extraction/run/resolver.js';
import { readSql } from '../../src/extraction/sql/index.js';
import { sharedData } from '../support/shared.js';

interface Transformation {
  readonly type: string;
  readonly subtype: string;
  readonly masking: boolean;
}
interface InputField {
  readonly name: string;
  readonly field: string;
  readonly transformations: readonly Transformation[];
}
interface LineageFacet {
  readonly fields: Readonly<Record<string, { readonly inputFields: readonly InputField[] }>>;
  readonly dataset: readonly InputField[];
}
interface SchemaFacet {
  readonly fields: readonly { readonly name: string; readonly type: string }[];
}

const folder = sharedData('openlineage');
const scenario = 'compatibility-tests/producer/hive_dataproc/scenarios/aggregate_job';

function edges(prefix: string, fields: readonly InputField[]): readonly string[] {
  return fields.flatMap(({ name, field, transformations }) =>
    transformations.map(
      ({ type, subtype, masking }) => `${name}.${field} -> ${prefix} ${type} ${subtype} ${masking}`,
    ),
  );
}

function facet<T>(file: string, name: string): T {
  const event = JSON.parse(readFileSync(join(folder ?? '', scenario, 'events', file), 'utf8'));
  return event.outputs[0].facets[name];
}

describe.skipIf(folder === null)("OpenLineage's Hive scenario", () => {
  async function resolved() {
    const text = readFileSync(join(folder ?? '', scenario, 'test/test.sql'), 'utf8');
    const naming = namingContext('p', 'hive', 'HIVE');
    const resolver = new RunResolver({ naming, mode: 'MERGE' });
    const read = await readSql(text, { dialect: 'HIVE', variables: [] });
    resolver.add({ file: 'file:test', name: 'test.sql', dialect: 'HIVE', text, read });
    resolver.begin({ tables: new Map(), schemas: new Set(), waiting: [] });
    while (!resolver.step(Number.POSITIVE_INFINITY).isDone);
    const found = resolver.results.flatMap((result) => result.resolved);
    expect(found).toHaveLength(1);
    return found[0];
  }

  const nameOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

  it('equals the column lineage facet edge for edge', async () => {
    const statement = await resolved();
    const got = (statement?.outputs ?? []).flatMap((output) =>
      output.inputs.map(
        (input) =>
          `${nameOf(input.source.table.id)}.${input.source.name} -> ${output.name} ${input.type} ${input.subtype} ${input.isMasking}`,
      ),
    );
    const wide = (statement?.statementInputs ?? []).map(
      (input) => `${nameOf(input.source.table.id)}.${input.source.name} -> * INDIRECT ${input.subtype} false`,
    );
    const { fields, dataset } = facet<LineageFacet>('columnLineage.json', 'columnLineage');
    const expected = Object.entries(fields).flatMap(([name, field]) => edges(name, field.inputFields));
    expect([...got].sort()).toEqual([...expected].sort());
    expect([...wide].sort()).toEqual([...edges('*', dataset)].sort());
  });

  it('has the columns and types of the schema facet', async () => {
    const statement = await resolved();
    const { fields } = facet<SchemaFacet>('schema.json', 'schema');
    expect(statement?.outputs.map((output) => [output.name, output.typeKey])).toEqual(
      fields.map(({ name, type }) => [name, typeKey(parseType(type, 'HIVE').type)]),
    );
  });
});
