import { describe, expect, it } from 'vitest';
import { readJsonTable } from '../../../src/extraction/json/json-table.js';

function read(text: string, name = 'data/orders.json') {
  const { statements, issues } = readJsonTable(text, name);
  const [table] = statements.flatMap(({ declarations }) => declarations);
  const columns = table?.columns ?? [];
  return {
    statements,
    issues: issues.map(({ severity, code, line, column }) => ({ severity, code, line, column })),
    name: table?.name.map(({ text: part }) => part).join('.'),
    types: Object.fromEntries(columns.map((each) => [each.name.text, each.typeKey])),
    nullable: Object.fromEntries(columns.map((each) => [each.name.text, each.isNullable])),
    profiles: Object.fromEntries(columns.map((each) => [each.name.text, each.profile])),
  };
}

describe('a JSON table', () => {
  it('has a column for each key, in the order they are first seen', () => {
    const { name, types, nullable, profiles, issues } = read(
      '[{"id": 1, "note": "a"}, {"id": 2, "paid": true, "note": null}, {"id": 3, "note": "a"}]',
    );
    expect(name).toBe('orders');
    expect(Object.keys(types)).toEqual(['id', 'note', 'paid']);
    expect(types).toEqual({ id: 'int64', note: 'utf8', paid: 'bool' });
    expect(nullable).toEqual({ id: false, note: true, paid: true });
    expect(profiles.note).toEqual({
      rowsSeen: 3,
      presenceRatio: 1,
      nullRatio: 1 / 3,
      distinctEstimate: 1,
      jsonTypes: ['null', 'string'],
    });
    expect(profiles.paid).toMatchObject({ presenceRatio: 1 / 3, nullRatio: 0 });
    expect(issues).toEqual([]);
  });

  it.each([
    ['an array', '[{"a":1},{"a":2}]'],
    ['NDJSON', '{"a":1}\n{"a":2}\n'],
    ['NDJSON with a byte order mark and other line ends', '\ufeff{"a":1}\r\n\r\n{"a":2}'],
    ['an object with an array', '{"data":[{"a":1},{"a":2}]}'],
  ])('is %s', (_, text) => {
    const { types, profiles, issues } = read(text);
    expect([types, profiles.a?.rowsSeen, profiles.a?.distinctEstimate, issues]).toEqual([
      { a: 'int64' },
      2,
      2,
      [],
    ]);
  });

  it('is one row where an object stands alone', () => {
    const { types, profiles } = read('{\n "a": 1,\n "tags": ["x"]\n}');
    expect(types).toEqual({ a: 'int64', tags: 'list<utf8>' });
    expect(profiles.a?.rowsSeen).toBe(1);
  });

  it('says what stands beside the rows', () => {
    const { issues, types } = read('{"page": 1,\n "rows": [{"a": 1}],\n "more": [{"b": 2}]}');
    expect(types).toEqual({ a: 'int64' });
    expect(issues).toEqual([
      { severity: 'INFO', code: 'JSON_MEMBER_SKIPPED', line: 1, column: 2 },
      { severity: 'INFO', code: 'JSON_MEMBER_SKIPPED', line: 3, column: 2 },
    ]);
  });

  const column = (...values: readonly string[]) =>
    read(`[${values.map((value) => `{"c":${value}}`).join(',')}]`).types.c;
  const days = ['"2026-01-01"', '"2026-01-02"', '"2024-02-29"', '"1999-12-31"'];

  it.each<readonly [string, readonly string[], string]>([
    ['whole numbers', ['1', '-9223372036854775808', '9223372036854775807'], 'int64'],
    ['numbers beyond 64 bits', ['1', '9223372036854775808'], 'float64'],
    ['whole and other numbers', ['1', '1.5'], 'float64'],
    ['an exponent', ['1e3'], 'float64'],
    ['nothing but nulls', ['null', 'null'], 'null'],
    ['five days', [...days, '"2026-03-01"'], 'date'],
    ['four days', days, 'utf8'],
    ['a day that there is none of', [...days, '"2026-02-30"'], 'utf8'],
    ['a day and a word', [...days, '"soon"'], 'utf8'],
    ['times in UTC', Array(5).fill('"2026-01-01T10:00:00.123Z"'), 'timestamp(ms,instant,3)'],
    ['times with offsets', Array(5).fill('"2026-01-01T10:00:00+02:00"'), 'timestamp(s,offset,0)'],
    ['times without a zone', Array(5).fill('"2026-01-01 10:00"'), 'timestamp(s,none,0)'],
    [
      'times with and without a zone',
      [...Array(5).fill('"2026-01-01T10:00:00Z"'), '"2026-01-01T10:00:00"'],
      'utf8',
    ],
    ['lists', ['[1,2]', '[]', '[2.5]'], 'list<float64>'],
    ['an empty list', ['[]'], 'list<null>'],
    ['lists of objects', ['[{"x":1},{"y":"a"}]'], 'list<struct<x:int64,y:utf8>>'],
    ['objects', ['{"x":1,"y":{"z":true}}', '{"x":2,"y":{"z":false}}'], 'struct<x:int64,y:struct<z:bool>>'],
    ['numbers and words', ['1', '"a"'], 'union<int64,utf8>@mixed'],
    ['nulls and numbers', ['null', '1'], 'int64'],
  ])('of %s', (_, values, expected) => {
    const key = column(...values);
    expect(key?.replace(/\?|!/g, '')).toBe(expected);
  });

  it('keeps names as they are written, whatever they are', () => {
    const names = ['__proto__', 'constructor', 'a.b', 'ä "q"', '', 'A', 'a'];
    const row = `{${names.map((name, i) => `${JSON.stringify(name)}:${i}`).join(',')}}`;
    const [statement] = readJsonTable(`[${row}]`, 'x').statements;
    expect(statement?.declarations[0]?.columns.map(({ name }) => name.text)).toEqual(names);
  });

  it('changes its statement with what the values show, not with where they stand', () => {
    const hash = (text: string) => readJsonTable(text, 'x').statements[0]?.textSha256;
    expect(hash('[{"a":1},{"a":2}]')).toBe(hash('[ {"a":2},\n {"a":1} ]'));
    expect(hash('[{"a":1},{"a":2}]')).not.toBe(hash('[{"a":1},{"a":null}]'));
  });

  it('puts no value into what it returns', () => {
    const text = '[{"mail":"someone@example.org","n":4711},{"mail":"someone@example.org","n":4711}]';
    const shown = JSON.stringify(readJsonTable(text, 'people.json'));
    expect(shown).not.toContain('someone');
    expect(shown).not.toContain('4711');
  });
});

describe('a damaged JSON table', () => {
  it('keeps what stands before the damage', () => {
    const { types, profiles, issues } = read('[{"a":1},\n{"a":2, "b": tru');
    expect(types).toMatchObject({ a: 'int64' });
    expect(profiles.a?.rowsSeen).toBe(2);
    expect(issues).toEqual([{ severity: 'ERROR', code: 'JSON_INVALID', line: 2, column: 14 }]);
  });

  it('loses one line of NDJSON and keeps the others', () => {
    const { profiles, issues } = read('{"a":1}\n{"a":\n{"a":3}\n');
    expect(profiles.a?.rowsSeen).toBe(3);
    expect(profiles.a?.distinctEstimate).toBe(2);
    expect(issues).toMatchObject([{ code: 'JSON_INVALID', line: 2 }]);
  });

  it.each([
    ['a comment', '[{"a":1} /* no */]'],
    ['a trailing comma', '[{"a":1},]'],
    ['two documents', '[{"a":1}] [{"a":2}]'],
  ])('says so of %s', (_, text) => {
    expect(read(text).issues).toMatchObject([{ severity: 'ERROR', code: 'JSON_INVALID' }]);
  });

  it('counts both values of a key that stands twice, and says so once', () => {
    const { types, profiles, issues } = read('[{"a":1,"a":"x"},{"a":1,"a":"x"}]');
    expect(types.a).toBe('union<int64,utf8>@mixed');
    expect(profiles.a?.presenceRatio).toBe(1);
    expect(issues).toEqual([{ severity: 'WARNING', code: 'JSON_DUPLICATE_KEY', line: 1, column: 9 }]);
  });

  it('leaves rows aside that are no objects', () => {
    const { types, profiles, issues } = read('[{"a":1}, 5, [{"b":2}], null, {"a":2}]');
    expect(types).toEqual({ a: 'int64' });
    expect(profiles.a?.rowsSeen).toBe(2);
    expect(issues.map(({ code }) => code)).toEqual(Array(3).fill('JSON_ROW_SKIPPED'));
  });

  it.each(['', ' ', '[]', '{"rows":[]}', 'null'])('has no statement in %j', (text) => {
    const { statements, issues } = read(text);
    expect(statements.length).toBe(text.startsWith('{') ? 1 : 0);
    if (!text.startsWith('{')) expect(issues.map(({ code }) => code)).toContain('JSON_EMPTY');
  });

  it('refuses more columns than a table can have', () => {
    const row = Array.from({ length: 10_001 }, (_, i) => `"c${i}":1`).join(',');
    const { statements, issues } = read(`[{${row}}]`);
    expect(statements).toEqual([]);
    expect(issues).toMatchObject([{ severity: 'ERROR', code: 'LIMIT_EXCEEDED' }]);
  });
});
