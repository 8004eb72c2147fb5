/**
 * Documents that clients already hold. All are validated against the schema; those of contexts that do not
 * exist yet are printed as waiting, and the rest must pass and run. `test/catalog/contract.test.ts` runs the
 * catalog's.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentNode, Kind, type OperationDefinitionNode, parse, print, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testProject } from '../support/project.js';
import { extract, loadSampleEstate } from '../support/sample-estate.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { sharedDataRoot } from '../support/shared.js';

const folder = join(sharedDataRoot, '..', 'contract');
const isThere = existsSync(folder);
if (!isThere) console.warn(`left out: the documents clients hold, because ${folder} is not there`);

/** Contexts this version serves, and the operations of theirs that come later. */
const served = ['catalog', 'extraction', 'feed', 'lineage'];
const waiting = ['CompareSchemas', 'ImpactOf', 'LineagePath'];

const documents = new Map<string, { readonly context: string; readonly document: DocumentNode }>();
if (isThere) {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.graphql'))) {
    for (const definition of parse(readFileSync(join(folder, file), 'utf8')).definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION)
        throw new Error(`${file} holds a ${definition.kind}`);
      const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [definition] };
      documents.set(nameOf(definition), { context: file.replace('.graphql', ''), document });
    }
  }
}

describe.skipIf(!isThere)('documents clients already hold', () => {
  let server: TestServer;
  let project: string;
  const text = (operation: string) => print(documents.get(operation)?.document ?? parse('{ missing }'));
  const column = (name: string) => `column:${project}/warehouse/${name}`;

  beforeAll(async () => {
    server = await startTestServer();
    project = (await testProject()).name;
    await loadSampleEstate(server, project);
  });
  afterAll(() => server.close());

  it('validate against the schema, all but those that wait', () => {
    const invalid = [...documents].filter(
      ([, { document }]) => validate(server.composition.schema, document).length > 0,
    );
    const later = invalid.filter(
      ([name, { context }]) => !served.includes(context) || waiting.includes(name),
    );
    console.log(`waiting: ${later.map(([name, { context }]) => `${context}/${name}`).join(' ')}`);
    expect(invalid.filter((entry) => !later.includes(entry)).map(([name]) => name)).toEqual([]);
    const isLate = (name: string) => later.some(([found]) => found === name);
    expect(waiting.filter((name) => !isLate(name))).toEqual([]);
  });

  it('Extract, ExtractionProgress and ExtractionRun', async () => {
    const input = {
      project: `project:${project}`,
      system: `system:${project}/warehouse`,
      sources: [
        {
          name: 'extra.sql',
          text: 'CREATE TABLE core.extra (a INT, b NOSUCHTYPE);\nCRAETE TABLE x (y INT);',
        },
      ],
    };
    const { extract: started } = await server.data(text('Extract'), { input });
    const seen: string[] = [];
    for await (const { data, errors } of server.subscribe(text('ExtractionProgress'), {
      runId: started.run.id,
      after: started.cursor,
    })) {
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      seen.push(data.extractionProgress.status);
    }
    expect(seen.at(-1)).toBe('SUCCEEDED');
    const { extractionRun } = await server.data(text('ExtractionRun'), { id: started.run.id });
    expect(extractionRun).toMatchObject({
      status: 'SUCCEEDED',
      phase: 'DONE',
      counts: { sources: 1, statements: 2 },
    });
    const codes = extractionRun.issues.edges.map(({ node }: { node: { code: string } }) => node.code);
    expect(codes).toContain('TYPE_UNKNOWN');
    expect(extractionRun.issues.totalCount).toBe(codes.length);
    expect(extractionRun.toSeq).toBeGreaterThanOrEqual(extractionRun.fromSeq);
  });

  it('AnalyzeSql', async () => {
    const { analyzeSql } = await server.data(text('AnalyzeSql'), {
      text: 'CREATE TABLE t (a int, b int);\nCREATE VIEW v AS SELECT a + b AS s FROM t;',
      dialect: 'POSTGRESQL',
    });
    expect(
      analyzeSql.lineage.map((edge: Record<string, unknown>) => [edge.source, edge.target, edge.subtype]),
    ).toEqual([
      [{ table: 't', column: 'a' }, { table: 'v', column: 's' }, 'TRANSFORMATION'],
      [{ table: 't', column: 'b' }, { table: 'v', column: 's' }, 'TRANSFORMATION'],
    ]);
    expect(analyzeSql.issues).toEqual([]);
  });

  it('Lineage, Impact, ViewLineageSummary and UnresolvedReferences', async () => {
    const traversal = { timeoutMs: 20_000 };
    const { lineage } = await server.data(text('Lineage'), {
      ids: [column('mart.customer_value.net_amount')],
      traversal: { ...traversal, direction: 'UPSTREAM' },
    });
    expect(lineage.nodes.map(({ id }: { id: string }) => id)).toContain(
      column('staging.returns.refund_amount'),
    );
    for (const { evidence } of lineage.edges) expect(evidence.line).toBeGreaterThan(0);
    const { impact } = await server.data(text('Impact'), {
      id: column('staging.returns.refund_amount'),
      traversal,
    });
    expect(impact.columns).toBeGreaterThan(1);
    const { viewLineageSummary } = await server.data(text('ViewLineageSummary'), { project });
    expect(viewLineageSummary).toMatchObject({ views: 30 });
    const { resolvedColumns, unresolvedColumns, columns } = viewLineageSummary;
    expect(resolvedColumns + unresolvedColumns).toBe(columns);
    const { unresolvedReferences } = await server.data(text('UnresolvedReferences'), { project, first: 2 });
    expect([unresolvedReferences.totalCount, unresolvedReferences.edges.length]).toEqual([3, 2]);
    const { unresolvedReferences: rest } = await server.data(text('UnresolvedReferences'), {
      project,
      first: 2,
      after: unresolvedReferences.pageInfo.endCursor,
    });
    expect(rest.edges).toHaveLength(1);
  });

  it('FeedStatus, Changes and ChangesLive', async () => {
    const { feedStatus } = await server.data(text('FeedStatus'));
    expect(feedStatus.headSeq).toBeGreaterThan(0);
    const filter = { projects: [project] };
    const { changes } = await server.data(text('Changes'), { filter, first: 10 });
    expect(changes.events.every((event: { project: string }) => event.project === `project:${project}`)).toBe(
      true,
    );
    await extract(server, {
      project,
      system: 'warehouse',
      sources: [{ name: 'late.sql', text: 'CREATE TABLE core.late (a INT);' }],
    });
    const kinds: string[] = [];
    for await (const { data, errors } of server.subscribe(text('ChangesLive'), {
      after: feedStatus.head ?? changes.cursor,
      filter,
    })) {
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      kinds.push(...data.changes.events.map((event: { entityKind: string }) => event.entityKind));
      if (kinds.includes('Table')) break;
    }
    expect(kinds).toContain('Table');
  });
});

function nameOf(operation: OperationDefinitionNode): string {
  if (operation.name === undefined) throw new Error('an operation without a name');
  return operation.name.value;
}
