/**
 * Stored properties that only a role and above may see, by kind of element. The schema says the same of
 * its fields with `@sensitive`; a test compares the two.
 */
import type { Role } from '../generated/graphql.js';
import type { Properties } from './types.js';

export const sensitiveProperties: Readonly<Record<string, Readonly<Record<string, Role>>>> = {
  Table: { viewSql: 'CURATOR' },
  View: { viewSql: 'CURATOR' },
  Statement: { text: 'CURATOR' },
};

/** The properties without those beyond the caller's role. */
export function visibleProperties(
  entityKind: string,
  properties: Properties | null,
  holds: (role: Role) => boolean,
): Properties | null {
  const roles = sensitiveProperties[entityKind];
  if (properties === null || roles === undefined) return properties;
  return Object.fromEntries(
    Object.entries(properties).filter(([key]) => {
      const role = roles[key];
      return role === undefined || holds(role);
    }),
  );
}
