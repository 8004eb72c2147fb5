/** Kinds of functions the resolver tells apart by name. */

const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((name) => name !== ''));

const aggregates = set(`
sum count min max avg mean count_if countif count_big array_agg collect_list collect_set string_agg listagg
group_concat wm_concat stddev stddev_pop stddev_samp stdev stdevp var varp variance var_pop var_samp corr
covar_pop covar_samp regr_slope regr_intercept regr_r2 regr_count regr_avgx regr_avgy regr_sxx regr_syy regr_sxy
percentile percentile_cont percentile_disc percentile_approx approx_percentile approx_quantiles median mode
approx_count_distinct approx_distinct ndv hll_count bool_and bool_or every logical_and logical_or booland_agg
boolor_agg bit_and bit_or bit_xor bit_and_agg bit_or_agg json_agg jsonb_agg json_object_agg jsonb_object_agg
json_arrayagg json_objectagg object_agg any_value anyvalue max_by min_by arg_max arg_min argmax argmin histogram
histogram_numeric xmlagg array_concat_agg skewness kurtosis sum_if sumif avg_if total checksum_agg map_agg
multimap_agg set_agg list first last quantile quantile_cont entropy grouping grouping_id range_agg
`);
const windowOnly = set(
  'row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value',
);
const masking = set(`
md5 md5_hex sha sha1 sha1_hex sha2 sha2_hex sha224 sha256 sha384 sha512 hash xxhash64 hmac hmac_sha1 hmac_md5
hmac_sha256 digest hashbytes farm_fingerprint murmur_hash3_32 checksum binary_checksum standard_hash ora_hash
fnv_hash hashtext crc32 mask mask_hash mask_first_n mask_last_n mask_show_first_n mask_show_last_n
`);
const counts = set('count count_big approx_count_distinct approx_distinct ndv countif count_if');
const generators = set(`
explode explode_outer posexplode posexplode_outer inline inline_outer stack unnest flatten generate_series
json_array_elements jsonb_array_elements json_array_elements_text jsonb_array_elements_text json_each jsonb_each
regexp_split_to_table string_split split_to_table json_tuple parse_url_tuple generate_subscripts jsonb_to_recordset
json_to_recordset regexp_matches
`);
/** Row makers beside the generators whose rows hold nothing but what the arguments give them. */
const rowMakers = set(`
generate_array generate_date_array generate_timestamp_array generator range sequence string_to_table
strtok_split_to_table json_object_keys jsonb_object_keys json_each_text jsonb_each_text json_tree json_to_record
jsonb_to_record json_populate_record jsonb_populate_record json_populate_recordset jsonb_populate_recordset
jsonb_path_query jsonb_path_query_tz json_table xmltable openjson each skeys svals
odcinumberlist odcivarchar2list odcidatelist
`);
/** The first argument only decides; the others are results. */
const firstDecides = set('if iff iif nvl2');

export type FunctionKind = 'AGGREGATE' | 'WINDOW' | 'MASKING' | 'GENERATOR' | 'SCALAR';

export function functionKind(name: string): FunctionKind {
  if (aggregates.has(name)) return 'AGGREGATE';
  if (windowOnly.has(name)) return 'WINDOW';
  if (masking.has(name)) return 'MASKING';
  return generators.has(name) ? 'GENERATOR' : 'SCALAR';
}

/** Whether rows of the function are made of its arguments; of any other nobody knows what they are made of. */
export function makesRowsOfArguments(name: string): boolean {
  return functionKind(name) === 'GENERATOR' || rowMakers.has(name);
}

export function isCount(name: string): boolean {
  return counts.has(name);
}

export function decidesByFirst(name: string): boolean {
  return firstDecides.has(name);
}

/** `decode(x, s1, r1, s2, r2, default)` as in Oracle: results stand at 2, 4, … and last. */
export function isDecodeResult(index: number, count: number): boolean {
  return index > 0 && (index % 2 === 0 || (index === count - 1 && count % 2 === 0));
}

const results = set('coalesce nvl ifnull isnull greatest least zeroifnull');

export function isChoice(name: string): boolean {
  return results.has(name);
}
