/**
 * Who asks. Without configured tokens the server listens on loopback only and every caller is the
 * administrator `local`, so Host and Origin are checked: they stop DNS rebinding and cross-site sockets.
 * With tokens, every caller brings one.
 */
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
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
  /** Whether a principal authenticated before still is one: its token was not revoked and has not expired. */
  isValid(principal: Principal): boolean;
}

const local: Principal = { id: 'local', roles: new Map([['*', 'ADMIN']]), expiresAt: null };

export const openAuthentication: Authentication = {
  isOpen: true,
  authenticate: () => Promise.resolve(local),
  isValid: () => true,
};

const VERIFIED_MS = 5 * 60_000;
const FAILURES_A_MINUTE = 10;

/** Tokens of a file, read again when it changes. */
export function tokenAuthentication(path: string): Authentication {
  const verified = new LRUCache<string, Principal>({ max: 10_000, ttl: VERIFIED_MS });
  const failures = new LRUCache<string, { count: number; since: number }>({ max: 10_000 });
  let tokens: ReadonlyMap<string, TokenEntry> = new Map();
  let stamp = '';
  const current = (): ReadonlyMap<string, TokenEntry> => {
    const found = existsSync(path) ? statSync(path, { bigint: true }) : null;
    const now = found === null ? 'absent' : `${found.mtimeNs}:${found.size}:${found.ino}`;
    if (now !== stamp) {
      tokens = new Map(readTokens(path).map((token) => [token.id, token]));
      stamp = now;
      verified.clear();
    }
    return tokens;
  };
  current();

  const verify = async (text: string): Promise<Principal | null> => {
    const token = parseToken(text);
    const found = token === null ? undefined : current().get(token.id);
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
    isValid: (principal) => {
      const token = current().get(principal.id.slice('token:'.length));
      return token !== undefined && (principal.expiresAt ?? Number.POSITIVE_INFINITY) > Date.now();
    },
    async authenticate({ authorization, remoteAddress }) {
      const text = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
      if (text === undefined) throw unauthenticated();
      current();
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
