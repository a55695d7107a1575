function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

/** Functions that only compute, of PostgreSQL, MySQL, SQLite, SQL Server, BigQuery and Snowflake. Others are judged by their names. */
const READ_FUNCTIONS: ReadonlySet<string> = words(`
  count sum avg min max stddev stddev_pop stddev_samp variance var_pop var_samp corr covar_pop covar_samp median mode every
  bool_and bool_or bit_and bit_or percentile_cont percentile_disc approx_count_distinct approx_quantiles any_value grouping
  string_agg group_concat listagg array_agg json_agg jsonb_agg json_object_agg jsonb_object_agg xmlagg total row_number rank
  dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value coalesce nullif ifnull isnull nvl nvl2 iif
  if greatest least decode choose abs ceil ceiling floor round trunc truncate sign sqrt cbrt exp ln log log2 log10 power pow mod
  div pi radians degrees sin cos tan asin acos atan atan2 cot sinh cosh tanh random rand gcd lcm width_bucket factorial scale
  lower upper initcap length len char_length character_length octet_length bit_length datalength concat concat_ws substring
  substr left right trim ltrim rtrim btrim lpad rpad replace translate reverse repeat replicate space strpos position instr
  charindex patindex locate split_part split string_split regexp_replace regexp_match regexp_matches regexp_like regexp_substr
  regexp_instr regexp_count regexp_contains regexp_extract regexp_split_to_array regexp_split_to_table ascii chr char unicode
  nchar hex unhex quote quote_ident quote_literal quote_nullable quotename format printf md5 sha sha1 sha2 sha224 sha256 sha384
  sha512 crc32 encode digest hmac to_hex bin oct conv soundex difference metaphone levenshtein similarity unaccent starts_with
  ends_with startswith endswith contains overlay field find_in_set elt strcmp stuff string_to_array array_to_string now
  current_timestamp current_date current_time localtime localtimestamp getdate getutcdate sysdate sysdatetime sysutcdatetime
  curdate curtime utc_date utc_time utc_timestamp clock_timestamp statement_timestamp transaction_timestamp timeofday date time
  datetime timestamp julianday unixepoch strftime strptime date_part date_trunc datetrunc date_add date_sub date_diff datediff
  dateadd datepart datename timestampdiff timestampadd timestamp_trunc timestamp_diff timestamp_add timestamp_sub extract age
  make_date make_time make_timestamp make_interval to_char to_date to_timestamp to_number str_to_date date_format
  time_format from_unixtime unix_timestamp from_days to_days last_day dayofweek dayofmonth dayofyear dayname monthname weekday
  weekofyear day month year quarter week hour minute second microsecond addtime subtime timediff convert_tz eomonth isdate
  format_date format_timestamp parse_date parse_timestamp generate_series generate_subscripts generate_date_array unnest
  cast convert try_cast try_convert safe_cast typeof pg_typeof coercibility collation charset json jsonb json_value json_query
  json_extract json_extract_path json_extract_path_text jsonb_extract_path jsonb_extract_path_text json_array_length
  jsonb_array_length json_array_elements jsonb_array_elements json_array_elements_text jsonb_array_elements_text json_each
  jsonb_each json_each_text jsonb_each_text json_object_keys jsonb_object_keys json_typeof jsonb_typeof json_valid json_type
  json_array json_object json_build_object jsonb_build_object json_build_array jsonb_build_array json_contains json_keys
  json_length json_unquote json_quote json_set jsonb_set jsonb_insert json_strip_nulls jsonb_strip_nulls jsonb_pretty
  json_tree json_group_array json_group_object jsonb_path_query jsonb_path_exists jsonb_path_query_array to_json to_jsonb
  row_to_json array_to_json json_populate_record json_to_record jsonb_to_record json_to_recordset jsonb_to_recordset openjson
  isjson json_table parse_json to_json_string array array_length array_upper array_lower array_position array_positions
  array_append array_prepend array_cat array_remove array_replace array_dims array_ndims array_fill cardinality array_concat
  array_contains flatten row to_tsvector to_tsquery plainto_tsquery phraseto_tsquery websearch_to_tsquery ts_rank ts_rank_cd
  ts_headline setweight match against bm25 snippet highlight inet_ntoa inet_aton host network masklen uuid gen_random_uuid
  uuid_generate_v4 newid uuid_generate_v1 last_insert_rowid changes total_changes version current_user session_user user
  current_schema current_schemas current_database database schema current_role system_user pg_backend_pid connection_id
  current_setting found_rows row_count last_insert_id sqlite_version sqlite_compileoption_used obj_description col_description
  shobj_description format_type to_regclass to_regtype to_regproc pg_size_pretty pg_relation_size pg_total_relation_size
  pg_table_size pg_indexes_size pg_database_size pg_tablespace_size pg_column_size pg_get_viewdef pg_get_indexdef
  pg_get_constraintdef pg_get_functiondef pg_get_triggerdef pg_get_expr pg_get_userbyid pg_get_serial_sequence
  pg_get_function_arguments pg_get_function_result pg_get_keywords pg_postmaster_start_time pg_conf_load_time pg_uptime
  pg_is_in_recovery pg_last_xact_replay_timestamp pg_last_wal_replay_lsn pg_last_wal_receive_lsn pg_current_wal_lsn
  pg_wal_lsn_diff pg_stat_get_activity pg_blocking_pids pg_lock_status pg_table_is_visible pg_function_is_visible
  pg_encoding_to_char pg_stat_file_dummy has_table_privilege has_schema_privilege has_database_privilege has_column_privilege
  has_function_privilege has_any_column_privilege pg_has_role txid_current_if_assigned object_id object_name schema_name db_name
  col_name serverproperty databasepropertyex objectproperty columnproperty table_info index_list index_info foreign_key_list
  pragma_table_info pragma_index_list pragma_index_info pragma_foreign_key_list excluded values numeric decimal varchar nvarchar
  char_type character float double real interval int integer bigint smallint tinyint bit text binary varbinary point
  countif sumif logical_and logical_or approx_top_count struct safe_divide ieee_divide farm_fingerprint net_host generate_uuid
  earth_distance ll_to_earth cube ifnull number today yesterday tomonth toyear tohour todatetime tostring toint32 zeroblob glob likelihood likely unlikely iff zeroifnull nullifzero div0 object_construct
  array_construct hash ratio_to_report qualify tablesample information_schema percentile tdigest quantile quantiles uniq
  uniqexact argmax argmin topk todate tostartofhour tostartofday tostartofmonth tostartofweek formatdatetime arrayjoin
  grouparray multiif lateral cosine_distance l2_distance inner_product vector_dims st_dummy width height least_common`);

const READ_FAMILIES =
  /^(?:st_(?!delete|drop)|sys_extract_|regexp_|jsonb?_|date_|timestamp_|array_|hll_|approx_|percentile_|bit_|is_|has_|range_|lower_|upper_)\w+$/;

/** Words that stand before a parenthesis and call nothing. */
const CLAUSES: ReadonlySet<string> = words(`
  select from where and or not in exists any all some as on using over filter within group by order having limit offset union
  intersect except join inner outer cross natural when then else case end is like ilike between values with recursive
  materialized distinct returning partition window rows range table only array row lateral cast set top key primary unique check
  references default constraint foreign index minus pivot unpivot apply into ilike similar rollup cube sets escape`);

/** Functions that reach outside of the query: files, processes, other servers, settings, other sessions, code in a string. */
const ACTING = new RegExp(
  `^(?:${[
    'pg_(?:terminate|cancel)_backend',
    'pg_(?:read|write|ls|stat)_\\w+',
    'pg_(?:reload_conf|rotate_logfile|promote|switch_wal|switch_xlog|create|drop|copy|import|export|logical|replication|wal_replay|start_backup|stop_backup|backup|notify|sleep|advisory|try_advisory|stat_reset|file|logdir)\\w*',
    'lo_\\w+|lowrite|loread|dblink\\w*|set_config|setval|nextval|query_to_xml\\w*|table_to_xml\\w*|database_to_xml\\w*|cursor_to_xml\\w*',
    'xp_\\w+|sp_\\w+|load_file|sys_(?:exec|eval|get|set)\\w*|load_extension|writefile|readfile|edit|fsdir|openrowset|opendatasource|openquery',
    'utl_\\w+|dbms_\\w+|benchmark|sleep|waitfor|get_lock|release_lock|http\\w*|net_http\\w*|urlfetch|cron|schedule\\w*|shell|system|eval|exec\\w*|execute\\w*|external_query|url|s3|file|remote\\w*|postgresql|mysql|jdbc|odbc|input|executable|aws_\\w+|azure_\\w+|ai_\\w+',
  ].join('|')})$`,
);

/** What the name of a function before a parenthesis says: it computes, it acts, or its name must tell. */
export function functionKind(name: string): 'reads' | 'acts' | 'unknown' {
  if (ACTING.test(name)) return 'acts';
  if (CLAUSES.has(name) || READ_FUNCTIONS.has(name) || READ_FAMILIES.test(name)) return 'reads';
  return 'unknown';
}
