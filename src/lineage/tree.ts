/**
 * The neutral syntax tree: what the resolver needs of a statement, whatever parser read it.
 * Offsets (`start`, `end`) are 0-based UTF-16 units within the statement's text, end exclusive. Names
 * are as written, without their quotes; `quoted` says whether there were any. About twenty node kinds.
 */

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Name {
  readonly text: string;
  readonly quoted: boolean;
}

/** A dotted name of a table, in order: `[catalog, schema, table]`, the last part always present. */
export interface TableName extends Span {
  readonly parts: readonly Name[];
}

/** A query: a SELECT, a set operation, a VALUES list, or a bare table (`TABLE t`, Hive `FROM t`). */
export type Query = Select | SetOperation | Values;

/** The WITH clause ahead of a query or a write. */
export interface With {
  /** In order. */
  readonly ctes: readonly Cte[];
  readonly isRecursive: boolean;
}

export interface QueryTail extends With {
  readonly orderBy: readonly Expression[];
  readonly limit: readonly Expression[];
}

export interface Select extends Span, QueryTail {
  readonly kind: 'select';
  readonly projections: readonly Projection[];
  readonly isDistinct: boolean;
  /** DISTINCT ON (…) expressions. */
  readonly distinctOn: readonly Expression[];
  /** Comma-separated sources; joins nest inside a source. */
  readonly from: readonly Source[];
  readonly where: Expression | null;
  readonly groupBy: readonly Expression[];
  readonly having: Expression | null;
  readonly qualify: Expression | null;
  /** CLUSTER BY, DISTRIBUTE BY, SORT BY of Hive and Spark. */
  readonly sortBy: readonly Expression[];
  /** WINDOW w AS (…). */
  readonly windows: readonly { readonly name: string; readonly window: Window }[];
}

export interface SetOperation extends Span, QueryTail {
  readonly kind: 'set';
  readonly operator: 'UNION' | 'INTERSECT' | 'EXCEPT';
  readonly isAll: boolean;
  readonly byName: boolean;
  /** Flattened for equal operators: two or more branches, so that 10,000 branches do not nest. */
  readonly branches: readonly Query[];
}

export interface Values extends Span, QueryTail {
  readonly kind: 'values';
  readonly rows: readonly (readonly Expression[])[];
}

export interface Cte extends Span {
  readonly name: Name;
  readonly columns: readonly Name[];
  readonly query: Query;
}

export type Projection =
  | (Span & { readonly kind: 'expression'; readonly expression: Expression; readonly alias: Name | null })
  | (Span & {
      readonly kind: 'star';
      /** `t.*`: the qualifier's parts; empty for `*`. */
      readonly qualifier: readonly Name[];
      /** EXCEPT / EXCLUDE columns. */
      readonly except: readonly Name[];
      readonly replace: readonly { readonly expression: Expression; readonly alias: Name }[];
      readonly rename: readonly { readonly from: Name; readonly to: Name }[];
    })
  /** Several aliases of one generator: Hive `explode(m) AS (k, v)`, `posexplode`. */
  | (Span & { readonly kind: 'multi'; readonly expression: Expression; readonly aliases: readonly Name[] });

export type Source =
  | (Span & {
      readonly kind: 'table';
      readonly name: TableName;
      readonly alias: Name | null;
      readonly columnAliases: readonly Name[];
    })
  | (Span & {
      readonly kind: 'subquery';
      readonly query: Query;
      readonly alias: Name | null;
      readonly columnAliases: readonly Name[];
      readonly isLateral: boolean;
    })
  | (Span & {
      readonly kind: 'join';
      readonly joinKind: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS' | 'SEMI' | 'ANTI';
      readonly left: Source;
      readonly right: Source;
      readonly on: Expression | null;
      readonly using: readonly Name[];
      readonly isNatural: boolean;
    })
  /** UNNEST, FLATTEN, LATERAL VIEW, generate_series, TABLE(f(…)): rows made from an expression; it may read sources to its left. */
  | (Span & {
      readonly kind: 'function';
      readonly expression: Expression;
      readonly alias: Name | null;
      readonly columnAliases: readonly Name[];
      readonly withOrdinality: boolean;
    })
  | (Span & {
      readonly kind: 'pivot';
      readonly source: Source;
      readonly direction: 'PIVOT' | 'UNPIVOT';
      readonly aggregates: readonly { readonly expression: Expression; readonly alias: Name | null }[];
      readonly columns: readonly Expression[];
      readonly values: readonly { readonly expression: Expression; readonly alias: Name | null }[];
      readonly outputs: readonly Name[];
      readonly alias: Name | null;
      readonly columnAliases: readonly Name[];
    });

export interface Window {
  readonly reference: string | null;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly Expression[];
}

export type Expression =
  /** `c`, `t.c`, `s.t.c`, and struct paths: the resolver decides which parts are qualifiers. */
  | (Span & { readonly kind: 'column'; readonly parts: readonly Name[] })
  | (Span & {
      readonly kind: 'literal';
      readonly type:
        | 'number'
        | 'string'
        | 'boolean'
        | 'null'
        | 'date'
        | 'timestamp'
        | 'time'
        | 'interval'
        | 'binary';
      readonly value: string;
    })
  | (Span & {
      readonly kind: 'parameter';
      readonly name: string | null;
      readonly style: 'QUESTION' | 'DOLLAR' | 'COLON' | 'AT' | 'PERCENT';
    })
  | (Span & {
      readonly kind: 'function';
      /** Lower-cased unless quoted. */
      readonly name: string;
      readonly arguments: readonly Expression[];
      readonly isDistinct: boolean;
      /** count(*) */
      readonly isStar: boolean;
      readonly filter: Expression | null;
      readonly orderBy: readonly Expression[];
      readonly over: Window | null;
    })
  /** Unary and binary operators, AND/OR/NOT, IS NULL, BETWEEN, LIKE, IN (list), ||, array index, AT TIME ZONE: operands in order. */
  | (Span & {
      readonly kind: 'operator';
      readonly operator: string;
      readonly operands: readonly Expression[];
    })
  | (Span & {
      readonly kind: 'case';
      readonly operand: Expression | null;
      readonly branches: readonly { readonly when: Expression; readonly then: Expression }[];
      readonly otherwise: Expression | null;
    })
  | (Span & {
      readonly kind: 'cast';
      readonly expression: Expression;
      readonly type: string;
      readonly isTry: boolean;
    })
  | (Span & {
      readonly kind: 'subquery';
      readonly query: Query;
      readonly use: 'SCALAR' | 'EXISTS' | 'IN' | 'ARRAY' /** left side of IN / ANY / ALL */;
      readonly operand: Expression | null;
    })
  /** ARRAY[…], STRUCT(…), ROW(…), (a, b), maps. */
  | (Span & {
      readonly kind: 'tuple';
      readonly shape: 'ARRAY' | 'STRUCT' | 'ROW' | 'MAP';
      readonly items: readonly Expression[];
      readonly names: readonly (string | null)[];
    })
  /** Field of a value: `(expr).field`, `expr.field`, `expr:path`. */
  | (Span & { readonly kind: 'field'; readonly expression: Expression; readonly field: string })
  | (Span & { readonly kind: 'lambda'; readonly parameters: readonly string[]; readonly body: Expression })
  /** `t.*` or `*` as an argument or in EXISTS. */
  | (Span & { readonly kind: 'star'; readonly qualifier: readonly Name[] });

/** A statement with a query or a write in it. Everything else never reaches the resolver. */
export type StatementTree = StatementBody & {
  /** Of the procedure, function or block it stands in. */
  readonly routine?: RoutineNames;
};

/** Names of a routine that stand for values: what callers give, and what it declares, loops over or gives back. */
export interface RoutineNames {
  readonly name: Name | null;
  readonly parameters: readonly Name[];
  readonly variables: readonly Name[];
}

type StatementBody =
  | (Span & { readonly kind: 'query'; readonly query: Query })
  | (Span & {
      readonly kind: 'create';
      readonly objectKind: 'TABLE' | 'VIEW' | 'MATERIALIZED_VIEW';
      readonly isTemporary: boolean;
      readonly target: TableName;
      readonly columns: readonly Name[];
      readonly query: Query;
    })
  | (Span &
      With & {
        readonly kind: 'insert';
        readonly isOverwrite: boolean;
        /** null for INSERT OVERWRITE DIRECTORY. */
        readonly target: TableName | null;
        readonly directory: string | null;
        readonly columns: readonly Name[];
        /** Hive PARTITION (dt='x', region): in order; `value` null for dynamic ones. */
        readonly partitions: readonly { readonly name: Name; readonly value: Expression | null }[];
        /** BY NAME: each value goes to the column of its name, wherever it stands. */
        readonly isByName: boolean;
        readonly query: Query | null;
        /** `INSERT INTO t AS x`. */
        readonly alias: Name | null;
        /** What is written in place of a row that collides, in order. */
        readonly onConflict: readonly ConflictUpdate[];
      })
  | (Span &
      With & {
        readonly kind: 'update';
        readonly target: Source;
        readonly assignments: readonly Assignment[];
        readonly from: readonly Source[];
        readonly where: Expression | null;
      })
  | (Span &
      With & {
        readonly kind: 'delete';
        readonly target: Source;
        readonly using: readonly Source[];
        readonly where: Expression | null;
      })
  | (Span &
      With & {
        readonly kind: 'merge';
        readonly target: Source;
        readonly source: Source;
        readonly on: Expression;
        readonly branches: readonly {
          readonly condition: Expression | null;
          readonly action: 'UPDATE' | 'INSERT' | 'DELETE' | 'NOTHING';
          readonly assignments: readonly Assignment[];
          /** INSERT column list; empty means the target's order. */
          readonly columns: readonly Name[];
          readonly values: readonly Expression[];
          /** INSERT * / UPDATE SET *. */
          readonly isStar: boolean;
        }[];
      });

/** ON CONFLICT … DO UPDATE, ON DUPLICATE KEY UPDATE. */
export interface ConflictUpdate {
  readonly assignments: readonly Assignment[];
  readonly where: Expression | null;
  /** Names under which the row that was to be inserted is read; `columns` rename those of the INSERT by ordinal. */
  readonly proposed: readonly { readonly alias: Name; readonly columns: readonly Name[] }[];
}

export interface Assignment extends Span {
  /** Target column, perhaps qualified. */
  readonly target: readonly Name[];
  readonly value: Expression;
}
