/**
 * Random PostgreSQL queries as a structure that can be rendered in several ways of the same meaning: other
 * aliases, subqueries as CTEs, joins the other way round.
 */
import { type Random, seededRandom } from '../../bench/support/random.js';

export type ColumnType = 'int' | 'text' | 'num' | 'date';

export interface SpecColumn {
  readonly name: string;
  readonly type: ColumnType;
}

export interface SpecTable {
  readonly name: string;
  readonly columns: readonly SpecColumn[];
}

/** Tables whose column names overlap on purpose. */
export const specTables: readonly SpecTable[] = [
  table('customers', 'id int, name text, city text, joined date, credit num'),
  table('orders', 'id int, customer_id int, placed date, total num, status text'),
  table('lines', 'order_id int, product_id int, qty int, price num, note text'),
  table('products', 'id int, label text, price num, category_id int, added date'),
  table('categories', 'category_id int, label text, parent_id int'),
];

function table(name: string, columns: string): SpecTable {
  return {
    name,
    columns: columns.split(', ').map((column) => {
      const [columnName = '', type = 'int'] = column.split(' ');
      return { name: columnName, type: type as ColumnType };
    }),
  };
}

export const specDdl = specTables
  .map(({ name, columns }) => {
    const native = { int: 'integer', text: 'text', num: 'numeric(10,2)', date: 'date' };
    return `CREATE TABLE ${name} (${columns.map((column) => `${column.name} ${native[column.type]}`).join(', ')});`;
  })
  .join('\n');

/** A piece of text in which `{n}` stands for the alias of the n-th source of the whole query. */
export type Template = string;

export interface SpecSource {
  /** Number of the source in the whole query. */
  readonly number: number;
  readonly origin: { readonly table: SpecTable } | { readonly query: SpecQuery };
  readonly columns: readonly SpecColumn[];
  readonly isLateral: boolean;
  readonly join: 'FIRST' | 'INNER' | 'LEFT' | 'FULL' | 'CROSS' | 'COMMA' | 'USING' | 'NATURAL';
  readonly on: Template;
  readonly using: string;
}

export interface SpecSelect {
  readonly kind: 'select';
  readonly sources: readonly SpecSource[];
  readonly items: readonly {
    readonly expression: Template;
    readonly name: string;
    readonly type: ColumnType;
  }[];
  readonly isDistinct: boolean;
  readonly where: Template | null;
  readonly groupBy: readonly Template[];
  readonly having: Template | null;
  readonly orderBy: readonly Template[];
  /** Subqueries inside expressions, by number; `[[n]]` stands for the n-th. */
  readonly inner: ReadonlyMap<number, SpecQuery>;
}

export interface SpecUnion {
  readonly kind: 'union';
  readonly operator: string;
  readonly branches: readonly SpecSelect[];
}

export type SpecQuery = SpecSelect | SpecUnion;

export function generateQuery(seed: number | string): SpecQuery {
  return new Generator(seededRandom(seed)).query(2);
}

class Generator {
  private readonly random: Random;
  private sources = 0;
  private names = 0;
  private subqueries = 0;

  constructor(random: Random) {
    this.random = random;
  }

  query(depth: number): SpecQuery {
    if (!this.random.chance(0.2)) return this.select(depth, []);
    const first = this.select(depth - 1, []);
    const types = first.items.map((item) => item.type);
    const branches = [first, this.select(depth - 1, [], types)].map((branch) => ({ ...branch, orderBy: [] }));
    return {
      kind: 'union',
      operator: this.random.pick(['UNION ALL', 'UNION', 'INTERSECT', 'EXCEPT']),
      branches,
    };
  }

  private select(depth: number, outer: readonly SpecSource[], types?: readonly ColumnType[]): SpecSelect {
    const { random } = this;
    const inner = new Map<number, SpecQuery>();
    const sources: SpecSource[] = [];
    const count = outer.length > 0 ? 1 : 1 + random.below(3);
    for (let n = 0; n < count; n++) sources.push(this.source(depth, sources, outer));
    const visible = [...sources, ...outer];
    const isGrouped = random.chance(0.3);
    const items = isGrouped
      ? this.groupedItems(sources, types)
      : (types ?? this.types(1 + random.below(4))).map((type) =>
          this.item(this.value(type, sources, visible, depth, inner), type),
        );
    const keys = items.filter(
      (item) => isGrouped && /^[{a-z]/.test(item.expression) && !item.expression.includes('('),
    );
    const groupBy = isGrouped
      ? keys.map((item) => (random.chance(0.3) ? String(items.indexOf(item) + 1) : item.expression))
      : [];
    return {
      kind: 'select',
      sources,
      items,
      isDistinct: !isGrouped && random.chance(0.1),
      where: random.chance(0.5) ? this.condition(sources, visible, depth, inner) : null,
      groupBy,
      having: isGrouped && random.chance(0.3) ? `count(*) > ${random.below(5)}` : null,
      orderBy: random.chance(0.3) ? [random.chance(0.5) ? '1' : (random.pick(items).name ?? '1')] : [],
      inner,
    };
  }

  private types(count: number): readonly ColumnType[] {
    return Array.from({ length: count }, () => this.random.pick(['int', 'text', 'num', 'date'] as const));
  }

  private item(expression: Template, type: ColumnType) {
    return { expression, name: `c${this.names++}`, type };
  }

  private groupedItems(sources: readonly SpecSource[], types: readonly ColumnType[] | undefined) {
    const wanted = types ?? this.types(1 + this.random.below(3));
    return wanted.map((type) => {
      const column = this.columnOf(sources, type);
      if (column !== null && this.random.chance(0.5)) return this.item(column, type);
      if (type === 'int' && this.random.chance(0.4)) return this.item('count(*)::int', type);
      const aggregate =
        type === 'num' ? this.random.pick(['sum', 'avg', 'max']) : this.random.pick(['min', 'max']);
      return this.item(column === null ? this.literal(type) : `${aggregate}(${column})`, type);
    });
  }

  private source(depth: number, before: readonly SpecSource[], outer: readonly SpecSource[]): SpecSource {
    const { random } = this;
    const number = this.sources++;
    const isNested = depth > 0 && random.chance(0.35);
    const isLateral = isNested && before.length > 0 && random.chance(0.3);
    const query = isNested ? (isLateral ? this.select(depth - 1, before) : this.query(depth - 1)) : null;
    const base = random.pick(specTables);
    const columns = query === null ? base.columns : columnsOf(query);
    const made = {
      number,
      origin: query === null ? { table: base } : { query },
      columns,
      isLateral,
      on: 'true',
      using: '',
    };
    if (before.length === 0 || outer.length > 0)
      return { ...made, join: before.length === 0 ? 'FIRST' : 'CROSS' };
    return this.joined(made, before);
  }

  private joined(made: Omit<SpecSource, 'join'>, before: readonly SpecSource[]): SpecSource {
    const { random } = this;
    const kind = random.pick([
      'INNER',
      'INNER',
      'LEFT',
      'FULL',
      'CROSS',
      'COMMA',
      'USING',
      'NATURAL',
    ] as const);
    if (kind === 'CROSS' || kind === 'COMMA') return { ...made, join: kind };
    if (made.isLateral) return { ...made, join: 'LEFT' };
    if (kind === 'USING' || kind === 'NATURAL') {
      const [only] = before;
      const shared =
        before.length === 1 && only !== undefined
          ? made.columns.find((column) =>
              only.columns.some((other) => other.name === column.name && other.type === column.type),
            )
          : undefined;
      const isNatural = only !== undefined && made.columns.every((column) => hasNoOtherType(only, column));
      if (shared !== undefined && kind === 'NATURAL' && isNatural) return { ...made, join: 'NATURAL' };
      if (shared !== undefined) return { ...made, join: 'USING', using: shared.name };
      return { ...made, join: 'INNER' };
    }
    const left = random.pick(before);
    const own = random.pick(made.columns);
    const other = left.columns.find((column) => column.type === own.type);
    const on = other === undefined ? 'true' : `{${left.number}}.${other.name} = {${made.number}}.${own.name}`;
    return { ...made, join: kind, on };
  }

  private columnOf(sources: readonly SpecSource[], type: ColumnType): Template | null {
    const found = sources.flatMap((source) =>
      source.columns.filter((column) => column.type === type).map((column) => ({ source, column })),
    );
    if (found.length === 0) return null;
    const { source, column } = this.random.pick(found);
    const isUnique =
      sources.flatMap((each) => each.columns).filter((each) => each.name === column.name).length === 1;
    return isUnique && this.random.chance(0.4) ? column.name : `{${source.number}}.${column.name}`;
  }

  private literal(type: ColumnType): Template {
    return { int: '7', text: "'x'", num: '1.5', date: "DATE '2020-01-01'" }[type];
  }

  private value(
    type: ColumnType,
    sources: readonly SpecSource[],
    visible: readonly SpecSource[],
    depth: number,
    inner: Map<number, SpecQuery>,
  ): Template {
    const { random } = this;
    const column = this.columnOf(sources, type) ?? this.literal(type);
    const other = this.columnOf(sources, type) ?? this.literal(type);
    const any = this.columnOf(sources, random.pick(['int', 'text', 'num', 'date'] as const)) ?? '1';
    switch (random.below(9)) {
      case 0:
        return `CASE WHEN ${any} IS NULL THEN ${column} ELSE ${other} END`;
      case 1:
        return `coalesce(${column}, ${other})`;
      case 2:
        return this.computed(type, column, other);
      case 3:
        return `max(${column}) OVER (PARTITION BY ${any} ORDER BY ${other})`;
      case 4:
        return `first_value(${column}) OVER (ORDER BY ${any})`;
      case 5:
        return depth > 0 ? this.scalar(type, visible, inner) : column;
      default:
        return column;
    }
  }

  private computed(type: ColumnType, column: Template, other: Template): Template {
    if (type === 'text') return this.random.chance(0.5) ? `upper(${column})` : `${column} || ${other}`;
    if (type === 'date') return `greatest(${column}, ${other})`;
    return this.random.chance(0.5) ? `${column} + ${other}` : `abs(${column})`;
  }

  /** A correlated scalar subquery. */
  private scalar(type: ColumnType, visible: readonly SpecSource[], inner: Map<number, SpecQuery>): Template {
    const made = this.select(0, visible, [type]);
    const [item] = made.items;
    const own = this.columnOf(made.sources, type) ?? this.literal(type);
    const single: SpecSelect = {
      ...made,
      items: item === undefined ? [] : [{ ...item, expression: `max(${own})` }],
      isDistinct: false,
      groupBy: [],
      having: null,
      orderBy: [],
      where: this.correlation(made.sources, visible),
      inner: new Map(),
    };
    return this.placed(single, inner, (key) => `(${key})`);
  }

  private correlation(own: readonly SpecSource[], visible: readonly SpecSource[]): Template {
    const outer = visible[0];
    const column = own[0]?.columns.find((each) => outer?.columns.some((other) => other.type === each.type));
    const other = outer?.columns.find((each) => each.type === column?.type);
    if (column === undefined || other === undefined || outer === undefined) return 'true';
    return `{${own[0]?.number}}.${column.name} = {${outer.number}}.${other.name}`;
  }

  private placed(query: SpecQuery, inner: Map<number, SpecQuery>, text: (key: string) => string): Template {
    const number = this.subqueries++;
    inner.set(number, query);
    return text(`[[${number}]]`);
  }

  private condition(
    sources: readonly SpecSource[],
    visible: readonly SpecSource[],
    depth: number,
    inner: Map<number, SpecQuery>,
  ): Template {
    const { random } = this;
    const type = random.pick(['int', 'text', 'num', 'date'] as const);
    const column = this.columnOf(sources, type);
    if (column === null) return 'true';
    const kind = depth > 0 ? random.below(4) : 3;
    if (kind === 0) {
      const made = this.select(0, visible);
      const where = this.correlation(made.sources, visible);
      return this.placed({ ...made, where, inner: new Map() }, inner, (key) => `EXISTS (${key})`);
    }
    if (kind === 1)
      return this.placed(
        { ...this.select(0, [], [type]), orderBy: [] },
        inner,
        (key) => `${column} IN (${key})`,
      );
    const second = this.columnOf(sources, random.pick(['int', 'text'] as const));
    return second === null
      ? `${column} IS NOT NULL`
      : `(${column} > ${this.literal(type)} OR ${second} IS NULL)`;
  }
}

function hasNoOtherType(source: SpecSource, column: SpecColumn): boolean {
  return source.columns.every((other) => other.name !== column.name || other.type === column.type);
}

export function columnsOf(query: SpecQuery): readonly SpecColumn[] {
  const select = query.kind === 'union' ? query.branches[0] : query;
  return (select?.items ?? []).map(({ name, type }) => ({ name, type }));
}
