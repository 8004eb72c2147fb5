/** Children of a node as they were. */
import { type Connection, connection, type Key, type PageArguments } from '../../graph/index.js';
import { childrenAsOf } from './nodes.js';
import type { Reader } from './reader.js';
import type { CatalogRecord } from './record.js';

/** A page of a node's children, with what counts them all. */
export interface ChildPage extends Connection<CatalogRecord> {
  readonly parent: CatalogRecord;
  readonly label: string;
  readonly tableKind: string | null;
  /** Known without counting: a page of a past moment is cut from the whole. */
  readonly total: number | null;
}

/** Children of a past moment are read whole and cut: their number is that of one parent. */
export async function pastPage(
  reader: Reader,
  parent: CatalogRecord,
  label: string,
  page: PageArguments,
  key: (child: CatalogRecord) => Key,
  tableKind: string | null = null,
): Promise<ChildPage> {
  const children = (await childrenAsOf(reader, parent.id, parent.asOfSeq ?? 0)).filter(
    (child) =>
      (child.kind === label || (label === 'Table' && child.kind === 'View')) &&
      (tableKind === null || child.tableKind === tableKind),
  );
  const { after } = page;
  const rest =
    after === null ? children : children.slice(children.findIndex((child) => isAfter(key(child), after)));
  const shown = after !== null && !children.some((child) => isAfter(key(child), after)) ? [] : rest;
  return {
    ...connection(shown.slice(0, page.first + 1), page, (child) => child, key),
    parent,
    label,
    tableKind,
    total: children.length,
  };
}

function isAfter(key: Key, after: Key): boolean {
  const [a = null, b = null] = key;
  const [afterA = null, afterB = null] = after;
  if (a === null || b === null || afterA === null || afterB === null) return false;
  return a === afterA ? b > afterB : a > afterA;
}
