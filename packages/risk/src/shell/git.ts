import { type Evidence, evidence } from '../evidence.js';

/** Judges `git` by its subcommand; what is not known is high. */
export function judgeGit(args: readonly string[]): Evidence {
  let at = 0;
  while (args[at]?.startsWith('-')) {
    const flag = args[at] ?? '';
    if (RUNS.test(flag) || (flag === '-c' && !HARMLESS_CONFIG.test(args[at + 1] ?? ''))) {
      return evidence('command', 'high', `"git ${flag.split('=')[0]}" sets what git runs`);
    }
    if (flag === '--version' || flag === '--help') return evidence('command', 'low', '"git" reads');
    at += flag === '-C' || flag === '-c' || flag === '--git-dir' || flag === '--work-tree' ? 2 : 1;
  }
  const [command = '', ...rest] = args.slice(at);
  const line = [command, ...rest].join(' ');
  const said = (level: Evidence['level'], what: string): Evidence =>
    evidence('command', level, `"git ${known(command)}" ${what}`);
  if (CRITICAL.test(line)) return said('critical', 'rewrites or destroys history for others');
  if (WRITES_OUT.test(line)) return said('high', 'writes a file or runs a program');
  const reads = READS.get(command);
  if (reads?.test(rest.join(' ')) === true) return said('low', 'reads');
  const changes = CHANGES.get(command);
  if (changes?.test(rest.join(' ')) === true) return said('medium', 'changes the working copy or fetches');
  return said('high', 'publishes, rewrites or discards');
}

/** Of the arguments, only a word that is known here is repeated. */
function known(command: string): string {
  return READS.has(command) || CHANGES.has(command) || OTHERS.test(command) ? command : '...';
}

const RUNS = /^--(?:exec-path=|config-env|super-prefix)/;
const HARMLESS_CONFIG =
  /^(?:color\.\w+|core\.(?:quotepath|pager=(?:cat|$))|log\.\w+|advice\.\w+|user\.(?:name|email)|init\.defaultBranch|safe\.directory|diff\.(?:renames|renameLimit|algorithm))\b/i;
const OTHERS =
  /^(?:push|commit|reset|rebase|clean|restore|rm|revert|cherry-pick|gc|prune|filter-branch|update-ref|am|bisect)$/;
const CRITICAL =
  /^push\b.*(?:\s(?:-[a-zA-Z]*[fd]|--force\S*|--delete|--mirror|--prune)(?=\s|$)|\s[+:]\S)|^(?:filter-branch|filter-repo)\b|^reflog\s+(?:expire|delete)|^gc\b.*--prune=now|^update-ref\s+-d|^reset\b.*--hard\s+\S*(?:~|\^|origin)|^clean\b.*-[a-zA-Z]*x/;
const WRITES_OUT =
  /\s(?:-o\b|--o(?:utput|ut)?\b|--open-files-in-pager|-O\S*|--ext-diff|--exec\b|--upload-pack|--receive-pack|--show-toplevel-x)/;

const ANY = /^/;
const READS: ReadonlyMap<string, RegExp> = new Map([
  ...words(
    'status log diff show blame annotate shortlog describe rev-parse rev-list ls-files ls-tree ls-remote cat-file grep for-each-ref name-rev merge-base count-objects check-ignore check-attr diff-tree diff-index diff-files show-ref show-branch var whatchanged cherry range-diff fsck version help verify-commit verify-tag merge-tree get-tar-commit-id column stripspace interpret-trailers',
    ANY,
  ),
  [
    'branch',
    /^(?:(?:-[avrl]+|--all|--list|--remotes|--verbose|--show-current|--merged|--no-merged|--contains|--sort=\S+|--format=\S+|--column|--points-at)(?:\s+\S+)?\s*)*$/,
  ],
  ['tag', /^(?:$|(?:-l|--list|-n\d*|--sort=\S+|--contains|--merged|--points-at)\b.*)/],
  ['remote', /^(?:$|-v$|--verbose$|show\b|get-url\b)/],
  ['stash', /^(?:list|show)\b/],
  [
    'config',
    /^(?:(?:--global|--local|--system|--worktree|--show-origin|--show-scope)\s+)*(?:-l|--list|--get|--get-all|--get-regexp|list|get)\b|^(?:--global\s+)?[\w.]+$/,
  ],
  ['reflog', /^(?:$|show\b|exists\b|HEAD|-)/],
  ['worktree', /^list\b/],
  ['submodule', /^(?:$|status\b|summary\b)/],
  ['notes', /^(?:$|list\b|show\b)/],
  ['bisect', /^(?:log|visualize|view)\b/],
  ['lfs', /^(?:ls-files|status|env|version|logs)\b/],
  ['sparse-checkout', /^list\b/],
  ['rerere', /^(?:status|diff)\b/],
  ['archive', /^(?:-l|--list)\b/],
  ['symbolic-ref', /^(?:--short\s+)?\S+$/],
  ['bundle', /^(?:verify|list-heads)\b/],
  ['apply', /^--(?:stat|check|numstat|summary)\b/],
]);

const CHANGES: ReadonlyMap<string, RegExp> = new Map([
  ...words(
    'add fetch init clone mv worktree notes bisect maintenance lfs format-patch cherry-pick revert am apply',
    /^(?!.*(?:\bremove\b|--force|-f\b|prune))/,
  ),
  ['branch', /^(?!.*(?:-D|-[a-zA-Z]*f|--force|-M|--delete|-d))/],
  ['tag', /^(?!.*(?:-d|--delete|-f|--force))/],
  ['checkout', /^(?!.*(?:(?:^|\s)(?:--|\.|-f|--force|--ours|--theirs|-B)(?:\s|$)))/],
  ['switch', /^(?!.*(?:-f|--force|--discard-changes|-C))/],
  ['stash', /^(?!.*(?:drop|clear|pop))/],
  ['merge', /^/],
  ['pull', /^(?!.*(?:--force|-f\b|--rebase))/],
  ['submodule', /^(?:update|init|sync|add)\b/],
  ['remote', /^(?:update|prune)\b/],
  ['restore', /^--staged\b/],
]);

function words(names: string, pattern: RegExp): readonly (readonly [string, RegExp])[] {
  return names.split(' ').map((name) => [name, pattern]);
}
