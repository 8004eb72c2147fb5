/** Feed cursors: base64url of `1.<epoch>.<seq>`. The epoch changes when a restore may reuse numbers. */
import { badUserInput } from '../errors.js';

const form = /^1\.([0-9a-f-]{36})\.(0|[1-9]\d{0,15})$/;

export function encodeCursor(epoch: string, seq: number): string {
  return Buffer.from(`1.${epoch}.${seq}`).toString('base64url');
}

/** Errors: BAD_USER_INPUT for anything this feed never returned. */
export function decodeCursor(cursor: string): { readonly epoch: string; readonly seq: number } {
  const match = /^[\w-]+$/.test(cursor)
    ? form.exec(Buffer.from(cursor, 'base64url').toString('latin1'))
    : null;
  const seq = Number(match?.[2]);
  if (match?.[1] === undefined || !Number.isSafeInteger(seq)) {
    throw badUserInput('after', 'a cursor this feed returned', cursor);
  }
  return { epoch: match[1], seq };
}
