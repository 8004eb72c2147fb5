/** Texts of dates, times and intervals to try for a dialect, the most usual first. */
import type { Dialect } from '../vocabulary.js';
import type { ColumnType } from './column-type.js';

/** Candidate texts; `renderType` keeps the first that reads back as the type. */
export function temporalTexts(type: ColumnType, dialect: Dialect): readonly string[] {
  const size = type.precision === null ? '' : `(${type.precision})`;
  switch (type.kind) {
    case 'DATE':
      return ['date'];
    case 'TIME':
      return type.zone === 'OFFSET' ? [`time${size} with time zone`] : [`time${size}`];
    case 'INTERVAL':
      return [intervalText(type, size)];
    default:
      return timestampTexts(type, dialect, size);
  }
}

function intervalText(type: ColumnType, size: string): string {
  return type.extension === null ? `interval${size}` : `interval ${type.extension}${size}`;
}

function timestampTexts(type: ColumnType, dialect: Dialect, size: string): readonly string[] {
  if (type.extension !== null) return [type.extension];
  const usual = dialect === 'TSQL' ? tsqlTexts(type, size) : [`timestamp${size}`];
  return [
    ...usual,
    ...(dialect === 'ORACLE' ? ['date'] : []),
    `datetime${size}`,
    `timestamp${size} with time zone`,
    `timestamp${size} with local time zone`,
    `timestamp${size} without time zone`,
    `timestamp_ltz${size}`,
    `timestamp_ntz${size}`,
    'timestamp_s',
    'timestamp_ms',
    'timestamp_ns',
  ];
}

function tsqlTexts(type: ColumnType, size: string): readonly string[] {
  return type.zone === 'OFFSET' ? [`datetimeoffset${size}`] : [`datetime2${size}`, 'datetime'];
}
