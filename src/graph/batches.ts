/** Cuts rows into batches that one statement takes: bounded in number and in bytes. */

const maxRows = 2000;
const maxBytes = 4 * 1024 * 1024;

/** `bytesOf` estimates a row's size; a row above the bound forms a batch of its own. */
export function batches<Row>(
  rows: readonly Row[],
  bytesOf: (row: Row) => number = () => 0,
): readonly (readonly Row[])[] {
  const result: Row[][] = [];
  let batch: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = bytesOf(row);
    if (batch.length === maxRows || (batch.length > 0 && bytes + size > maxBytes)) {
      result.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(row);
    bytes += size;
  }
  if (batch.length > 0) result.push(batch);
  return result;
}
