/** Sizes of the databases that tests of processes own: small, and their own. */
export const smallNeo4j = { heap: 256 * 1024 ** 2, pageCache: 64 * 1024 ** 2 } as const;
