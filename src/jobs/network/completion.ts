/** Which completion conditions mean that a job failed. */

/**
 * True for `NOTOK` and for return codes that exclude 0; what a job writes, or how often it ran, says nothing of
 * failure and is taken as something that may happen in a good run.
 */
export function isFailureCondition(condition: string | null): boolean {
  if (condition === null) return false;
  if (/^(?:NOTOK|EXERR|NumberOfFailures\b|JobNotSubmitted\b)/.test(condition)) return true;
  const coded = /^RC (=|!=|<|<=|>|>=) (\d+)$/.exec(condition);
  if (coded === null) return false;
  const number = Number(coded[2]);
  const holdsAtZero: Readonly<Record<string, boolean>> = {
    '=': number === 0,
    '!=': number !== 0,
    '<': 0 < number,
    '<=': true,
    '>': false,
    '>=': number === 0,
  };
  return holdsAtZero[coded[1] ?? ''] !== true;
}
