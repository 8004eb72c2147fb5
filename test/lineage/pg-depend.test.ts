/** The names of generated and hand-written queries, judged by PostgreSQL's own record of dependencies. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dependenciesOf, PgOracle } from '../support/pg-oracle.js';
import { generateQuery, specDdl } from '../support/query-spec.js';
import { renderQuery } from '../support/query-text.js';

const wanted = 200;

const written: readonly string[] = [
  'SELECT * FROM customers',
  'SELECT o.*, c.name FROM orders o JOIN customers c ON c.id = o.customer_id',
  'SELECT * FROM orders o NATURAL FULL JOIN lines l',
  'SELECT * FROM products JOIN categories USING (category_id, label)',
  'SELECT category_id FROM products p LEFT JOIN categories c USING (category_id) JOIN categories d USING (category_id)',
  'SELECT c.category_id, label FROM products p RIGHT JOIN categories c USING (category_id, label)',
  'SELECT count(*) FROM orders',
  'SELECT count(o) FROM orders o WHERE EXISTS (SELECT * FROM lines l WHERE l.order_id = o.id)',
  'SELECT to_jsonb(c) AS j FROM customers c',
  'SELECT row(c.*) IS NULL AS empty FROM customers c',
  'SELECT x.a FROM (SELECT name AS a, city AS b FROM customers) x',
  'WITH unused AS (SELECT price FROM lines), used AS (SELECT id FROM orders) SELECT * FROM used',
  'WITH a AS (SELECT id FROM orders), b AS (WITH a AS (SELECT id, name FROM customers) SELECT * FROM a) SELECT a.id, b.name FROM a JOIN b USING (id)',
  'WITH RECURSIVE up(id, parent, depth) AS (SELECT category_id, parent_id, 0 FROM categories UNION ALL SELECT c.category_id, c.parent_id, up.depth + 1 FROM categories c JOIN up ON c.category_id = up.parent) SELECT id, depth FROM up ORDER BY depth',
  'SELECT name FROM customers UNION SELECT label FROM products ORDER BY name',
  'SELECT id FROM customers EXCEPT SELECT customer_id FROM orders WHERE total > 1',
  'SELECT sum(total) OVER w AS s FROM orders WINDOW w AS (PARTITION BY status ORDER BY placed)',
  'SELECT rank() OVER (ORDER BY total) AS r FROM orders WINDOW unused AS (PARTITION BY status)',
  'SELECT g, name FROM customers, generate_series(1, id) AS g',
  'SELECT u.word FROM customers c CROSS JOIN LATERAL regexp_split_to_table(c.name, c.city) AS u(word)',
  'SELECT * FROM customers c, LATERAL (SELECT o.total FROM orders o WHERE o.customer_id = c.id ORDER BY o.placed LIMIT 1) last',
  "SELECT v.code, c.city FROM (VALUES (1, 'a'), (2, 'b')) AS v(id, code) JOIN customers c USING (id)",
  'SELECT status, count(*) FILTER (WHERE total > 5) AS n FROM orders GROUP BY status HAVING max(placed) IS NOT NULL',
  'SELECT DISTINCT ON (customer_id) id, total FROM orders ORDER BY customer_id, placed DESC',
  'SELECT status AS id FROM orders ORDER BY id',
  'SELECT total AS placed FROM orders GROUP BY placed, total',
  'SELECT string_agg(name, city ORDER BY joined) AS names FROM customers',
  'SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY price) AS median FROM lines',
  'SELECT (SELECT name FROM customers WHERE id = o.customer_id) AS who, array(SELECT qty FROM lines WHERE order_id = o.id) AS qtys FROM orders o',
  'SELECT id IN (SELECT order_id FROM lines) AS has, id = ANY (SELECT product_id FROM lines) AS any FROM orders',
  'SELECT CASE status WHEN name THEN city END AS c FROM orders JOIN customers ON customer_id = customers.id',
  "SELECT extract(year FROM placed) AS y, date_trunc('month', placed) AS m, placed + 1 AS d, placed - placed AS n FROM orders",
  'SELECT (a).name FROM customers a',
  'SELECT grouping(status) AS g, status, sum(total) AS t FROM orders GROUP BY ROLLUP (status, customer_id)',
  'TABLE categories',
  'SELECT * FROM (customers c JOIN orders o ON c.id = o.customer_id) WHERE o.total > 0',
  'SELECT j.id FROM (customers c JOIN lines l ON c.id = l.order_id) AS j',
  'SELECT c.called FROM customers c(key, called) JOIN orders o ON o.customer_id = c.key',
];

describe('names as PostgreSQL resolves them', () => {
  let oracle: PgOracle;
  beforeAll(async () => {
    oracle = await PgOracle.start(specDdl);
  });
  afterAll(async () => {
    await oracle.close();
  });

  async function compare(view: string, query: string): Promise<void> {
    const resolved = oracle.resolve(`CREATE VIEW ${view} AS ${query}`);
    const outputs = await oracle.outputs(view);
    const got = { ...dependenciesOf(resolved), names: resolved.outputs.map((output) => output.name) };
    const truth = await oracle.dependencies(view);
    expect({ query, ...got }).toEqual({ query, ...truth, names: outputs.map((output) => output.name) });
    expect(resolved.unresolved).toEqual([]);
    const types = resolved.outputs.map((output, index) => output.typeKey ?? outputs[index]?.typeKey);
    expect({ query, types }).toEqual({ query, types: outputs.map((output) => output.typeKey) });
  }

  it.each(written)('%s', async (query) => {
    const view = `w${written.indexOf(query)}`;
    // A view may not list one name twice: PostgreSQL refuses, so the columns are numbered.
    const names = await oracle.columnNames(query);
    const isUnique = new Set(names).size === names.length;
    const list = isUnique ? '' : ` (${names.map((name, index) => `${name}_${index}`).join(', ')})`;
    await oracle.exec(`CREATE VIEW ${view}${list} AS ${query}`);
    const resolved = oracle.resolve(`CREATE VIEW ${view}${list} AS ${query}`);
    expect({ query, ...dependenciesOf(resolved) }).toEqual({ query, ...(await oracle.dependencies(view)) });
    expect(resolved.outputs.map((output) => output.name)).toEqual(
      (await oracle.outputs(view)).map((output) => output.name),
    );
    expect(resolved.unresolved).toEqual([]);
  });

  it(`agrees on ${wanted} generated queries, tables and columns, names and types`, async () => {
    let compared = 0;
    for (let seed = 0; compared < wanted && seed < wanted * 2; seed++) {
      const query = renderQuery(generateQuery(`depend ${seed}`));
      const view = `g${seed}`;
      // The generator makes a few queries that SQL does not allow; PostgreSQL tells them.
      if (!(await oracle.accepts(`CREATE VIEW ${view} AS ${query}`))) continue;
      compared++;
      await compare(view, query);
    }
    expect(compared).toBe(wanted);
  });
});
