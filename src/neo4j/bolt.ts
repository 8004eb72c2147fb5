/** Asks a starting Neo4j over Bolt who it is, and gives a new store its password. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import neo4j, { type Driver, Neo4jError } from 'neo4j-driver';
import { packageRoot } from '../paths.js';

export const neo4jUser = 'neo4j';
const firstPassword = 'neo4j';

export interface ServerIdentity {
  readonly version: string;
  readonly edition: string;
  readonly storeId: string;
}

export type Answer =
  | { readonly kind: 'READY'; readonly server: ServerIdentity }
  | { readonly kind: 'NOT_YET'; readonly reason: string }
  | { readonly kind: 'WRONG_PASSWORD' };

/** One attempt to reach the server with our password; never waits longer than a few seconds. */
export async function askServer(port: number, password: string): Promise<Answer> {
  return await withDriver(port, password, async (driver) => {
    try {
      const [components] = await rows(driver, 'neo4j', 'components');
      const [store] = await rows(driver, 'neo4j', 'store-id');
      const [constraints] = await rows(driver, 'neo4j', 'constraints-not-online');
      const building = Number(constraints?.get('notOnline') ?? 0);
      if (building > 0) return { kind: 'NOT_YET', reason: `${building} constraints are being built` };
      return {
        kind: 'READY',
        server: {
          version: String(components?.get('version')),
          edition: String(components?.get('edition')),
          storeId: String(store?.get('storeId')),
        },
      };
    } catch (error) {
      if (isAuthFailure(error)) return { kind: 'WRONG_PASSWORD' };
      if (error instanceof Neo4jError) return { kind: 'NOT_YET', reason: error.code };
      throw error;
    }
  });
}

/** Replaces the password every new store is born with. False when that password no longer holds. */
export async function setFirstPassword(port: number, password: string): Promise<boolean> {
  return await withDriver(port, firstPassword, async (driver) => {
    try {
      const parameters = { oldPassword: firstPassword, newPassword: password };
      await rows(driver, 'system', 'set-first-password', parameters);
      return true;
    } catch (error) {
      if (error instanceof Neo4jError) return false;
      throw error;
    }
  });
}

function isAuthFailure(error: unknown): boolean {
  const codes = ['Unauthorized', 'CredentialsExpired', 'AuthenticationRateLimit'];
  return (
    error instanceof Neo4jError && codes.some((code) => error.code === `Neo.ClientError.Security.${code}`)
  );
}

async function withDriver<T>(
  port: number,
  password: string,
  work: (driver: Driver) => Promise<T>,
): Promise<T> {
  const driver = neo4j.driver(`bolt://127.0.0.1:${port}`, neo4j.auth.basic(neo4jUser, password), {
    maxConnectionPoolSize: 1,
    connectionTimeout: 3_000,
    connectionAcquisitionTimeout: 5_000,
    maxTransactionRetryTime: 0,
    telemetryDisabled: true,
    disableLosslessIntegers: true,
  });
  try {
    return await work(driver);
  } finally {
    await driver.close();
  }
}

async function rows(
  driver: Driver,
  database: 'neo4j' | 'system',
  statement: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<readonly { get(key: string): unknown }[]> {
  const session = driver.session({ database });
  try {
    return (await session.run(statementText(statement), parameters, { timeout: 5_000 })).records;
  } finally {
    await session.close();
  }
}

function statementText(name: string): string {
  return readFileSync(join(packageRoot, 'cypher', 'neo4j', `${name}.cypher`), 'utf8');
}
