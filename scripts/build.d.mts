/** Builds what changed since the last build; returns what was built. */
export function buildAll(options?: { readonly force?: boolean }): Promise<readonly string[]>;
