/**
 * Result types of functions: a line is `names: type`. A type is a canonical key; `'text` is a type of the
 * dialect itself; `@n` is the n-th argument's, `@join` what all arguments meet in, `@join2` all from the
 * second on; `@sum`, `@avg`, `@text`, `@round`, `@list`, `@element`, `@key` are rules of `function-result.ts`.
 * Sources: the function references of PostgreSQL 18, Hive 3.1, Spark 3.5, DuckDB 1.x, BigQuery, Snowflake,
 * Redshift, Trino, MySQL 8, T-SQL, Oracle 19c.
 */
import type { Dialect } from '../../catalog/index.js';

const common = `
count, count_if, countif, approx_count_distinct, approx_distinct, ndv, regr_count: int64
row_number, rank, dense_rank, ntile: int64
percent_rank, cume_dist: float64
sum: @sum
avg, mean: @avg
min, max, any_value, first, last, first_value, last_value, nth_value, lag, lead, mode, anyvalue: @1
max_by, min_by, arg_max, arg_min, argmax, argmin: @1
stddev, stddev_pop, stddev_samp, stdev, stdevp, variance, var_pop, var_samp, corr, covar_pop, covar_samp: float64
regr_slope, regr_intercept, regr_r2, skewness, kurtosis: float64
percentile_cont, percentile_disc, percentile, percentile_approx, approx_percentile, median, quantile: float64
bool_and, bool_or, every, logical_and, logical_or, booland_agg, boolor_agg: bool
bit_and, bit_or, bit_xor: @1
string_agg, listagg, group_concat, wm_concat: utf8
array_agg, collect_list, collect_set, list, array_concat_agg: @list
json_agg, jsonb_agg, json_object_agg, jsonb_object_agg, json_build_object, jsonb_build_object: json
json_array, json_object, json_build_array, jsonb_build_array, to_json, to_jsonb, row_to_json: json
json_extract, json_query, parse_json, try_parse_json, object_construct, json_extract_path: json
json_extract_path_text, json_value, json_extract_scalar, get_json_object, json_extract_string: utf8
coalesce, nvl, ifnull, greatest, least, zeroifnull, nullifzero: @join
nullif: @1
if, iff, iif: @join2
nvl2: @join2
upper, lower, ucase, lcase, initcap, trim, ltrim, rtrim, btrim, lpad, rpad, concat, concat_ws: utf8
substr, substring, substring_index, left, right, replace, translate, reverse, repeat, space, chr, char: utf8
regexp_replace, regexp_extract, regexp_substr, split_part, format, printf, quote_ident, quote_literal: utf8
to_char, date_format, format_date, format_timestamp, format_datetime, strftime, monthname, dayname: utf8
md5, sha, sha1, sha2, sha256, sha512, sha1_hex, sha2_hex, hex, to_hex, encode, base64, to_base64: utf8
soundex, type_of, typeof, pg_typeof, version, database, current_database, current_schema, user: utf8
current_user, session_user, current_catalog, current_role, system_user: utf8
uuid, gen_random_uuid, uuid_generate_v4, newid, generate_uuid, uuid_string: utf8
length, len, char_length, character_length, octet_length, bit_length, ascii, instr, locate, position: int32
strpos, charindex, levenshtein, size, cardinality, array_length, array_size, list_length, sign: int32
year, month, day, dayofmonth, dayofweek, dayofyear, weekofyear, week, quarter, hour, minute, second: int32
isnull, isnotnull, starts_with, startswith, ends_with, endswith, contains, regexp_like, rlike, like: bool
array_contains, list_contains, array_has, isfinite, isnan, is_nan, is_inf, xor: bool
abs, mod, negative, positive: @1
round, bround, trunc, truncate: @round
ceil, ceiling, floor: @round
sqrt, cbrt, exp, ln, log, log2, log10, pow, power, sin, cos, tan, asin, acos, atan, atan2: float64
degrees, radians, pi, rand, random, randn, e, cosh, sinh, tanh: float64
array_append, array_cat, array_concat, array_distinct, array_sort, sort_array, list_sort, array_remove: @1
array_union, array_intersect, array_except, array_reverse, list_distinct, shuffle, slice, filter: @1
element_at, explode, unnest, flatten, explode_outer, inline, try_element_at: @element
map_keys: @key
map_values: @list
split, string_to_array, regexp_split_to_array, string_split, str_split: list<utf8>
generate_series, sequence, range: @1
hash, xxhash64, farm_fingerprint, crc32, fnv_hash, murmur_hash3_32: int64
date, to_date, last_day, date_from_parts, datefromparts, make_date: date
add_months, next_day: date
greatest_common_divisor, gcd, lcm, factorial: int64
now, current_timestamp, transaction_timestamp, statement_timestamp, clock_timestamp: 'timestamp with time zone
current_date, today, curdate: date
localtimestamp: 'timestamp
json_typeof, jsonb_typeof, json_type: utf8
jsonb_array_elements, json_array_elements, jsonb_path_query: json
jsonb_array_elements_text, json_array_elements_text, regexp_split_to_table: utf8
grouping, grouping_id: int32
exists: bool
`;

const own: Partial<Readonly<Record<Dialect, string>>> = {
  POSTGRESQL: `
to_timestamp, now, current_timestamp, clock_timestamp: 'timestamptz
extract: decimal
date_part: float64
date_trunc: @2
age, justify_days, justify_hours, justify_interval, make_interval: 'interval
to_number, div, mod: decimal
width_bucket, array_upper, array_lower, array_ndims, array_position, num_nonnulls: int32
make_timestamp: 'timestamp
make_timestamptz: 'timestamptz
date_bin: @2
ceil, ceiling, floor, round, trunc: @round
sqrt, exp, ln, pow, power: @pgfloat
log, log10: @pgfloat
md5, chr, string_agg, substring, overlay, left, right, concat, to_hex: utf8
encode: utf8
decode, convert_to, sha256, sha512, sha224, sha384: binary
lag, lead, first_value, last_value, nth_value: @1
percentile_disc, mode: @order
stddev, stddev_pop, stddev_samp, variance, var_pop, var_samp: @pgavg
gen_random_uuid, uuidv4, uuidv7: uuid
regexp_match, regexp_matches: list<utf8>
ntile: int32
sign: @round
hashtext: int32
random: float64
unnest: @element
random_normal: float64
make_time: 'time
localtime: 'time
current_time: 'timetz
`,
  HIVE: `
trunc: utf8
to_date: date
date_add, date_sub: date
datediff: int32
unix_timestamp: int64
from_unixtime: utf8
current_timestamp, from_utc_timestamp, to_utc_timestamp: 'timestamp
months_between: float64
add_months: utf8
next_day, last_day: utf8
floor, ceil, ceiling: @integer
row_number, rank, dense_rank, ntile: int32
hash, crc32: int32
percentile: float64
length, size, instr, locate, find_in_set, field, pmod: int32
conv, decode, parse_url, parse_url_tuple, reflect, java_method: utf8
unhex, unbase64: binary
nvl: @1
str_to_map: map<utf8,utf8>
sentences: list<list<utf8>>
date_format: utf8
collect_set, collect_list: @list
stack, posexplode: @1
get_json_object, json_tuple, xpath_string, regexp_extract: utf8
extract: int32
isnull, isnotnull: bool
round: @round
`,
  SPARK: `
trunc: date
to_date, date_add, date_sub, add_months, next_day, last_day, date_from_unix_date: date
datediff, date_diff, unix_date: int32
unix_timestamp, to_unix_timestamp, unix_seconds, unix_millis: int64
from_unixtime: utf8
to_timestamp, date_trunc, timestamp_seconds, from_utc_timestamp, to_utc_timestamp, current_timestamp, now: 'timestamp
months_between: float64
floor, ceil, ceiling: @integer
row_number, rank, dense_rank, ntile, hash: int32
xxhash64, monotonically_increasing_id: int64
str_to_map: map<utf8,utf8>
date_part, extract: int32
unbase64, unhex: binary
`,
  DUCKDB: `
date_trunc: @2
date_part, datepart, extract: int64
date_diff, datediff, date_sub, datesub: int64
strptime: 'timestamp
epoch, epoch_ms: int64
length, strlen, len, instr, strpos, position, array_length, list_length, year, month, day, hour, minute: int64
quarter, week, dayofweek, dayofmonth, dayofyear, isodow, second: int64
uuid, gen_random_uuid: uuid
list_value: @list
sum: @sum
now, current_timestamp: 'timestamptz
hash: uint64
`,
  BIGQUERY: `
date, date_add, date_sub, date_trunc, parse_date: date
timestamp, timestamp_add, timestamp_sub, timestamp_trunc, parse_timestamp, current_timestamp: 'timestamp
timestamp_millis, timestamp_seconds, timestamp_micros: 'timestamp
datetime, datetime_add, datetime_sub, datetime_trunc, parse_datetime, current_datetime: 'datetime
date_diff, datetime_diff, timestamp_diff, extract, unix_seconds, unix_millis, unix_date: int64
length, strpos, instr, array_length, char_length, byte_length, ascii, cardinality: int64
row_number, rank, dense_rank, ntile: int64
md5, sha1, sha256, sha512: binary
safe_divide, ieee_divide: float64
generate_array: list<int64>
generate_date_array: list<date>
to_json_string: utf8
farm_fingerprint: int64
`,
  SNOWFLAKE: `
to_timestamp, to_timestamp_ntz, dateadd, timestampadd: 'timestamp_ntz
to_timestamp_ltz, current_timestamp, sysdate, getdate: 'timestamp_ltz
convert_timezone: 'timestamp_tz
date_trunc: @2
datediff, timestampdiff, date_part, extract: int64
to_number, to_decimal, try_to_number: decimal(38,0)
to_double: float64
to_varchar, to_text: utf8
to_variant, to_object, to_array, get, get_path, array_construct, object_agg, flatten, array_agg: json
try_to_date, to_date: date
length, len, charindex, position, array_size: int64
`,
  REDSHIFT: `
getdate, sysdate, dateadd, date_trunc: 'timestamp
datediff, date_part, extract: int64
to_timestamp: 'timestamptz
months_between: float64
add_months: 'timestamp
strtol: int64
len, length: int32
`,
  TRINO: `
date_trunc: @2
date_add: @3
date_diff: int64
from_unixtime: 'timestamp with time zone
to_unixtime: float64
date_parse: 'timestamp
parse_datetime, from_iso8601_timestamp: 'timestamp with time zone
from_iso8601_date: date
extract, year, month, day, hour, minute, second, week, quarter, day_of_week, day_of_year: int64
length, strpos, cardinality, codepoint: int64
md5, sha1, sha256, sha512, from_hex, from_base64, to_utf8: binary
split: list<utf8>
uuid: uuid
`,
  MYSQL: `
datediff, timestampdiff, to_days, unix_timestamp, extract, period_diff, instr, locate: int64
str_to_date, timestamp, timestampadd, now, sysdate, current_timestamp: 'datetime
from_unixtime: 'datetime
date_add, date_sub, adddate, subdate: @1
time_to_sec: int64
sec_to_time, timediff, curtime: 'time
if: @join2
last_insert_id, found_rows: uint64
`,
  TSQL: `
getdate, sysdatetime, getutcdate: 'datetime
sysdatetimeoffset: 'datetimeoffset
dateadd: @3
datediff, datepart: int32
datediff_big: int64
datename, string_agg, stuff, str, formatmessage: utf8
eomonth: date
isnull: @1
newid: uuid
len, charindex, patindex, ascii: int32
hashbytes: binary
count: int32
count_big: int64
scope_identity: decimal(38,0)
`,
  ORACLE: `
to_number, months_between, length, instr, mod: decimal
count, row_number, rank, dense_rank, sum, avg: decimal
to_date, sysdate, add_months, last_day, next_day, trunc: 'date
to_timestamp: 'timestamp
systimestamp: 'timestamp with time zone
extract: decimal
`,
};

function table(text: string): ReadonlyMap<string, string> {
  const rules = new Map<string, string>();
  for (const line of text.split('\n')) {
    const colon = line.indexOf(': ');
    if (colon < 0) continue;
    for (const name of line.slice(0, colon).split(',')) rules.set(name.trim(), line.slice(colon + 2).trim());
  }
  return rules;
}

const commonRules = table(common);
const ownRules = new Map(Object.entries(own).map(([dialect, text]) => [dialect, table(text)]));
const kin: Partial<Readonly<Record<Dialect, Dialect>>> = { IMPALA: 'HIVE' };

/** The rule of a function in a dialect; null when no table lists it. */
export function functionRule(name: string, dialect: Dialect): string | null {
  return ownRules.get(kin[dialect] ?? dialect)?.get(name) ?? commonRules.get(name) ?? null;
}

/** How many functions the tables list for a dialect, its own and the common ones. */
export function functionCount(dialect: Dialect): number {
  return new Set([...commonRules.keys(), ...(ownRules.get(kin[dialect] ?? dialect)?.keys() ?? [])]).size;
}
