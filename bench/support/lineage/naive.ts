/**
 * The baseline: words alone. Tables are what follows FROM and JOIN, targets what follows INTO, TABLE, VIEW
 * and UPDATE; a column belongs to the first table, under the last part of its name.
 */

import type { LineageCase } from './cases.js';
import { type Answer, edge, tableKey } from './conventions.js';

const name = '((?:[\\w$]+|"[^"]+"|`[^`]+`|\\[[^\\]]+\\])(?:\\.(?:[\\w$]+|"[^"]+"|`[^`]+`|\\[[^\\]]+\\]))*)';
const reads = new RegExp(`\\b(?:FROM|JOIN)\\s+${name}`, 'gi');
const writes = new RegExp(
  `\\b(?:INTO|OVERWRITE|TABLE|VIEW|UPDATE)\\s+(?:TABLE\\s+|IF\\s+NOT\\s+EXISTS\\s+)*${name}`,
  'gi',
);
const ctes = /\b([\w$]+)\s+AS\s*\(\s*(?:SELECT|WITH)\b/gi;

export function naiveAnswer(lineageCase: LineageCase): Answer {
  const sql = lineageCase.sql.replace(/--[^\n]*/g, ' ').replace(/\/\*[\s\S]*?\*\//g, ' ');
  const local = new Set([...sql.matchAll(ctes)].map((match) => (match[1] ?? '').toLowerCase()));
  const tables = (pattern: RegExp): readonly string[] =>
    [...sql.matchAll(pattern)]
      .map((match) => match[1] ?? '')
      .filter(
        (found) => !local.has(found.toLowerCase()) && !/^(select|set|lateral|unnest|values)$/i.test(found),
      )
      .map((found) => tableKey(found, lineageCase));
  const inputs = [...new Set(tables(reads))];
  const outputs = [...new Set(tables(writes))];
  const [source = '?'] = inputs;
  const [target = '?'] = outputs;
  const columns = selectItems(sql).flatMap(({ text, alias }) => {
    const used = [...text.replace(/'[^']*'/g, ' ').matchAll(/[\w$]+(?:\.[\w$]+)*(?!\s*\()/g)]
      .map((match) => match[0])
      .filter((word) => /^[A-Za-z_]/.test(word) && !keywords.has(word.toLowerCase()));
    return used.map((word) =>
      edge(`${source}.${last(word)}`, `${target}.${alias ?? last(used.at(-1) ?? '')}`),
    );
  });
  return { inputs, outputs, columns: [...new Set(columns)], failed: [] };
}

const keywords = new Set(
  'case when then else end and or not null is in as distinct over partition by order asc desc cast between like interval true false'.split(
    ' ',
  ),
);

function last(word: string): string {
  return (word.split('.').at(-1) ?? word).toLowerCase();
}

/** The items of the first SELECT list. */
function selectItems(sql: string): readonly { readonly text: string; readonly alias: string | null }[] {
  const list = /\bSELECT\b(?:\s+DISTINCT\b)?([\s\S]*?)(?:\bFROM\b|$)/i.exec(sql)?.[1] ?? '';
  const items: string[] = [''];
  let depth = 0;
  for (const character of list) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character === ',' && depth === 0) items.push('');
    else items[items.length - 1] += character;
  }
  return items.map((item) => {
    const alias = /^([\s\S]*?)\s+(?:AS\s+)?([A-Za-z_]\w*)\s*$/i.exec(item.trim());
    if (alias === null || /^(end|asc|desc|null)$/i.test(alias[2] ?? '')) return { text: item, alias: null };
    return { text: alias[1] ?? '', alias: (alias[2] ?? '').toLowerCase() };
  });
}
