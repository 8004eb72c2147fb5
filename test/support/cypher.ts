/** Raw reads for assertions: what really stands in the store, past every layer under test. */
import neo4j, { type Driver } from 'neo4j-driver';
import { testConnection } from './project.js';

export interface RawStore {
  rows(
    text: string,
    params?: Readonly<Record<string, unknown>>,
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly driver: Driver;
  close(): Promise<void>;
}

/** The caller closes it. */
export function rawStore(): RawStore {
  const { uri, user, password } = testConnection();
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  return {
    driver,
    async rows(text, params = {}) {
      const session = driver.session();
      try {
        return (await session.run(text, { ...params })).records.map((record) => record.toObject());
      } finally {
        await session.close();
      }
    },
    close: () => driver.close(),
  };
}
