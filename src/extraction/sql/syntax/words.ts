/** Words that end a clause: never an implicit alias, never the start of a column reference. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Cannot begin an expression as a plain column name. */
export const reservedInExpressions = set(
  'SELECT FROM WHERE GROUP HAVING ORDER UNION INTERSECT EXCEPT JOIN INNER CROSS NATURAL ON USING AND OR THEN WHEN ELSE ' +
    'END AS INTO BY IN IS BETWEEN LIKE QUALIFY WITH LIMIT CREATE DROP ALTER INSERT MERGE DISTRIBUTE LATERAL',
);

/** Cannot be an alias of a select item without AS. */
export const notColumnAlias = set(
  'FROM WHERE GROUP HAVING ORDER LIMIT OFFSET FETCH UNION INTERSECT EXCEPT MINUS JOIN INNER LEFT RIGHT FULL CROSS NATURAL ' +
    'ON USING LATERAL WINDOW QUALIFY WHEN THEN ELSE END AND OR AS XOR INTO BULK FOR SELECT VALUES INSERT OVERWRITE IN IS NOT ' +
    'BETWEEN LIKE ILIKE RLIKE REGEXP CLUSTER DISTRIBUTE SORT CONNECT START RETURNING WITH ISNULL NOTNULL SET BY ASC DESC OVER ' +
    'SIMILAR ESCAPE UPDATE DELETE CREATE DROP ALTER MERGE OPTION',
);

/** Cannot be an alias of a table without AS. */
export const notTableAlias = set(
  'WHERE GROUP HAVING ORDER LIMIT OFFSET FETCH UNION INTERSECT EXCEPT MINUS JOIN INNER LEFT RIGHT FULL CROSS NATURAL OUTER ' +
    'SEMI ANTI ASOF POSITIONAL STRAIGHT_JOIN ON USING LATERAL WINDOW QUALIFY SET WHEN FOR TABLESAMPLE SAMPLE CLUSTER ' +
    'DISTRIBUTE SORT PIVOT UNPIVOT SELECT FROM VALUES INSERT THEN ELSE END AND OR AS START CONNECT WITH RETURNING ' +
    'MATCH_RECOGNIZE OPTION INTO FORCE IGNORE USE PARTITION APPLY CHANGES BY IN IS NOT UPDATE DELETE CREATE DROP ALTER ' +
    'MERGE DEFAULT GLOBAL OUTPUT',
);

/** Functions that stand without parentheses. */
export const bareFunctions = set(
  'CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER CURRENT_ROLE CURRENT_SCHEMA CURRENT_CATALOG SESSION_USER ' +
    'LOCALTIME LOCALTIMESTAMP SYSDATE SYSTIMESTAMP SYSTEM_USER DEFAULT',
);

/** Types that may stand before a string literal. */
export const literalTypes: Readonly<
  Record<string, 'date' | 'timestamp' | 'time' | 'string' | 'number' | 'binary'>
> = {
  DATE: 'date',
  TIMESTAMP: 'timestamp',
  TIMESTAMPTZ: 'timestamp',
  TIMESTAMP_NTZ: 'timestamp',
  TIMESTAMP_LTZ: 'timestamp',
  DATETIME: 'timestamp',
  TIME: 'time',
  JSON: 'string',
  JSONB: 'string',
  XML: 'string',
  UUID: 'string',
  TEXT: 'string',
  NUMERIC: 'number',
  BIGNUMERIC: 'number',
  DECIMAL: 'number',
  FLOAT8: 'number',
  INT4: 'number',
  INT8: 'number',
  INET: 'string',
  POINT: 'string',
  BYTEA: 'binary',
};

/** Units an interval or EXTRACT may name. */
export const timeUnits = set(
  'YEAR YEARS QUARTER QUARTERS MONTH MONTHS WEEK WEEKS DAY DAYS HOUR HOURS MINUTE MINUTES SECOND SECONDS MILLISECOND ' +
    'MILLISECONDS MICROSECOND MICROSECONDS NANOSECOND NANOSECONDS DECADE CENTURY MILLENNIUM DAY_HOUR DAY_MINUTE DAY_SECOND ' +
    'HOUR_MINUTE HOUR_SECOND MINUTE_SECOND YEAR_MONTH DAY_MICROSECOND',
);

const shortUnits = set(
  'YY YYYY QQ Q MM M DY Y DD D WK WW DW HH MI N SS S MS MCS US NS DAYOFWEEK DAYOFYEAR DOW DOY ISODOW ISOYEAR ISOWEEK WEEKDAY ' +
    'WEEKOFYEAR WEEKISO YEAROFWEEK YEAROFWEEKISO EPOCH EPOCH_SECOND HOURS TIMEZONE TIMEZONE_HOUR TIMEZONE_MINUTE DATE TIME',
);

/** Whether an upper-case word names a unit or field of time in some dialect. */
export function isUnitWord(word: string): boolean {
  return timeUnits.has(word) || shortUnits.has(word);
}
