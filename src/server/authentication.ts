/**
 * Who asks. Without configured tokens the server listens on loopback only and every caller is the
 * administrator `local`, so Host and Origin are checked: they stop DNS rebinding and cross-site sockets.
 * With tokens, every caller brings one.
 */

import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { LRUCache } from 'lru-cache';
import { SheafError } from '../errors.js';
import type { Principal } from './context.js';
import { parseToken, principalOf, readTokens, type TokenEntry, verifies } from './tokens.js';

export interface Credentials {
  readonly authorization: string | undefined;
  readonly remoteAddress: string;
}

export interface Authentication {
  /** Whether callers need no token: then Host and Origin must be local. */
  readonly isOpen: boolean;
  /** Throws UNAUTHENTICATED, or LIMIT_EXCEEDED after too many failures of one address. */
  authenticate(credentials: Credentials): Promise<Principal>;
  /** Learns of revoked and new tokens; never throws. */
  refresh(): void;
  /** Whether a principal authenticated before still is one, as of the last refresh: neither revoked, expired nor given other roles. */
  isValid(principal: Principal): boolean;
}

const local: Principal = { id: 'local', roles: new Map([['*', 'ADMIN']]), expiresAt: null };

export const openAuthentication: Authentication = {
  isOpen: true,
  authenticate: () => Promise.resolve(local),
  refresh: () => {},
  isValid: () => true,
};

const VERIFIED_MS = 5 * 60_000;
const FAILURES_A_MINUTE = 10;

/** Tokens of a file by their ids. */
interface TokenTable {
  get(id: string): TokenEntry | undefined;
  /** `retry` also reads a file again that could not be read and has not changed since. */
  refresh(retry: boolean): void;
}

/**
 * Throws when the file cannot be used. Later, one that cannot be is reported, and the table stays as it
 * was: an administrator's slip neither ends the server nor lets anybody in.
 */
function tokenTable(path: string, onChange: () => void, report: (cause: unknown) => void): TokenTable {
  const read = () => new Map(readTokens(path).map((token) => [token.id, token]));
  let stamp = stampOf(path);
  let refused: string | null = null;
  let tokens: ReadonlyMap<string, TokenEntry> = read();
  const readAnew = (now: string) => {
    try {
      tokens = read();
      stamp = now;
      refused = null;
      onChange();
    } catch (error) {
      if (refused !== now) report(error);
      refused = now;
    }
  };
  return {
    get: (id) => tokens.get(id),
    refresh: (retry) => {
      const now = stampOf(path);
      if (now !== stamp && (retry || now !== refused)) readAnew(now);
    },
  };
}

/** Changes with the file's content and with its mode. */
function stampOf(path: string): string {
  try {
    const { ctimeNs, mtimeNs, size, ino } = statSync(path, { bigint: true });
    return `${ctimeNs}:${mtimeNs}:${size}:${ino}`;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

/** Tokens of a file, read again when it changes; `report` is given what keeps a changed file from being read. */
export function tokenAuthentication(path: string, report: (cause: unknown) => void): Authentication {
  const verified = new LRUCache<string, Principal>({ max: 10_000, ttl: VERIFIED_MS });
  const failures = new LRUCache<string, { count: number; since: number }>({ max: 10_000 });
  const tokens = tokenTable(path, () => verified.clear(), report);

  const verify = async (text: string): Promise<Principal | null> => {
    const token = parseToken(text);
    const found = token === null ? undefined : tokens.get(token.id);
    if (token === null || found === undefined || !(await verifies(found, token.secret))) return null;
    return principalOf(found);
  };

  // A try counts as a failure until it has succeeded, so that many at once do not slip through.
  const verifying = new Map<string, Promise<Principal | null>>();
  const startVerifying = (key: string, text: string, address: string): Promise<Principal | null> => {
    const failed = failures.get(address);
    const isRecent = failed !== undefined && performance.now() - failed.since < 60_000;
    if (isRecent && failed.count >= FAILURES_A_MINUTE) throw tooManyFailures(failed.since);
    const counted = isRecent ? failed : { count: 0, since: performance.now() };
    counted.count += 1;
    failures.set(address, counted);
    const attempt = verify(text).then((principal) => {
      if (principal !== null) counted.count -= 1;
      return principal;
    });
    verifying.set(key, attempt);
    return attempt.finally(() => verifying.delete(key));
  };

  return {
    isOpen: false,
    refresh: () => tokens.refresh(true),
    isValid: (principal) => {
      const token = tokens.get(principal.id.slice('token:'.length));
      if (token === undefined || (principal.expiresAt ?? Number.POSITIVE_INFINITY) <= Date.now())
        return false;
      return isDeepStrictEqual(principalOf(token), principal);
    },
    async authenticate({ authorization, remoteAddress }) {
      const text = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
      if (text === undefined) throw unauthenticated();
      tokens.refresh(false);
      const key = createHash('sha256').update(text).digest('base64');
      const known = verified.get(key);
      if (known !== undefined) return known;
      const attempt = verifying.get(key) ?? startVerifying(key, text, remoteAddress);
      const principal = await attempt;
      if (principal === null) throw unauthenticated();
      verified.set(key, principal);
      return principal;
    },
  };
}

function unauthenticated(): SheafError {
  return new SheafError('UNAUTHENTICATED', 'a valid token is needed');
}

function tooManyFailures(since: number): SheafError {
  return new SheafError('LIMIT_EXCEEDED', 'too many failed authentications from this address', {
    limit: 'authenticationFailures',
    maximum: FAILURES_A_MINUTE,
    retryAfter: Math.max(1, Math.ceil((60_000 - (performance.now() - since)) / 1000)),
  });
}

const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/** Whether Host is this machine by a loopback name, and Origin absent or the same. */
export function isLocalRequest(host: string | undefined, origin: string | undefined): boolean {
  if (host === undefined || !LOCAL_HOST.test(host)) return false;
  if (origin === undefined) return true;
  return origin.toLowerCase() === `http://${host.toLowerCase()}`;
}

/** Whether an address to listen on can only be reached from this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
