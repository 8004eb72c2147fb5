/** An error of our own, met while a source or statement was read: it costs that one, is listed as ours, and logged. */
export const defectIssue = {
  severity: 'ERROR',
  code: 'INTERNAL',
  message: 'an error of the reader itself, not of the text: see the log',
  hint: 'report it together with the text',
} as const;

/** Hears of such an error; without one it is thrown. */
export type OnDefect = (error: unknown) => void;

const maximumDefects = 20;

/** Keeps the first stacks of a job, as they cross threads. */
export function collectDefects(): { readonly stacks: string[]; readonly note: OnDefect } {
  const stacks: string[] = [];
  const note: OnDefect = (error) => {
    if (stacks.length < maximumDefects)
      stacks.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
  return { stacks, note };
}
