import { atLeast, type Evidence, graver } from '../evidence.js';
import { judgeHttp } from '../http.js';
import { judgeName } from '../names/judge-name.js';
import { partsOf } from '../names/split-name.js';
import { secretIn } from '../secrets/secret-words.js';
import type { Verbs } from '../verbs/verbs.js';
import { type CliRule, matchesLine } from './cli-rule.js';
import { CLOUDS } from './clis/clouds.js';
import { CONTAINERS } from './clis/containers.js';
import { PACKAGES } from './clis/packages.js';
import { TOOLS } from './clis/tools.js';
import { hasInput, type ProgramCall, reads, said, showsSecrets } from './program-call.js';

/** Command lines of well-known tools, by program. */
export const CLIS: ReadonlyMap<string, CliRule> = new Map([...CONTAINERS, ...CLOUDS, ...PACKAGES, ...TOOLS]);

/** Judges `kubectl get pods` by the words behind the program. */
export function judgeSubcommand(call: ProgramCall, rule: CliRule): Evidence {
  const { program, args, verbs } = call;
  const line = args.join(' ');
  const executed = innerCommand(program, args);
  if (executed !== undefined) return atLeast(executed.length === 0 ? 'high' : 'medium', call.inner(executed));
  if (args[0] === 'api' && (program === 'gh' || program === 'glab')) return judgeApi(args.slice(1), verbs);
  const operands = operandsOf(args, rule.valued);
  const judged = judgeOperands(program === 'redis-cli' ? redis(args, operands) : operands, call, rule);
  const isSecret = matchesLine(rule.secrets, line) || (judged.level === 'low' && showsBySubcommand(operands, args));
  const secret = isSecret ? showsSecrets(`"${program}" shows secrets`) : judged;
  if (isSecret && judged.level === 'high' && judged.reason.endsWith(UNKNOWN)) return secret;
  const isCritical = matchesLine(rule.critical, line);
  return graver(isCritical ? said('critical', `"${program}" destroys, or acts without asking`) : judged, secret);
}

const UNKNOWN = 'is not known to read only';

function judgeOperands(operands: readonly string[], call: ProgramCall, rule: CliRule): Evidence {
  const { program, args, verbs } = call;
  const level = (at: Evidence['level'], what: string): Evidence => said(at, `"${program}" ${what}`);
  if (args.length === 0) return alone(call, rule);
  if (args.every((arg) => VERSION.test(arg))) return level('low', 'tells its version or help');
  if (args.some((arg) => rule.denied?.test(arg))) return level('high', 'with a flag that changes what runs');
  const names = namesOf(operands, args);
  if (names.some((name) => rule.reads.has(name))) return level('low', 'reads');
  if (names.some((name) => rule.changes.has(name))) return level('medium', 'changes something small, builds or tests');
  const byName = rule.byVerb === true ? judgeName(verbOf(operands), verbs) : undefined;
  if (byName?.kind === 'read') return level('low', byName.found.reason);
  if (args.some((arg) => DRY.test(arg))) return level('medium', 'with a dry run');
  if (byName?.kind === 'change') {
    return level(OVERWRITES.has(byName.verb) ? 'high' : byName.found.level, byName.found.reason);
  }
  return level('high', byName?.kind === undefined ? UNKNOWN : byName.found.reason);
}

/** A program without arguments tells its help, or reads what is piped in. */
function alone(call: ProgramCall, rule: CliRule): Evidence {
  const { program } = call;
  if (hasInput(call)) return said('high', `"${program}" does what it reads`);
  if (rule.reads.has('')) return reads(program);
  return rule.changes.has('') || rule.byVerb === true
    ? said('medium', `"${program}" without arguments`)
    : said('low', `"${program}" tells its help`);
}

/** The names that a subcommand may have in a list: of three words down to one, and with its first flag. */
function namesOf(operands: readonly string[], args: readonly string[]): readonly string[] {
  const names = [
    operands.slice(0, 3).join(' '),
    operands.slice(0, 2).join(' '),
    operands[0] ?? '',
    args[0] ?? '',
    `${operands[0]} ${args.find((arg) => arg.startsWith('-'))}`,
  ];
  return names.filter((name) => name !== '');
}

const DRY = /^--(?:dry-run|dryrun|no-execute-changeset|what-if|check)(?:=(?:client|server|true))?$/;

/** `eks get-token`, `--query UserPoolClient.ClientSecret`, `--include-values`: a secret by the words of the subcommand or its flags. */
function showsBySubcommand(operands: readonly string[], args: readonly string[]): boolean {
  const words = partsOf(
    operands
      .slice(0, 4)
      .filter((word) => /^[a-z][\w:-]*$/i.test(word))
      .join(' '),
  ).flat();
  const secret = secretIn(words.filter((word) => !STORES.has(word)));
  const isNamed = secret !== undefined && !(words.some((word) => LISTS.has(word)) && LISTED.test(secret));
  return isNamed || args.some((arg, index) => OUTPUT.test(args[index - 1] ?? arg) && isSecretField(arg));
}

function isSecretField(field: string): boolean {
  return /environment|\.env\b/i.test(field) || secretIn(partsOf(field).flat()) !== undefined;
}

/** Names of stores say nothing of what is shown of them. */
const STORES: ReadonlySet<string> = new Set(['vault', 'keyvault', 'secretsmanager', 'keyring', 'can']);
/** A list of secrets or keys shows their names. */
const LISTS: ReadonlySet<string> = new Set(['list', 'ls', 'describe', 'can']);
const LISTED = /^secrets?$|keys?$|^var/;
/** Flags that choose what is shown. */
const OUTPUT =
  /^(?:--(?:query|format|output|fields?|jq|json|template|columns|get|include[\w-]*|show[\w-]*|with[\w-]*|reveal[\w-]*|resolve[\w-]*)(?:=|$)|-[fogq]$)/;

/** Changes of what runs in a cloud. */
const OVERWRITES: ReadonlySet<string> = new Set('update modify put set patch copy write edit'.split(' '));

/** Redis has its operation first: `redis-cli --scan`, `redis-cli DEL key`. */
function redis(args: readonly string[], operands: readonly string[]): readonly string[] {
  const flag = args.find((arg) => /^--(?:scan|bigkeys|memkeys|hotkeys|latency|stat)$/.test(arg));
  const isRead =
    flag !== undefined ||
    /^(?:keys|memory usage|object (?:encoding|freq)|client list|slowlog get|latency|config get|cluster (?:info|nodes)|acl (?:list|whoami))\b/i.test(
      operands.join(' '),
    );
  return ['redis', isRead ? 'get' : (operands[0] ?? '').toLowerCase()];
}

/** `gh api`: a request, by GET unless a field is sent. */
function judgeApi(args: readonly string[], verbs: Verbs): Evidence {
  const at = args.findIndex((arg) => /^(?:-X|--method)$/.test(arg));
  const method =
    args.flatMap((arg) => /^(?:-X|--method=)(\w+)$/.exec(arg)?.[1] ?? []).at(0) ??
    (at === -1 ? undefined : args[at + 1]);
  const isSent = args.some((arg) => /^(?:-[fF]|--field|--raw-field|--input)/.test(arg));
  const path = args.find((arg, index) => !arg.startsWith('-') && !/^-/.test(args[index - 1] ?? '')) ?? '';
  return judgeHttp(method ?? (isSent ? 'POST' : 'GET'), `/${path}`, verbs);
}

const VERSION = /^(?:--?version|-v|-V|--help|-h|version|help)$/;

/** The operation of a cloud's API: the word that is a verb, behind the names of services. */
function verbOf(operands: readonly string[]): string {
  const operation = operands.slice(1, 5).find((word) => /^[a-z]+(?:-[a-z0-9]+)*$/.test(word) && OPERATIONS.test(word));
  if (operation === undefined) return operands[1] ?? operands[0] ?? '';
  // With the nouns before it and behind it: the keys of an account, a policy.
  return operands.slice(0, operands.indexOf(operation) + 1).join(' ');
}

const OPERATIONS =
  /^(?:get|list|describe|show|read|search|lookup|head|query|scan|batch|create|delete|update|put|set|add|remove|attach|detach|start|stop|run|invoke|send|publish|deploy|terminate|modify|reboot|restart|enable|disable|apply|cp|mv|rm|rb|mb|sync|ls|cat|patch|import|export|copy|move|reset|restore|register|deregister|associate|disassociate|authorize|revoke|tag|untag|resize|scale|assume|execute|exec|ssh|call|grant|cancel|purge|undelete|replace|rollback|promote|simulate|validate|estimate|download|upload|wait|filter|tail)(?:-|$)/;

/** What is no flag and no value of one. */
function operandsOf(args: readonly string[], valued: RegExp | undefined): readonly string[] {
  const operands: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('-')) operands.push(arg);
    else if (valued?.test(arg) === true) at += 1;
  }
  return operands;
}

const MANAGERS = /^(?:npm|pnpm|yarn|bundle) (?:exec|x)$|^(?:poetry|uv|pipenv) run$/;

/** `kubectl exec pod -- ls`, `docker exec web ls`: the command that runs inside. */
function innerCommand(program: string, args: readonly string[]): readonly string[] | undefined {
  // A package manager that starts a program: `pnpm exec vitest`, `poetry run pytest`.
  if (MANAGERS.test(`${program} ${args[0] ?? ''}`)) return args.slice(args[1] === '--' ? 2 : 1);
  const isKubernetes = program === 'kubectl' || program === 'oc';
  const at = args.findIndex((arg) => arg === 'exec' || arg === 'run');
  if (at === -1 || args.slice(0, at).some((arg) => !arg.startsWith('-') && arg !== 'compose' && arg !== 'container'))
    return undefined;
  if (isKubernetes && args[at] === 'exec') {
    const dashes = args.indexOf('--');
    return dashes === -1 ? [] : args.slice(dashes + 1);
  }
  if ((program === 'docker' || program === 'podman') && args[at] === 'exec') {
    const rest = args.slice(at + 1);
    const target = rest.findIndex(
      (arg, index) => !arg.startsWith('-') && !/^(?:-[euw]|--env|--user|--workdir)$/.test(rest[index - 1] ?? ''),
    );
    return target === -1 ? [] : rest.slice(target + 1);
  }
  return undefined;
}
