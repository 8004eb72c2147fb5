/**
 * The simple method an estate is measured against: split at `;`, take the name after CREATE TABLE or
 * VIEW, and one column per line that begins with a quoted name.
 */
import type { Baseline } from '../../types.js';
import type { TextSource } from '../client.js';
import { bare, type TruthOfEstate } from './truth.js';

export function lineBaseline(sources: readonly TextSource[], truth: TruthOfEstate): Baseline {
  const found = new Map(sources.flatMap(({ text }) => text.split(';').flatMap(relationOf)));
  const isExact = ({ name, columns, partitions }: TruthOfEstate['tables'][number]): boolean => {
    const got = found.get(name);
    if (got === undefined) return false;
    if (typeof columns === 'number' || typeof partitions === 'number') {
      return (
        typeof columns === 'number' && typeof partitions === 'number' && got.length === columns + partitions
      );
    }
    return got.join() === [...columns, ...partitions].join();
  };
  return {
    name: 'split at ; and by lines',
    tables: truth.tables.filter(isExact).length,
    views: truth.views.filter(isExact).length,
  };
}

function relationOf(piece: string): [string, string[]][] {
  const name = /\bCREATE\s+(?:EXTERNAL\s+)?(?:TABLE|VIEW)\s+(?:IF\s+NOT\s+EXISTS\s+)?([\w.`]+)/i.exec(
    piece,
  )?.[1];
  if (name === undefined) return [];
  const columns = [...piece.matchAll(/^\s+`([^`]+)`/gm)].map((match) => bare(match[1] ?? ''));
  return [[bare(name), columns]];
}
