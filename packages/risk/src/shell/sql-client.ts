import { type Evidence, gravest } from '../evidence.js';
import { judgeSql } from '../sql/judge-sql.js';
import { type ProgramCall, said, UNCLEAR } from './program-call.js';

/** Clients of databases, and the flag before SQL. */
export const SQL_CLIENTS: ReadonlyMap<string, RegExp> = new Map([
  ['psql', /^(?:-c|--command)$/],
  ['mysql', /^(?:-e|--execute)$/],
  ['mariadb', /^(?:-e|--execute)$/],
  ['sqlite3', /^-cmd$/],
  ['sqlcmd', /^-[qQ]$/],
  ['duckdb', /^-c$/],
  ['clickhouse-client', /^(?:-q|--query)$/],
  ['bq', /^query$/],
  ['snowsql', /^-q$/],
  ['cockroach', /^-e$/],
  ['cqlsh', /^-e$/],
]);

/** Judges a client by all SQL that it is given: behind a flag, in one, as an operand, as input. SQL that is not shown is high. */
export function judgeSqlClient(call: ProgramCall): Evidence | undefined {
  const { program, args, verbs } = call;
  const flag = SQL_CLIENTS.get(program);
  if (flag === undefined) return undefined;
  const operands = operandsOf(program, args);
  const own = operands.find((each) => each.startsWith('.'));
  if (own !== undefined) return said(OWN_READS.test(own) ? 'low' : 'high', `"${program}" runs a command of its own`);
  const isList = args.every((arg) => LISTS.test(arg)) || args[0] === 'ls' || args[0] === 'show';
  if (isList && args.length > 0) return said('low', `"${program}" reads`);
  const { input } = call.command;
  const sql = [...behind(flag, args), ...inFlags(args), ...operands, ...(input === undefined ? [] : [input])];
  if (sql.length === 0 || args.some((arg) => ACTS.test(arg))) {
    return said('high', `"${program}" runs SQL that is not shown, or writes a file`);
  }
  return gravest(sql.map((each) => judgeSql(each, verbs))) ?? UNCLEAR;
}

function behind(flag: RegExp, args: readonly string[]): readonly string[] {
  return args.flatMap((arg, index) => (flag.test(arg) ? [args[index + 1] ?? ''] : []));
}

function inFlags(args: readonly string[]): readonly string[] {
  return args.flatMap((arg) => IN_FLAG.exec(arg)?.[1] ?? []);
}

const IN_FLAG = /^(?:--(?:command|execute|query)=|-[ceq](?=\w{2}|["' ]))(.*)$/s;
/** Flags that read SQL from a file, write one, or run a program. */
const ACTS = /^(?:-f|--file|-o|--out|-L|--log|--init|--tee|--pager|--set|--variable)/;
const OWN_READS = /^\.(?:tables|schema|indexes|databases|dbinfo|help|mode|headers)\b/;
const LISTS = /^(?:-l|--list|--version|-V|--help)$/;

/** Clients that take SQL as an operand. */
function operandsOf(program: string, args: readonly string[]): readonly string[] {
  if (program === 'sqlite3') return args.filter((arg) => !arg.startsWith('-')).slice(1);
  return program === 'bq' ? args.slice(-1) : [];
}
