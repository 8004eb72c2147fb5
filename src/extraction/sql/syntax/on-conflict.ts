/** What an INSERT writes in place of a row that collides: ON CONFLICT … DO UPDATE, ON DUPLICATE KEY UPDATE. */
import type { ConflictUpdate, Name } from '../../../lineage/tree.js';
import { assignments } from './assignments.js';
import type { Cursor } from './cursor.js';
import { nameList } from './names.js';

type Proposed = ConflictUpdate['proposed'];

const excluded: Proposed = [{ alias: { text: 'excluded', quoted: false }, columns: [] }];
/** Stands for the row that MySQL's `VALUES(c)` reads; no name can be written so. */
const valuesRow: Name = { text: 'VALUES()', quoted: true };

/** In SQLite several may follow each other. */
export function conflictUpdates(cursor: Cursor): readonly ConflictUpdate[] {
  const row = rowAlias(cursor);
  const updates: ConflictUpdate[] = [];
  for (;;) {
    if (cursor.take('ON', 'CONFLICT')) updates.push(...onConflict(cursor));
    else if (cursor.take('ON', 'DUPLICATE', 'KEY', 'UPDATE')) updates.push(onDuplicateKey(cursor, row));
    else return updates;
  }
}

/** MySQL's `VALUES (…) AS new (a, b)`. */
function rowAlias(cursor: Cursor): Proposed {
  if (!cursor.take('AS')) return [];
  const alias = cursor.name();
  return [{ alias, columns: cursor.is('(') ? nameList(cursor) : [] }];
}

/** The WHERE before DO chooses an index and no rows. */
function onConflict(cursor: Cursor): readonly ConflictUpdate[] {
  if (cursor.is('(')) cursor.skipParentheses();
  if (cursor.take('WHERE')) cursor.grammar.expression(cursor);
  if (cursor.take('ON', 'CONSTRAINT')) cursor.name();
  cursor.expect('DO');
  if (cursor.take('NOTHING')) return [];
  cursor.expect('UPDATE');
  cursor.expect('SET');
  const items = assignments(cursor);
  const where = cursor.take('WHERE') ? cursor.grammar.expression(cursor) : null;
  return [{ assignments: items, where, proposed: excluded }];
}

function onDuplicateKey(cursor: Cursor, row: Proposed): ConflictUpdate {
  cursor.valuesRow = valuesRow;
  const items = assignments(cursor);
  cursor.valuesRow = null;
  return { assignments: items, where: null, proposed: [{ alias: valuesRow, columns: [] }, ...row] };
}
