/** WRITE: sources, then tables, then what statements no longer say, then what they say now; last the problems. */
import { applyPart } from '../../catalog/index.js';
import { defineQuery } from '../../graph/index.js';
import type { Graph, NodeState, WriteCounts } from '../../graph/types.js';
import { loseColumns } from '../../lineage/index.js';
import { writeIssues, writeSources } from '../queries.js';
import type { SourceFile } from '../read-sources.js';
import type { AskRun, RunFindings } from '../threads/run-jobs.js';
import { type Operation, UnitPacker } from './packer.js';
import { removeStatements, writeStatements } from './statements.js';
import { weightOf } from './weight.js';

const formerStatements = defineQuery<{ readonly files: readonly string[] }, { readonly id: string }>(
  'extraction/former-statements',
  ['id'],
);

export interface RunToWrite {
  readonly graph: Graph;
  readonly unitOfWork: Graph['unitOfWork'];
  readonly actor: string;
  readonly run: string;
  /** `project:<name>`. */
  readonly project: string;
  readonly isDryRun: boolean;
  readonly files: readonly SourceFile[];
  readonly findings: RunFindings;
  readonly ask: AskRun;
  /** Of tables and statements: how many are written, or wait for their unit of work to be full. */
  readonly onWritten: (done: {
    readonly doneTables?: number;
    readonly doneStatements?: number;
  }) => Promise<void>;
}

export interface Written {
  readonly changes: WriteCounts;
  readonly firstSeq: number | null;
  readonly lastSeq: number | null;
  readonly edges: number;
  readonly joins: number;
  readonly unresolved: number;
}

const statementsPerRemoval = 200;
const statementWeight = 2000;
const issuesPerUnit = 2000;
const filesPerOperation = 500;

export async function writeRun(run: RunToWrite): Promise<Written> {
  const cutOff = new Set(run.findings.cutOff);
  const [whole, kept] = await Promise.all([
    readFormer(
      run,
      run.files.filter(({ id }) => !cutOff.has(id)),
    ),
    readFormer(
      run,
      run.files.filter(({ id }) => cutOff.has(id)),
    ),
  ]);
  const packer = new UnitPacker(run);
  for (const files of chunks(run.files, filesPerOperation)) await packer.add(fileOperation(run, files));
  await addCatalog(run, packer);
  const now = new Set(run.findings.statements);
  for (const ids of chunks(
    [...whole].filter((id) => !now.has(id)),
    statementsPerRemoval,
  )) {
    await packer.add({
      weight: ids.length * 10,
      run: (unit, touched) => removeStatements(unit, ids, touched),
    });
  }
  const found = await addStatements(run, packer, new Set([...whole, ...kept]));
  await packer.flush();
  await addIssues(run);
  const { counts: changes, firstSeq, lastSeq } = packer;
  return { changes, firstSeq, lastSeq, ...found };
}

async function readFormer({ graph }: RunToWrite, files: readonly SourceFile[]): Promise<ReadonlySet<string>> {
  const former = new Set<string>();
  for (const some of chunks(files, filesPerOperation)) {
    for (const { id } of await graph.read(formerStatements, { files: some.map((file) => file.id) }))
      former.add(id);
  }
  return former;
}

function fileOperation(run: RunToWrite, files: readonly SourceFile[]): Operation {
  const nodes = files.map(({ id, ...properties }): NodeState => {
    return { id, kind: 'SourceFile', project: run.project, parentId: null, properties };
  });
  return {
    weight: files.length,
    run: async (unit) => {
      const counts = await unit.upsertNodes(nodes);
      await unit.run(writeSources, { run: run.run, files: files.map((file) => file.id) });
      return counts;
    },
  };
}

async function addCatalog(run: RunToWrite, packer: UnitPacker): Promise<void> {
  const skippedFiles = new Set(run.files.map((file) => file.id));
  let doneTables = 0;
  for (let index = 0; index < run.findings.catalogParts; index += 1) {
    const part = await run.ask({ kind: 'catalog', index });
    const elements = part.tables.reduce(
      (sum, table) => sum + 1 + table.columns.length + table.constraints.length,
      0,
    );
    await packer.add({
      weight: elements + part.edges.length,
      run: (unit, touched) =>
        applyPart(unit, part, {
          project: run.project,
          columnsRemoved: async (_unit, ids) => {
            const lost = await loseColumns(unit, ids, skippedFiles);
            for (const table of lost.tables) touched.add(table);
          },
        }),
    });
    doneTables += part.tables.length;
    await run.onWritten({ doneTables });
  }
}

async function addStatements(
  run: RunToWrite,
  packer: UnitPacker,
  former: ReadonlySet<string>,
): Promise<{ readonly edges: number; readonly joins: number; readonly unresolved: number }> {
  let [edges, joins, unresolved, written] = [0, 0, 0, 0];
  for (;;) {
    const plans = await run.ask({ kind: 'statements', weight: statementWeight });
    if (plans.length === 0) return { edges, joins, unresolved };
    for (const plan of plans) {
      edges += plan.flows.length;
      joins += plan.nodes.filter((node) => node.kind === 'Join').length;
      unresolved += plan.nodes.filter((node) => node.kind === 'UnresolvedRef').length;
    }
    await packer.add({
      weight: plans.reduce((sum, plan) => sum + weightOf(plan), 0),
      run: (unit, touched) => writeStatements(unit, plans, former, touched),
    });
    written += plans.length;
    await run.onWritten({ doneStatements: written });
  }
}

/** Problems belong to the run, not to the graph: they are written by a dry run too. */
async function addIssues({ ask, findings, unitOfWork, actor, run, project }: RunToWrite): Promise<void> {
  for (let from = 0; from < findings.counts.issues; from += issuesPerUnit) {
    const rows = await ask({ kind: 'issues', from, count: issuesPerUnit });
    await unitOfWork(actor, run, (unit) => unit.run(writeIssues, { run, project, rows }));
  }
}

function* chunks<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
