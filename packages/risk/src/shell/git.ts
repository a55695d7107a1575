import { type Evidence, evidence } from '../evidence.js';

/** Judges `git` by its subcommand and each of its arguments; what is not known is high. Linear. */
export function judgeGit(words: readonly string[]): Evidence {
  let at = 0;
  for (let flag = words[0]; flag?.startsWith('-') === true; flag = words[at]) {
    if (RUNS.test(flag) || (flag === '-c' && !isHarmlessSetting(words[at + 1] ?? ''))) {
      return evidence('command', 'high', `"git ${flag.split('=')[0]}" sets what git runs`);
    }
    if (flag === '--version' || flag === '--help') return evidence('command', 'low', '"git" reads');
    at += TAKES_VALUE.has(flag) ? 2 : 1;
  }
  const [command = '', ...args] = words.slice(at);
  const isKnown = READS.has(command) || CHANGES.has(command) || OTHERS.has(command);
  // Of the arguments, only a word that is known here is repeated.
  const said = (level: Evidence['level'], what: string): Evidence =>
    evidence('command', level, `"git ${isKnown ? command : '...'}" ${what}`);
  if (CRITICAL.get(command)?.(args) === true) return said('critical', 'rewrites or destroys history for others');
  if (args.some((arg) => ACTS.test(arg) || (arg.startsWith('-o') && !LISTS_OTHERS.has(command)))) {
    return said('high', 'writes a file or runs a program');
  }
  if (READS.get(command)?.(args) === true) return said('low', 'reads');
  if (CHANGES.get(command)?.(args) === true) return said('medium', 'changes the working copy or fetches');
  return said('high', 'publishes, rewrites or discards');
}

const RUNS = /^--(?:exec-path=|config-env|super-prefix)/;
const TAKES_VALUE: ReadonlySet<string> = new Set(['-C', '-c', '--git-dir', '--work-tree', '--namespace']);

/** `color.ui=never`: a setting that runs nothing. */
function isHarmlessSetting(setting: string): boolean {
  const [name = '', value = ''] = setting.toLowerCase().split('=', 2);
  if (name === 'core.pager') return value === '' || value === 'cat';
  return SETTINGS.has(name) || ['color.', 'log.', 'advice.'].some((section) => name.startsWith(section));
}

const SETTINGS: ReadonlySet<string> = new Set(
  'core.quotepath user.name user.email init.defaultbranch safe.directory diff.renames diff.renamelimit diff.algorithm'.split(
    ' ',
  ),
);

/** Arguments that write a file or run a program, with any subcommand. Git takes long options by their beginnings. */
const ACTS = /^--(?:o(?:$|=|u|p)|ext-diff|exec|upload-pack|receive-pack|in-place|template|config(?:=|$)|lost-found)/;
/** Where `-o` shows more, and names no file to write. */
const LISTS_OTHERS: ReadonlySet<string> = new Set(['ls-files', 'grep']);

type Rule = (args: readonly string[]) => boolean;

const always: Rule = () => true;

function without(pattern: RegExp): Rule {
  return (args) => !args.some((arg) => pattern.test(arg));
}

function startsWith(words: string): Rule {
  const known = new Set(words.split(' '));
  return ([first = '']) => known.has(first);
}

/** Only flags that show; operands only where one of them asks for a list: `git branch name` makes a branch. */
function shows(flags: RegExp, lists: RegExp): Rule {
  return (args) =>
    args.every((arg) => !arg.startsWith('-') || flags.test(arg) || lists.test(arg)) &&
    (args.every((arg) => arg.startsWith('-')) || args.some((arg) => lists.test(arg)));
}

function rules(names: string, rule: Rule): readonly (readonly [string, Rule])[] {
  return names.split(' ').map((name) => [name, rule]);
}

const REFERENCES = /^--(?:list|contains|no-contains|merged|no-merged|points-at)(?:=|$)|^-l$/;
const ORDER = /^--(?:sort|format|column|no-column|ignore-case|color|no-color|abbrev)(?:=|$)/;
const BRANCH_FLAGS = /^-[arv]+$|^--(?:all|remotes|verbose|show-current)$/;
const TAG_FLAGS = /^-n\d*$|^-i$/;

const CRITICAL: ReadonlyMap<string, Rule> = new Map([
  ['push', (args) => args.some((arg) => /^-[a-zA-Z]*[fd]|^--(?:for|de|mi|pru)|^[+:]./.test(arg))],
  ...rules('filter-branch filter-repo', always),
  ['reflog', startsWith('expire delete')],
  ['gc', (args) => args.some((arg) => arg.startsWith('--prune=now'))],
  ['update-ref', (args) => args.some((arg) => /^-[a-z]*d|^--(?:de|stdin)/.test(arg))],
  ['reset', (args) => args.some((arg) => /^--har/.test(arg)) && args.some((arg) => /[~^]|^origin/.test(arg))],
  ['clean', (args) => args.some((arg) => /^-[a-zA-Z]*[xX]/.test(arg))],
]);

const READS: ReadonlyMap<string, Rule> = new Map([
  ...rules(
    'status log diff show blame annotate shortlog describe rev-parse rev-list ls-files ls-tree ls-remote cat-file for-each-ref name-rev merge-base count-objects check-ignore check-attr diff-tree diff-index diff-files show-ref show-branch var whatchanged cherry range-diff fsck version help verify-commit verify-tag merge-tree get-tar-commit-id column stripspace interpret-trailers',
    always,
  ),
  ['grep', without(/^-O|^--op/)],
  ['branch', shows(new RegExp(`${BRANCH_FLAGS.source}|${ORDER.source}`), REFERENCES)],
  ['tag', shows(new RegExp(`${TAG_FLAGS.source}|${ORDER.source}`), REFERENCES)],
  ['remote', (args) => args.every((arg) => arg === '-v' || arg === '--verbose') || startsWith('show get-url')(args)],
  ['stash', startsWith('list show')],
  ['config', readsSettings],
  ['reflog', (args) => args.every((arg) => arg.startsWith('-')) || startsWith('show exists HEAD')(args)],
  ['worktree', startsWith('list')],
  ['submodule', (args) => args.length === 0 || startsWith('status summary')(args)],
  ['notes', (args) => args.length === 0 || startsWith('list show')(args)],
  ['bisect', startsWith('log visualize view')],
  ['lfs', startsWith('ls-files status env version logs')],
  ['sparse-checkout', startsWith('list')],
  ['rerere', startsWith('status diff')],
  ['archive', startsWith('-l --list')],
  [
    'symbolic-ref',
    (args) => args.filter((arg) => arg !== '--short' && arg !== '-q').length === 1 && without(/^-d|^--d/)(args),
  ],
  ['bundle', startsWith('verify list-heads')],
  ['apply', startsWith('--stat --check --numstat --summary')],
]);

/** `git config --get user.email`, `git config user.email`. */
function readsSettings(args: readonly string[]): boolean {
  const asked = args.filter((arg) => !/^--(?:global|local|system|worktree|show-origin|show-scope)$/.test(arg));
  const isAsked = startsWith('-l --list --get --get-all --get-regexp --get-urlmatch list get')(asked);
  return isAsked || (asked.length === 1 && /^[\w.-]+$/.test(asked[0] ?? '') && asked[0]?.startsWith('-') === false);
}

const CHANGES: ReadonlyMap<string, Rule> = new Map([
  ...rules(
    'add fetch mv worktree notes cherry-pick revert am apply',
    without(/^remove$|^(?:--)?prune|^-[a-zA-Z]*f|^--fo/),
  ),
  ...rules('init clone', without(/^-[cu]|^--(?:fo|conf|templ)/)),
  ['bisect', without(/^run$/)],
  ['maintenance', startsWith('run')],
  ['lfs', startsWith('fetch pull track install checkout')],
  ['branch', without(/^-[a-zA-Z]*[DdfMC]|^--(?:forc|de)/)],
  ['tag', without(/^-[a-zA-Z]*[df]|^--(?:forc|de)/)],
  [
    'checkout',
    (args) =>
      without(/^(?:--|\.)$|^-[a-zA-Z]*[fB]|^--(?:fo|ours|theirs)/)(args) &&
      (args.length < 2 || args.some((arg) => /^-[bt]$|^--tr/.test(arg))),
  ],
  ['switch', without(/^-[a-zA-Z]*[fC]|^--(?:fo|di)/)],
  ['stash', without(/^(?:drop|clear|pop)$/)],
  ['merge', always],
  ['pull', without(/^-[a-zA-Z]*[fr]|^--(?:fo|re)/)],
  ['submodule', startsWith('update init sync add')],
  ['remote', startsWith('update prune')],
  ['restore', (args) => args[0] === '--staged' && without(/^-W|^--w/)(args)],
]);

const OTHERS: ReadonlySet<string> = new Set(
  'push commit reset rebase clean rm cherry-pick gc prune filter-branch update-ref'.split(' '),
);
