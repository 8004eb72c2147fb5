/** What the parts of the product may say in the log. Fields that are not named here do not compile. */

export interface LogFields {
  /** Only its kind, code and frames are written, and those of its causes. */
  readonly err?: unknown;
  /** A stack that came from another thread; of it, the same is written. */
  readonly stack?: string;
  readonly correlationId?: string;
  readonly code?: string;
  /** URNs. */
  readonly run?: string;
  readonly source?: string;
  readonly task?: string;
  /** Kind of a task. */
  readonly kind?: string;
  readonly migrations?: number;
  readonly folders?: number;
  readonly epoch?: string;
  readonly pid?: number;
  readonly port?: number;
  readonly delayMs?: number;
  readonly freeBytes?: number;
  /** Major version of the Java found. */
  readonly java?: number;
  /** Lines of the database's own log. */
  readonly lines?: readonly string[];
}

export interface Log {
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
