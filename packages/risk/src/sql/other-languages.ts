/** Whether a string changes data in a query language that is not SQL. Linear. */
export function actsInOtherLanguage(text: string): boolean {
  // A pattern that may match anywhere is tried only where a sign of it is found: to look for that costs little.
  return (
    STARTS.some((pattern) => pattern.test(text)) ||
    (CYPHER.test(text) && CYPHER_ACTS.test(text)) ||
    WITHIN.some(([sign, pattern]) => text.includes(sign) && pattern.test(text))
  );
}

/** Cypher: `MATCH (n) DETACH DELETE n`. */
const CYPHER = /^\s*(?:(?:optional\s+)?match|merge|create|unwind|foreach|call|load\s+csv)\b/i;
const CYPHER_ACTS = /\b(?:delete|set|remove)\s/i;

/** What begins a query that changes data. */
const STARTS: readonly RegExp[] = [
  /^\s*(?:create|merge)\s*\(/i,
  // Control commands of Kusto, statements of InfluxDB and of SPARQL.
  /^\s*\.(?:drop|delete|alter|create|ingest|set|append|move|purge|clear|rename)\b/i,
  /^\s*drop\s+(?:measurement|series|shard|retention|continuous|subscription|graph)\b|^\s*delete\s+(?:where|data|from)\b/i,
  /^\s*(?:clear|load|copy|move|add)\s+(?:silent\s+)?(?:graph|default|named|all)\b/i,
  // Redis.
  /^\s*(?:flushall|flushdb|del|unlink|set|hset|config\s+set|shutdown|eval|script\s+load|rename|expire|debug)(?:\s+\S|\s*$)/i,
  // Requests of Elasticsearch.
  /^\s*(?:DELETE|PUT)\s+\/?[\w*.-]+/,
  // Statements of SQL in an unusual form.
  /^\s*(?:upsert|truncate|grant|revoke|optimize|vacuum|shutdown|kill)\s+\S/i,
];

/** What stands inside of one, and a sign that it has. */
const WITHIN: readonly (readonly [sign: string, pattern: RegExp])[] = [
  // The shell of MongoDB.
  [
    'db.',
    /\bdb\.(?:(?:getCollection\([^)]{0,80}\)|\w{1,80})\.(?:delete|remove|drop|insert|update|replace|rename|create|bulkWrite|findOneAnd|findAndModify|save)|drop|create|shutdown|adminCommand|runCommand|eval)/,
  ],
  // Splunk.
  ['|', /\|\s{0,9}(?:delete|outputlookup|collect|sendemail|outputcsv|script|map|sendalert|runshellscript)\b/i],
  // SPARQL.
  ['{', /\b(?:insert|delete)\s{1,9}(?:data\s{0,9})?\{/i],
  ['_by_query', /\/_(?:delete|update)_by_query\b/],
];
