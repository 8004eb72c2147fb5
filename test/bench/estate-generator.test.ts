import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  type Estate,
  estateBytes,
  fullSize,
  generateEstate,
  scaledSize,
} from '../../bench/estate-generator.js';
import { packageRoot } from '../../src/paths.js';

const estate = generateEstate(1, fullSize);
const viewText = texts(estate, 'views_').join('');
const tableText = texts(estate, 'tables_').join('');

describe('the estate generator', () => {
  it('gives the same estate for the same seed, and another for another', () => {
    const size = scaledSize(0.1);
    expect(generateEstate(7, size)).toEqual(generateEstate(7, size));
    expect(generateEstate(8, size).files).not.toEqual(generateEstate(7, size).files);
  });

  it('has the shape of the estate it stands for', () => {
    const { tables, views, joins } = estate.truth;
    expect(tables).toHaveLength(300);
    expect(views).toHaveLength(74);
    expect(joins).toHaveLength(1146);
    const shapes = views.map(({ name }) => name.split('_').at(-1));
    expect(shapes.filter((shape) => shape === 'union')).toHaveLength(8);
    expect(shapes.filter((shape) => shape === 'nested')).toHaveLength(31);
    expect(Math.max(...views.map(({ columns }) => columns.length))).toBeGreaterThan(1000);
    expect(Math.max(...statements(viewText).map((text) => text.length))).toBeGreaterThanOrEqual(140_000);
    expect(viewText).toMatch(/LATERAL VIEW (OUTER )?(pos)?explode\(/);
    expect(estateBytes(estate.files)).toBeGreaterThan(3_300_000);
    expect(estateBytes(estate.files)).toBeLessThan(4_500_000);
  });

  it('grows with its size', () => {
    const { truth, files } = generateEstate(1, scaledSize(0.2));
    expect([truth.tables.length, truth.views.length, truth.joins.length]).toEqual([60, 15, 229]);
    expect(scaledSize(2)).toMatchObject({ tables: 600, views: 148, joins: 2292, widest: 1100 });
    expect(estateBytes(files)).toBeLessThan(estateBytes(estate.files) / 4);
  });

  it('is valid Hive to a parser of its own, but for quoted lateral aliases', async () => {
    const { parse } = await hiveParser();
    const refused = statements(texts(generateEstate(2, scaledSize(0.3)), 'views_').join(''))
      .filter((text) => !text.includes('`lv` AS'))
      .map((text) => parse(text, 'hive'))
      .filter(({ success }) => !success);
    expect(refused).toEqual([]);
  });

  it('separates views by nothing but blank lines', () => {
    const withoutStrings = viewText.replace(/'(?:[^'\\]|\\.)*'/g, "''");
    expect(withoutStrings).not.toContain(';');
    expect(statements(viewText)).toHaveLength(74);
  });

  it('quotes the names of partition columns', () => {
    const clauses = [...tableText.matchAll(/PARTITIONED BY \( \n([\s\S]*?)\)\n/g)];
    expect(clauses.length).toBeGreaterThan(150);
    for (const [, columns = ''] of clauses) expect(columns).toMatch(/^ {2}`load_day` string/);
  });

  it('loses nothing but storage keywords and semicolons in the stripped copy', () => {
    const stripped = estate.strippedFiles.filter(({ name }) => name.startsWith('tables_'));
    const text = stripped.map((file) => file.text).join('');
    expect(text).not.toMatch(/ROW FORMAT|STORED AS|OUTPUTFORMAT \n|\nLOCATION|TBLPROPERTIES/);
    expect(text.match(/^CREATE /gm)).toHaveLength(300);
    expect(text.match(/PARTITIONED BY/g)).toEqual(tableText.match(/PARTITIONED BY/g));
    expect(text.match(/^ {2}`.*$/gm)).toEqual(tableText.match(/^ {2}`.*$/gm));
  });
});

describe('the truth of a generated estate', () => {
  it('names each table once, with the columns its statement has', () => {
    const lines = tableText.split(/;\n\n/).filter((text) => text !== '');
    expect(lines).toHaveLength(300);
    const declared = new Map(
      lines.map((text) => {
        const [, schema, name] = /TABLE `(\w+)`\.`(\w+)`\(/.exec(text) ?? [];
        return [`${schema}.${name}`, [...text.matchAll(/^ {2}`([^`]+)` /gm)].map((match) => match[1])];
      }),
    );
    for (const { name, columns, partitions } of estate.truth.tables) {
      expect(declared.get(name)).toEqual([...columns, ...partitions]);
    }
  });

  it('gives every view columns of distinct names and inputs that exist', () => {
    const known = new Set([
      ...estate.truth.tables.flatMap(({ name, columns, partitions }) =>
        [...columns, ...partitions].map((column) => `${name}.${column}`),
      ),
      ...estate.truth.views.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`)),
    ]);
    for (const { columns } of estate.truth.views) {
      expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
      expect(columns.flatMap(({ inputs }) => inputs).filter((input) => !known.has(input))).toEqual([]);
    }
  });

  it('joins existing columns in as many places as the text does', () => {
    const words = viewText.match(/\bJOIN\b/g) ?? [];
    expect(words).toHaveLength(estate.truth.joins.length);
    expect(estate.truth.joins.filter(({ pairs }) => pairs === null)).toEqual([]);
  });

  it('places every reference to a removed column where the text has it', () => {
    const files = new Map(estate.files.map(({ name, text }) => [name, text.split('\n')]));
    const removed = new Set<string>();
    for (const { file, line, column, text } of estate.truth.unresolved) {
      expect(
        files
          .get(file)
          ?.[line - 1]?.slice(column - 1)
          .startsWith(text),
      ).toBe(true);
      removed.add(text.replace(/`/g, '').split('.').at(-1) ?? '');
    }
    expect(removed.size).toBeGreaterThan(3);
    expect(estate.truth.unresolved.length).toBeGreaterThanOrEqual(6);
  });
});

interface HiveParser {
  parse(text: string, dialect: 'hive'): { readonly success: boolean; readonly error?: string };
}

/** The package exports no entry that Node 20 can load by name. */
async function hiveParser(): Promise<HiveParser> {
  const path = join(packageRoot, 'node_modules', '@polyglot-sql', 'sdk', 'dist', 'index.node.js');
  return import(pathToFileURL(path).href);
}

function texts(of: Estate, prefix: string): string[] {
  return of.files.filter(({ name }) => name.startsWith(prefix)).map(({ text }) => text);
}

function statements(text: string): string[] {
  return text.split(/^(?=CREATE VIEW )/m).filter((piece) => piece.startsWith('CREATE'));
}
