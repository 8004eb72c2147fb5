/** The part of a pino logger that background work uses. */
export interface TaskLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const silentLog: TaskLog = { info: () => {}, warn: () => {}, error: () => {} };
