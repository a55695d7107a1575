import { type CliRule, list } from '../cli-rule.js';

/** Package managers and builds. */
export const PACKAGES: readonly (readonly [program: string, rule: CliRule])[] = [
  [
    'npm',
    {
      reads: list(
        'ls|list|ll|la|view|info|show|v|outdated|audit|why|explain|search|ping|whoami|root|prefix|bin|fund|docs|help|query|sbom|pkg get|dist-tag ls|owner ls|access list|cache ls|diff|-v|--version',
      ),
      changes: list(
        'install|i|ci|add|test|t|run|run-script|start|build|init|create|link|rebuild|update|up|dedupe|pack|install-test|prune|cache verify|version|set-script|restart|stop|audit fix|pkg set',
      ),
      critical: [/\bunpublish\b|\bowner\s+rm\b|\baccess\s+(?:revoke|set)/],
      denied: /^--(?:script-shell|registry|prefix)\b/,
      secrets: [/\bconfig\s+(?:ls|list|get)\b|\btoken\s+list\b/],
    },
  ],
  [
    'pnpm',
    {
      reads: list(
        'ls|list|ll|why|outdated|audit|licenses|licenses list|root|bin|view|info|-v|--version|store path|store status|env list',
      ),
      changes: list(
        'install|i|add|test|t|run|start|build|init|link|rebuild|update|up|dedupe|fetch|import|patch|deploy_|lint|typecheck|exec tsc|exec vitest',
      ),
      critical: [/\bunpublish\b/],
      valued: /^(?:-C|-F|--filter|--dir)$/,
      secrets: [/\bconfig\s+(?:ls|list|get)\b/],
    },
  ],
  [
    'yarn',
    {
      reads: list(
        'list|info|why|outdated|audit|licenses|versions|workspaces list|workspaces info|-v|--version|npm info',
      ),
      changes: list('install|add|test|run|start|build|lint|init|link|upgrade|up|dedupe|'),
      critical: [/\bunpublish\b/],
    },
  ],
  ['bundle', { reads: list('list|show|info|outdated|check|viz'), changes: list('install|update|add|lock') }],
  [
    'gem',
    {
      reads: list('list|search|info|outdated|contents|dependency|environment'),
      changes: list('install|update|build'),
      critical: [/\byank\b/],
    },
  ],
  [
    'pip',
    {
      reads: list(
        'list|show|freeze|check|search|index|index versions|debug|inspect|help|config list|--version|cache list|cache info',
      ),
      changes: list('install|download|wheel'),
    },
  ],
  [
    'uv',
    {
      reads: list('pip list|pip show|pip freeze|pip check|pip tree|tree|version|python list|tool list|cache dir'),
      changes: list('sync|lock|add|pip install|venv|init|python install|run pytest'),
    },
  ],
  [
    'poetry',
    {
      reads: list('show|check|version|env info|env list|config --list|about|search'),
      changes: list('install|add|update|lock|build|run pytest'),
    },
  ],
  [
    'conda',
    { reads: list('list|info|search|env list|config --show'), changes: list('install|create|update|activate') },
  ],
  [
    'cargo',
    {
      reads: list(
        'tree|metadata|search|version|--version|-V|pkgid|locate-project|read-manifest|verify-project|info|audit|outdated|--list',
      ),
      changes: list(
        'build|b|check|c|test|t|fmt|clippy|doc|fetch|update|bench|new|init|add|run|r|vendor|generate-lockfile',
      ),
      critical: [/\b(?:yank|owner)\b/],
    },
  ],
  [
    'go',
    {
      reads: list('version|env|list|doc|help|mod graph|mod why|mod verify'),
      changes: list('build|test|vet|fmt|mod tidy|mod download|mod init|mod vendor|get|generate|work sync|clean'),
      denied: /^-(?:exec|toolexec|w|vettool|overlay)\b/,
    },
  ],
  [
    'composer',
    {
      reads: list('show|info|outdated|validate|licenses|depends|why|audit|diagnose|search'),
      changes: list('install|update|require|dump-autoload'),
    },
  ],
  [
    'mvn',
    {
      reads: list('dependency:tree|help:effective-pom|-v|--version|validate'),
      changes: list('compile|test|package|verify|install|clean|clean install|clean package'),
    },
  ],
  [
    'dotnet',
    {
      reads: list('--version|--info|--list-sdks|--list-runtimes|list|list package|sln list'),
      changes: list('build|test|restore|format|clean|add|new|publish_'),
    },
  ],
  [
    'brew',
    {
      reads: list('list|ls|info|search|outdated|doctor|deps|uses|config|desc|leaves|--version|services list|--prefix'),
      changes: list('install|update|upgrade|tap|fetch|link'),
    },
  ],
  [
    'apt',
    { reads: list('list|show|search|policy|depends|rdepends|changelog|--version'), changes: list('update|install') },
  ],
  ['apt-get', { reads: list('check|changelog|indextargets'), changes: list('update|install|download') }],
  [
    'apt-cache',
    { reads: list('search|show|policy|depends|rdepends|pkgnames|stats|madison|showpkg'), changes: list('gencaches') },
  ],
  [
    'dpkg',
    {
      reads: list('-l|-L|-s|-S|--list|--listfiles|--status|--search|--get-selections|--print-architecture|-p|-c|-I'),
      changes: list(''),
    },
  ],
  ['rpm', { reads: list('-q|-qa|-qi|-ql|-qf|-qc|-qd|-V|-K|--query'), changes: list('') }],
  [
    'yum',
    {
      reads: list('list|info|search|repolist|provides|check-update|history|deplist'),
      changes: list('install|makecache|update'),
    },
  ],
  [
    'dnf',
    {
      reads: list('list|info|search|repolist|provides|check-update|history|repoquery'),
      changes: list('install|makecache|update'),
    },
  ],
  ['apk', { reads: list('info|search|list|policy|stats|version'), changes: list('add|update') }],
  ['pacman', { reads: list('-Q|-Qi|-Ql|-Ss|-Si|-Qs|-Qu'), changes: list('-S|-Sy') }],
  ['snap', { reads: list('list|info|find|version|services|connections|changes'), changes: list('install|refresh') }],
];
