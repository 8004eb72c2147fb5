/**
 * Static tokens: `sheaf_<id>_<43 base64url>`. The file holds, for each id, its roles and the scrypt hash
 * of the secret; the secret itself is shown once and never stored.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { z } from 'zod';
import { withDirectoryLock } from '../directory-lock.js';
import { SheafError } from '../errors.js';
import { writeWhole } from '../files.js';
import type { Role } from '../generated/graphql.js';
import { isProjectName } from '../graph/index.js';
import type { Principal } from './context.js';

const scryptAsync = promisify<
  string,
  Buffer,
  number,
  { N: number; r: number; p: number; maxmem: number },
  Buffer
>(scrypt);
/** scrypt (RFC 7914) at N = 2¹⁵, r = 8, p = 1: 32 MiB and about 60 ms a try. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const KEY_BYTES = 32;

const roleName = z.enum(['reader', 'curator', 'operator', 'admin']);
const entry = z.object({
  id: z.string().regex(/^[a-z0-9]{4,32}$/),
  roles: z.record(
    z.string().refine((project) => project === '*' || isProjectName(project)),
    roleName,
  ),
  salt: z.string(),
  hash: z.string(),
  createdAt: z.string(),
});
const tokenFile = z.object({ tokens: z.array(entry) });

export type TokenEntry = z.infer<typeof entry>;

const TOKEN = /^sheaf_([a-z0-9]{4,32})_([A-Za-z0-9_-]{43})$/;

/** Id and secret of a token's text; null when it is none. */
export function parseToken(text: string): { readonly id: string; readonly secret: string } | null {
  const match = TOKEN.exec(text);
  return match?.[1] === undefined || match[2] === undefined ? null : { id: match[1], secret: match[2] };
}

export function readTokens(path: string): readonly TokenEntry[] {
  if (!existsSync(path)) return [];
  if ((statSync(path).mode & 0o077) !== 0) {
    throw new SheafError('FORBIDDEN', 'the token file can be read by others: chmod 600 it');
  }
  const parsed = tokenFile.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success)
    throw new SheafError('BAD_USER_INPUT', 'the token file does not have the expected form');
  return parsed.data.tokens;
}

/** Adds a token and returns its text: the only time it is seen. */
export async function addToken(
  path: string,
  roles: Readonly<Record<string, z.infer<typeof roleName>>>,
  now: Date,
): Promise<{ readonly id: string; readonly token: string }> {
  const id = randomBytes(5).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  const salt = randomBytes(32);
  const hash = await scryptAsync(secret, salt, KEY_BYTES, COST);
  const added = entry.parse({
    id,
    roles,
    salt: salt.toString('base64'),
    hash: hash.toString('base64'),
    createdAt: now.toISOString(),
  });
  await changeTokens(path, (tokens) => [...tokens, added]);
  return { id, token: `sheaf_${id}_${secret}` };
}

/** Removes a token; false when there is none of this id. */
export async function revokeToken(path: string, id: string): Promise<boolean> {
  let isFound = false;
  await changeTokens(path, (tokens) => {
    const kept = tokens.filter((token) => token.id !== id);
    isFound = kept.length < tokens.length;
    return kept;
  });
  return isFound;
}

/** One process at a time, so that of two changes at once neither is lost. */
async function changeTokens(
  path: string,
  change: (tokens: readonly TokenEntry[]) => readonly TokenEntry[],
): Promise<void> {
  await withDirectoryLock(`${path}.lock`, async () => {
    const before = readTokens(path);
    const after = change(before);
    if (after.length !== before.length) writeWhole(path, `${JSON.stringify({ tokens: after }, null, 2)}\n`);
  });
}

/** Whether the secret is the entry's, compared in constant time. */
export async function verifies(entryOfId: TokenEntry, secret: string): Promise<boolean> {
  const expected = Buffer.from(entryOfId.hash, 'base64');
  const actual = await scryptAsync(secret, Buffer.from(entryOfId.salt, 'base64'), KEY_BYTES, COST);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

export function principalOf(token: TokenEntry): Principal {
  const roles = Object.entries(token.roles).map(
    ([project, role]) => [project, role.toUpperCase() as Role] as const,
  );
  return { id: `token:${token.id}`, roles: new Map(roles), expiresAt: null };
}
