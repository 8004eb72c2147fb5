/** Readers of configuration values. Each says what it expects; a value out of bounds is an error, never clamped. */

/** What a reader makes of a text: a value, or what it expected instead. */
export type Read<T> = { readonly value: T } | { readonly expected: string };

export interface Reader<T> {
  read(text: string): Read<T>;
  /** A value as `read` reads it. */
  show(value: T): string;
  /** Bounds and form, for the documentation. */
  readonly form: string;
}

export function integer(minimum: number, maximum: number): Reader<number> {
  const form = `integer, ${minimum}–${maximum}`;
  return {
    form,
    show: String,
    read: (text) => {
      const value = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
      return value >= minimum && value <= maximum ? { value } : { expected: form };
    },
  };
}

const byteUnits: Readonly<Record<string, number>> = {
  B: 1,
  KIB: 1024,
  MIB: 1024 ** 2,
  GIB: 1024 ** 3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
};

/** `512MiB`, `1GiB`, `65536`. */
export function bytes(minimum: number, maximum: number): Reader<number> {
  const form = `bytes such as 512MiB, ${showBytes(minimum)}–${showBytes(maximum)}`;
  return {
    form,
    show: showBytes,
    read: (text) => {
      const match = /^(\d{1,15}(?:\.\d{1,3})?)\s*([A-Za-z]{0,3})$/.exec(text);
      const unit = match === null ? undefined : byteUnits[match[2]?.toUpperCase() || 'B'];
      const value = match === null || unit === undefined ? Number.NaN : Number(match[1]) * unit;
      return Number.isInteger(value) && value >= minimum && value <= maximum ? { value } : { expected: form };
    },
  };
}

const durationUnits: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** `30s`, `7d`, `250ms`, in milliseconds. */
export function duration(minimumMs: number, maximumMs: number): Reader<number> {
  const form = `duration such as 30s, ${showDuration(minimumMs)}–${showDuration(maximumMs)}`;
  return {
    form,
    show: showDuration,
    read: (text) => {
      const match = /^(\d{1,12})(ms|s|m|h|d)$/.exec(text);
      const unit = match === null ? undefined : durationUnits[match[2] ?? ''];
      const value = match === null || unit === undefined ? Number.NaN : Number(match[1]) * unit;
      return value >= minimumMs && value <= maximumMs ? { value } : { expected: form };
    },
  };
}

export const boolean: Reader<boolean> = {
  form: 'true or false',
  show: String,
  read: (text) =>
    text === 'true' || text === 'false' ? { value: text === 'true' } : { expected: 'true or false' },
};

export function oneOf<const T extends string>(...choices: readonly T[]): Reader<T> {
  const form = choices.join(', ');
  return {
    form,
    show: String,
    read: (text) => {
      const value = choices.find((choice) => choice === text);
      return value === undefined ? { expected: `one of ${form}` } : { value };
    },
  };
}

/** A word, or another form. */
export function either<A extends string, B extends number>(
  first: Reader<A>,
  second: Reader<B>,
): Reader<A | B> {
  const form = `${first.form}, or ${second.form}`;
  return {
    form,
    show: (value) => (typeof value === 'string' ? value : second.show(value)),
    read: (text) => {
      const read = first.read(text);
      if ('value' in read) return read;
      const other = second.read(text);
      return 'value' in other ? other : { expected: form };
    },
  };
}

export const text: Reader<string> = {
  form: 'text',
  show: String,
  read: (value) => (value.trim() === '' ? { expected: 'a text that is not empty' } : { value }),
};

/** Host name or address to listen on. */
export const host: Reader<string> = {
  form: 'host name or address',
  show: String,
  read: (value) =>
    /^[A-Za-z0-9.:_-]{1,253}$/.test(value) ? { value } : { expected: 'a host name or an address' },
};

/** A URI of one of the schemes, with a host. */
export function uri(schemes: readonly string[]): Reader<string> {
  const form = `URI, scheme ${schemes.join(', ')}`;
  return {
    form,
    show: String,
    read: (value) => {
      const scheme = /^([a-z][a-z0-9+]*):\/\/[^/]+/.exec(value)?.[1];
      return scheme !== undefined && schemes.includes(scheme) ? { value } : { expected: form };
    },
  };
}

/** Folders, separated as in `PATH`. */
export function folders(separator: string): Reader<readonly string[]> {
  const form = `folders, separated by ${separator}`;
  return {
    form,
    show: (value) => value.join(separator),
    read: (value) => {
      const parts = value.split(separator).filter((part) => part !== '');
      return parts.length > 0 ? { value: parts } : { expected: form };
    },
  };
}

/** Options of a JVM, separated by blanks. */
export const jvmArguments: Reader<readonly string[]> = {
  form: 'JVM options such as `-XX:+UseZGC -Dname=value`, separated by blanks',
  show: (value) => value.join(' '),
  read: (value) => {
    const parts = value.trim().split(/\s+/);
    return parts.every((part) => /^-[XD]\S/.test(part)) ? { value: parts } : { expected: jvmArguments.form };
  },
};

/** Origins as browsers send them, separated by commas: scheme, host and port, no path, no `*`. */
export const origins: Reader<readonly string[]> = {
  form: 'origins such as https://app.example, separated by commas',
  show: (value) => value.join(','),
  read: (value) => {
    const parts = value.split(',').map((part) => part.trim());
    return parts.every(isOrigin) ? { value: parts } : { expected: `${origins.form}, no *` };
  },
};

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && !text.includes('*') && new URL(text).origin === text;
}

export function showBytes(value: number): string {
  for (const [unit, size] of [
    ['GiB', 1024 ** 3],
    ['MiB', 1024 ** 2],
    ['KiB', 1024],
  ] as const) {
    if (value >= size && value % size === 0) return `${value / size}${unit}`;
  }
  return `${value}B`;
}

export function showDuration(ms: number): string {
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    const size = durationUnits[unit] ?? 1;
    if (ms >= size && ms % size === 0) return `${ms / size}${unit}`;
  }
  return `${ms}ms`;
}
