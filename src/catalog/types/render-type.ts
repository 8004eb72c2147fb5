/**
 * From the canonical type to a dialect's text, for the types that dialect can write. Every rendered text
 * is read back and compared, so `parseType(renderType(t, d), d)` is `t` by construction.
 */
import type { Dialect } from '../vocabulary.js';
import type { ColumnType, TypeField } from './column-type.js';
import { type NamedTypes, parseType } from './parse-type.js';
import { temporalTexts } from './render-temporal.js';
import { typeKey } from './type-key.js';

/** The type in the dialect's words; null when the dialect has no text that means exactly this type. */
export function renderType(type: ColumnType, dialect: Dialect, named?: NamedTypes): string | null {
  const key = typeKey(type);
  for (const text of candidates(type, dialect)) {
    const parsed = parseType(text, dialect, named);
    if (parsed.issues.length === 0 && typeKey(parsed.type) === key) return text;
  }
  return null;
}

/** Texts to try, the most usual first. */
function candidates(type: ColumnType, dialect: Dialect): readonly string[] {
  switch (type.kind) {
    case 'BOOL':
      return ['boolean', 'bit', 'tinyint(1)'];
    case 'DECIMAL':
      return decimals(type);
    case 'UTF8':
      return texts(type, dialect);
    case 'BINARY':
      return binaries(type, dialect);
    case 'BITSTRING':
      return type.isFixedLength ? [sized('bit', type.length)] : [sized('bit varying', type.length)];
    case 'DATE':
    case 'TIME':
    case 'TIMESTAMP':
    case 'INTERVAL':
      return temporalTexts(type, dialect);
    case 'LIST':
    case 'VECTOR':
    case 'MAP':
    case 'STRUCT':
    case 'UNION':
      return nested(type, dialect);
    case 'ENUM':
      return [
        `${type.extension === 'set' ? 'set' : 'enum'}(${(type.enumValues ?? []).map(literal).join(', ')})`,
      ];
    case 'JSON':
      return ['json', 'jsonb', 'variant', 'super'];
    case 'UUID':
      return dialect === 'TSQL' ? ['uniqueidentifier'] : ['uuid'];
    case 'GEOGRAPHY':
      return [type.extension ?? 'geography'];
    case 'XML':
      return dialect === 'ORACLE' ? ['xmltype'] : ['xml'];
    case 'NULL':
      return dialect === 'SPARK' || dialect === 'HIVE' ? ['void'] : ['null'];
    case 'UNKNOWN':
      return [];
    default:
      return numbers(type, dialect);
  }
}

function numbers(type: ColumnType, dialect: Dialect): readonly string[] {
  switch (type.kind) {
    case 'INT8':
      return ['tinyint', 'int1'];
    case 'INT16':
      return type.extension === 'year' ? ['year'] : ['smallint'];
    case 'INT32':
      return dialect === 'BIGQUERY' ? ['int32'] : ['int'];
    case 'INT64':
      return dialect === 'BIGQUERY' ? ['int64'] : ['bigint'];
    case 'UINT8':
      return dialect === 'TSQL' ? ['tinyint'] : ['tinyint unsigned', 'uint8'];
    case 'UINT16':
      return ['smallint unsigned'];
    case 'UINT32':
      return ['int unsigned', 'uint32'];
    case 'UINT64':
      return ['bigint unsigned'];
    case 'FLOAT16':
      return ['float16'];
    case 'FLOAT32':
      return ['real', 'float', 'float4'];
    default:
      return dialect === 'BIGQUERY' ? ['float64'] : ['double precision', 'double', 'float8'];
  }
}

function decimals(type: ColumnType): readonly string[] {
  if (type.precision === null) return ['numeric', 'number'];
  if (type.extension === 'hugeint') return ['hugeint'];
  return [`decimal(${type.precision}, ${type.scale ?? 0})`];
}

function texts(type: ColumnType, dialect: Dialect): readonly string[] {
  if (type.extension === 'byte-length')
    return [`${type.isFixedLength ? 'char' : 'varchar2'}(${type.length} byte)`];
  if (type.extension !== null) return [type.extension];
  if (type.isFixedLength) return [sized('char', type.length)];
  if (type.length !== null) {
    const name = dialect === 'ORACLE' ? 'varchar2' : dialect === 'BIGQUERY' ? 'string' : 'varchar';
    return [sized(name, type.length)];
  }
  if (dialect === 'TSQL') return ['varchar(max)'];
  if (dialect === 'ORACLE') return ['clob'];
  return dialect === 'HIVE' || dialect === 'SPARK' || dialect === 'IMPALA' || dialect === 'BIGQUERY'
    ? ['string']
    : dialect === 'TRINO'
      ? ['varchar']
      : ['text'];
}

function binaries(type: ColumnType, dialect: Dialect): readonly string[] {
  if (type.isFixedLength) return [sized('binary', type.length)];
  if (type.length !== null) return [sized(dialect === 'ORACLE' ? 'raw' : 'varbinary', type.length)];
  switch (dialect) {
    case 'HIVE':
    case 'SPARK':
    case 'IMPALA':
      return ['binary'];
    case 'POSTGRESQL':
      return ['bytea'];
    case 'BIGQUERY':
      return ['bytes'];
    case 'TSQL':
      return ['varbinary(max)'];
    case 'ORACLE':
    case 'MYSQL':
    case 'DUCKDB':
    case 'SQLITE':
      return ['blob'];
    default:
      return ['varbinary'];
  }
}

const angled: ReadonlySet<Dialect> = new Set(['HIVE', 'SPARK', 'IMPALA', 'BIGQUERY']);

function nested(type: ColumnType, dialect: Dialect): readonly string[] {
  switch (type.kind) {
    case 'LIST':
      return lists(type, dialect);
    case 'VECTOR':
      if (dialect === 'SNOWFLAKE')
        return [`vector(${type.element?.kind === 'INT32' ? 'int' : 'float'}, ${type.length})`];
      return type.element?.kind === 'FLOAT16'
        ? [sized('halfvec', type.length)]
        : [sized('vector', type.length)];
    case 'MAP': {
      const [key, element] = [inner(type.key, dialect), inner(type.element, dialect)];
      if (key === null || element === null) return [];
      return [enclose('map', [key, element], dialect)];
    }
    case 'STRUCT':
      return structs(type.fields ?? [], dialect);
    default: {
      const members = (type.members ?? []).map((member) => inner(member, dialect));
      if (members.some((member) => member === null)) return [];
      if (dialect === 'DUCKDB')
        return [`union(${members.map((member, at) => `m${at + 1} ${member}`).join(', ')})`];
      return [`uniontype<${members.join(',')}>`];
    }
  }
}

function lists(type: ColumnType, dialect: Dialect): readonly string[] {
  const element = inner(type.element, dialect);
  if (element === null) return [];
  const postfix = `${element}[${type.length ?? ''}]`;
  if (dialect === 'POSTGRESQL' || dialect === 'DUCKDB' || dialect === 'REDSHIFT') return [postfix];
  return [enclose('array', [element], dialect), postfix];
}

function structs(fields: readonly TypeField[], dialect: Dialect): readonly string[] {
  const separator = angled.has(dialect) && dialect !== 'BIGQUERY' ? ':' : ' ';
  const parts: string[] = [];
  for (const field of fields) {
    const type = inner(field.type, dialect);
    if (type === null) return [];
    const name = field.name === null ? '' : `${identifier(field.name, dialect)}${separator}`;
    parts.push(`${name}${type}${field.isNullable ? '' : ' not null'}`);
  }
  return [enclose(dialect === 'TRINO' ? 'row' : 'struct', parts, dialect)];
}

function enclose(name: string, parts: readonly string[], dialect: Dialect): string {
  return angled.has(dialect) ? `${name}<${parts.join(', ')}>` : `${name}(${parts.join(', ')})`;
}

function inner(type: ColumnType | null, dialect: Dialect): string | null {
  return type === null ? null : renderType(type, dialect);
}

function identifier(name: string, dialect: Dialect): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !/^(not|null|comment|options|array)$/i.test(name)) return name;
  return angled.has(dialect) || dialect === 'MYSQL'
    ? `\`${name.replaceAll('`', '``')}\``
    : `"${name.replaceAll('"', '""')}"`;
}

function sized(name: string, length: number | null): string {
  return length === null ? name : `${name}(${length})`;
}

function literal(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
