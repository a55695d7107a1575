import { type CliRule, list } from '../cli-rule.js';

/** Code hosts, services of the system and other tools. */
export const TOOLS: readonly (readonly [program: string, rule: CliRule])[] = [
  [
    'gh',
    {
      reads: list(
        'pr list|pr view|pr diff|pr checks|pr status|issue list|issue view|issue status|repo list|repo view|run list|run view|run watch|release list|release view|search code|search issues|search prs|search repos|search commits|workflow list|workflow view|label list|gist list|gist view|auth status|status|secret list|variable list|cache list|project list|project view|ruleset list|ruleset view|browse|org list|config list|config get|extension list|codespace list|version|help',
      ),
      changes: list(
        'pr create|pr checkout|pr comment|pr edit|pr close|pr reopen|pr ready|issue create|issue comment|issue edit|issue close|issue reopen|label create|repo clone|repo fork|run download|release download|issue pin|pr lock',
      ),
      critical: [/\brepo\s+(?:delete|archive)\b|--admin\b/],
      valued: /^-[RLlsaqSBHtb]$|^--(?:repo|limit|state|json|jq|label|author|search|branch|title|body|base|head)$/,
      secrets: [/\bauth\s+token\b/, [/auth status/, /-t\b|--show-token/]],
    },
  ],
  [
    'glab',
    {
      reads: list(
        'mr list|mr view|mr diff|issue list|issue view|repo view|ci status|ci list|ci view|ci trace|release list',
      ),
      changes: list('mr create|mr note|issue create|issue note|repo clone'),
      critical: [/\brepo\s+delete\b/],
    },
  ],
  [
    'systemctl',
    {
      reads: list(
        'status|show|cat|is-active|is-enabled|is-failed|is-system-running|list-units|list-unit-files|list-timers|list-dependencies|list-sockets|list-jobs|get-default|show-environment|help|--version|--failed|',
      ),
      changes: list('daemon-reload|reload|start'),
      critical: [/\b(?:poweroff|reboot|halt|kexec|rescue|emergency|isolate|suspend|hibernate|mask|disable)\b/],
      valued: /^-[tpHMno]$/,
    },
  ],
  ['service', { reads: list('--status-all'), changes: list('') }],
  ['launchctl', { reads: list('list|print|blame'), changes: list('') }],
  [
    'redis-cli',
    {
      reads: list('ping'),
      changes: list('ping'),
      byVerb: true,
      secrets: [/\bacl\s+(?:list|getuser)\b/i],
      critical: [/\bflush(?:all|db)\b|\bshutdown\b|config set|\bdebug\b/i],
      valued: /^-[hpnu]$/,
    },
  ],
  ['ansible', { reads: list('--version'), changes: list('') }],
  ['code', { reads: list('--version|--list-extensions'), changes: list('') }],
  [
    'gpg',
    {
      reads: list('--list-keys|-k|--verify|--version|--fingerprint'),
      changes: list(''),
      secrets: [/--list-secret|-K\b|--export-secret|-d\b|--decrypt/],
    },
  ],
  ['pass', { reads: list('ls|find|version|git log'), changes: list('init') }],
  ['bw', { reads: list('status|--version'), changes: list('sync|lock') }],
  [
    'op',
    {
      reads: list('vault list|account list|item list|whoami|user list|group list|document list|--version'),
      changes: list('signin'),
    },
  ],
  [
    'fly',
    {
      reads: list('status|logs|apps list|releases|info|version|secrets list|volumes list'),
      changes: list('auth login'),
    },
  ],
  ['netlify', { reads: list('status|sites:list|--version'), changes: list('login|link|build|dev') }],
  [
    'wrangler',
    {
      reads: list('whoami|secret list|deployments list|d1 list|kv namespace list|r2 bucket list|tail'),
      changes: list('dev|login|types'),
    },
  ],
  ['tailscale', { reads: list('status|ip|ping|netcheck|version|whois'), changes: list('lock status') }],
  ['netsh', { reads: list('wlan show profiles|wlan show interfaces|interface show interface'), changes: list('help') }],
  ['ansible-inventory', { reads: list('--graph|--version'), changes: list('help') }],
  [
    'nmcli',
    {
      reads: list(
        'device status|device show|device|dev status|connection show|con show|c show|general status|general|networking|radio|device wifi list|dev wifi|monitor',
      ),
      changes: list('connection reload'),
      valued: /^-[fg]$/,
      secrets: [/(?:^|\s)-s\s|--show-secrets|show-password|psk/],
    },
  ],
  [
    'etcdctl',
    {
      reads: list('get|endpoint status|endpoint health|member list|version|alarm list'),
      changes: list('watch'),
      valued: /^--(?:endpoints|cacert|cert|key)$/,
      secrets: [/secret|\/registry\/|passw|credential|token/],
    },
  ],
];
