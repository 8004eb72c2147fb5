/** Renders generated queries, in ways that must not change their lineage. */
import type { SpecQuery, SpecSelect, SpecSource } from './query-spec.js';

export interface Rendering {
  readonly alias: (source: number) => string;
  /** Derived tables become CTEs of the whole query. */
  readonly asCtes: boolean;
  /** `a JOIN b` becomes `b JOIN a` where that means the same. */
  readonly swapsJoins: boolean;
}

export const plainRendering: Rendering = {
  alias: (source) => `s${source}`,
  asCtes: false,
  swapsJoins: false,
};

export function renderQuery(query: SpecQuery, rendering: Rendering = plainRendering): string {
  const ctes: string[] = [];
  const body = queryText(query, rendering, ctes);
  return ctes.length === 0 ? body : `WITH ${ctes.join(', ')} ${body}`;
}

function queryText(query: SpecQuery, rendering: Rendering, ctes: string[]): string {
  if (query.kind === 'select') return selectText(query, rendering, ctes);
  return query.branches.map((branch) => selectText(branch, rendering, ctes)).join(` ${query.operator} `);
}

function selectText(select: SpecSelect, rendering: Rendering, ctes: string[]): string {
  const fill = (template: string): string =>
    template
      .replace(/\{(\d+)\}/g, (_, source) => rendering.alias(Number(source)))
      .replace(/\[\[(\d+)\]\]/g, (_, inner) => {
        const query = select.inner.get(Number(inner));
        // A correlated subquery cannot move to a CTE; what it nests need not either.
        return query === undefined ? '' : queryText(query, { ...rendering, asCtes: false }, ctes);
      });
  const items = select.items.map((item) => `${fill(item.expression)} AS ${item.name}`).join(', ');
  const clauses = [
    `SELECT ${select.isDistinct ? 'DISTINCT ' : ''}${items}`,
    `FROM ${fromText(select, rendering, ctes, fill)}`,
    select.where === null ? '' : `WHERE ${fill(select.where)}`,
    select.groupBy.length === 0 ? '' : `GROUP BY ${select.groupBy.map(fill).join(', ')}`,
    select.having === null ? '' : `HAVING ${fill(select.having)}`,
    select.orderBy.length === 0 ? '' : `ORDER BY ${select.orderBy.map(fill).join(', ')}`,
  ];
  return clauses.filter((clause) => clause !== '').join(' ');
}

function fromText(
  select: SpecSelect,
  rendering: Rendering,
  ctes: string[],
  fill: (template: string) => string,
): string {
  let text = '';
  select.sources.forEach((source, index) => {
    const own = sourceText(source, rendering, ctes);
    const isFirst = index === 1 && rendering.swapsJoins && !source.isLateral;
    switch (source.join) {
      case 'FIRST':
        text = own;
        break;
      case 'COMMA':
        text = `${text}, ${own}`;
        break;
      case 'CROSS':
        text = isFirst ? `${own} CROSS JOIN ${text}` : `${text} CROSS JOIN ${own}`;
        break;
      case 'USING':
        text = isFirst
          ? `${own} JOIN ${text} USING (${source.using})`
          : `${text} JOIN ${own} USING (${source.using})`;
        break;
      case 'NATURAL':
        text = `${text} NATURAL JOIN ${own}`;
        break;
      case 'INNER':
        text = isFirst
          ? `${own} JOIN ${text} ON ${fill(source.on)}`
          : `${text} JOIN ${own} ON ${fill(source.on)}`;
        break;
      default:
        text = `${text} ${source.join} JOIN ${own} ON ${fill(source.on)}`;
    }
  });
  return text;
}

function sourceText(source: SpecSource, rendering: Rendering, ctes: string[]): string {
  const alias = rendering.alias(source.number);
  if ('table' in source.origin) return `${source.origin.table.name} AS ${alias}`;
  const body = queryText(
    source.origin.query,
    source.isLateral ? { ...rendering, asCtes: false } : rendering,
    ctes,
  );
  if (source.isLateral) return `LATERAL (${body}) AS ${alias}`;
  if (!rendering.asCtes) return `(${body}) AS ${alias}`;
  ctes.push(`q${source.number} AS (${body})`);
  return `q${source.number} AS ${alias}`;
}
