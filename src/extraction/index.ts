/** Extraction as other folders see it: starting and following runs, reading what they found, analysing texts. */
export { analyzeSql } from './analyze/analyze-sql.js';
export type { SqlPreview } from './analyze/preview.js';
export { detectSource } from './detect.js';
export { extractionHandler, sweepRequests } from './handler.js';
export { extractionProgress, type ProgressPayload } from './progress.js';
export type { FileRow, IssueRow, StatementJoinRow, StatementRow } from './queries.js';
export * from './reads.js';
export type { RunRecord } from './run-record.js';
export { type Settings, startExtraction } from './start.js';
