/** Base tables of a generated estate: a model of each, and its CREATE TABLE as a Hive dump shows it. */
import type { Random } from '../random.js';
import * as lexicon from './lexicon.js';

export interface EstateColumn {
  readonly name: string;
  readonly type: string;
  readonly comment: string | null;
}

export interface EstateTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly EstateColumn[];
  readonly partitions: readonly EstateColumn[];
  readonly isExternal: boolean;
  readonly comment: string | null;
  /** Rotates storage formats. */
  readonly storage: number;
}

export function qualifiedName(table: { readonly schema: string; readonly name: string }): string {
  return `${table.schema}.${table.name}`;
}

/** `count` tables of about `width` columns with distinct names. */
export function makeTables(count: number, width: number, random: Random): EstateTable[] {
  const names = tableNames(count, random.fork('names'));
  return names.map(({ schema, name, entity }, index) => {
    const own = random.fork(`table ${index}`);
    const columns = makeColumns(entity, Math.max(12, Math.round(width * (0.5 + own.next()))), own);
    return {
      schema,
      name,
      columns,
      partitions: makePartitions(own),
      isExternal: own.chance(0.6),
      comment: own.chance(0.5) ? own.pick(lexicon.comments) : null,
      storage: own.below(storageClauses.length),
    };
  });
}

/** The statement as `SHOW CREATE TABLE` prints it, or with the storage keywords lost. */
export function createTable(table: EstateTable, isStripped: boolean): string {
  const head = `CREATE ${table.isExternal ? 'EXTERNAL ' : ''}TABLE \`${table.schema}\`.\`${table.name}\`(`;
  const partitions =
    table.partitions.length === 0 ? '' : `\nPARTITIONED BY ( \n${columnLines(table.partitions)})`;
  const comment = table.comment === null ? '' : `\nCOMMENT '${table.comment}'`;
  const clause = storageClauses[table.storage] ?? [];
  const location = `hdfs://nameservice1/data/${table.schema}/${table.name}`;
  const storage = [...clause, ['LOCATION', location] as const];
  const tail = storage.map(([keyword, value]) =>
    isStripped ? `\n  '${value}'` : `\n${keyword} \n  '${value}'`,
  );
  const properties = isStripped
    ? ''
    : "\nTBLPROPERTIES (\n  'bucketing_version'='2', \n  'transient_lastDdlTime'='1700000000')";
  return `${head}\n${columnLines(table.columns)})${comment}${partitions}${tail.join('')}${properties}`;
}

function columnLines(columns: readonly EstateColumn[]): string {
  return columns
    .map(
      (column) =>
        `  \`${column.name}\` ${column.type}${column.comment === null ? '' : ` COMMENT '${column.comment}'`}`,
    )
    .join(', \n');
}

const hive = 'org.apache.hadoop.hive';
const storageClauses: readonly (readonly (readonly [string, string])[])[] = [
  [
    ['ROW FORMAT SERDE', `${hive}.ql.io.orc.OrcSerde`],
    ['STORED AS INPUTFORMAT', `${hive}.ql.io.orc.OrcInputFormat`],
    ['OUTPUTFORMAT', `${hive}.ql.io.orc.OrcOutputFormat`],
  ],
  [
    ['ROW FORMAT SERDE', `${hive}.ql.io.parquet.serde.ParquetHiveSerDe`],
    ['STORED AS INPUTFORMAT', `${hive}.ql.io.parquet.MapredParquetInputFormat`],
    ['OUTPUTFORMAT', `${hive}.ql.io.parquet.MapredParquetOutputFormat`],
  ],
  [
    ['ROW FORMAT SERDE', `${hive}.serde2.lazy.LazySimpleSerDe`],
    ['STORED AS INPUTFORMAT', 'org.apache.hadoop.mapred.TextInputFormat'],
    ['OUTPUTFORMAT', `${hive}.ql.io.HiveIgnoreKeyTextOutputFormat`],
  ],
];

function tableNames(count: number, random: Random): { schema: string; name: string; entity: string }[] {
  const all = lexicon.schemas.flatMap((schema) =>
    lexicon.entities.flatMap((entity) =>
      lexicon.aspects.map((aspect) => ({ schema, entity, name: `${entity}_${aspect}` })),
    ),
  );
  const names = random.sample(all, count);
  // More tables than the words give: numbered copies, as archives are.
  for (let copy = 2; names.length < count; copy += 1) {
    names.push(
      ...all.slice(0, count - names.length).map((entry) => ({ ...entry, name: `${entry.name}_v${copy}` })),
    );
  }
  return names;
}

function makeColumns(entity: string, count: number, random: Random): EstateColumn[] {
  const columns = new Map<string, EstateColumn>();
  const add = (name: string, type: string): void => {
    if (columns.has(name)) return;
    columns.set(name, { name, type, comment: random.chance(0.25) ? random.pick(lexicon.comments) : null });
  };
  add(`${entity}_id`, 'bigint');
  for (const other of random.sample(lexicon.entities, 3 + random.below(4))) add(`${other}_id`, 'bigint');
  add('batch_id', 'bigint');
  add('source_system', 'string');
  add('loaded_at', 'timestamp');
  if (random.chance(0.3)) add(random.pick(lexicon.quotedColumns), 'string');
  for (const nested of lexicon.nestedTypes) {
    if (random.chance(nested.name === 'raw_value' ? 0.03 : 0.3)) add(nested.name, nested.type);
  }
  while (columns.size < count) {
    const { stem, types } = random.pick(lexicon.columnStems);
    const qualifier = random.pick(lexicon.qualifiers);
    const name = random.chance(0.5) ? `${qualifier}_${stem}` : `${entity}_${qualifier}_${stem}`;
    add(columns.has(name) ? `${name}_${columns.size}` : name, random.pick(types));
  }
  return [...columns.values()];
}

function makePartitions(random: Random): EstateColumn[] {
  const names = random.chance(0.65) ? (random.chance(0.3) ? ['load_day', 'load_hour'] : ['load_day']) : [];
  return names.map((name) => ({
    name,
    type: name === 'load_hour' ? 'int' : 'string',
    comment: random.chance(0.2) ? 'partition of the load' : null,
  }));
}
