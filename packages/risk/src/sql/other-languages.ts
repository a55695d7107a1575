/** Whether a string changes data in a query language that is not SQL. Linear. */
export function actsInOtherLanguage(text: string): boolean {
  return LANGUAGES.some((pattern) => pattern.test(text));
}

const LANGUAGES: readonly RegExp[] = [
  // Cypher: MATCH (n) DETACH DELETE n.
  /^\s*(?:(?:optional\s+)?match|merge|create|unwind|foreach|call|load\s+csv)\b[^]*?(?:\b(?:detach\s+)?delete\s+\w|\bset\s+\w+[.:]|\bremove\s+\w+[.:])/i,
  /^\s*(?:create|merge)\s*\(/i,
  // The shell of MongoDB.
  /\bdb\.(?:getCollection\([^)]{0,80}\)|\w{1,80})\.(?:delete|remove|drop|insert|update|replace|rename|create|bulkWrite|findOneAnd|findAndModify|save)/,
  /\bdb\.(?:drop|create|shutdown|adminCommand|runCommand|eval)/,
  // Control commands of Kusto, commands of Splunk, of InfluxDB and of SPARQL.
  /^\s*\.(?:drop|delete|alter|create|ingest|set|append|move|purge|clear|rename)\b/i,
  /\|\s{0,9}(?:delete|outputlookup|collect|sendemail|outputcsv|script|map|sendalert|runshellscript)\b/i,
  /^\s*drop\s+(?:measurement|series|shard|retention|continuous|subscription|graph)\b|^\s*delete\s+(?:where|data|from)\b/i,
  /\b(?:insert|delete)\s{1,9}data\s{0,9}\{|^\s*(?:clear|load|copy|move|add)\s+(?:silent\s+)?(?:graph|default|named|all)\b/i,
  // Redis.
  /^\s*(?:flushall|flushdb|del|unlink|set|hset|config\s+set|shutdown|eval|script\s+load|rename|expire|debug)(?:\s+\S|\s*$)/i,
  // Requests of Elasticsearch.
  /^\s*(?:DELETE|PUT)\s+\/?[\w*.-]+|\/_(?:delete|update)_by_query\b/,
  // Statements of SQL in an unusual form.
  /^\s*(?:upsert|truncate|grant|revoke|optimize|vacuum|shutdown|kill)\s+\S/i,
];
