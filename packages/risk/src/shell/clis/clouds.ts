import { type CliRule, type LinePatterns, list } from '../cli-rule.js';

/** What the state of Terraform shows of databases, users and keys. */
const STATE_SECRETS: LinePatterns = [
  [/\boutput\s/, /-(?:json|raw)\b|secret|passw|token|key/],
  /\bstate\s+pull\b|\bshow\s+-json\b/,
  [/\bstate\s+show\b/, /db|rds|sql|secret|passw|token|key|user|credential|login|redis/i],
];

/** Clouds, hosting and infrastructure. */
export const CLOUDS: readonly (readonly [program: string, rule: CliRule])[] = [
  [
    'aws',
    {
      reads: list(
        'dynamodb scan|dynamodb query|s3 ls|configure list|configure list-profiles|logs tail|sts get-caller-identity|--version|help|cloudformation validate-template|s3api head-object|cloudwatch get-metric-data',
      ),
      changes: list(''),
      byVerb: true,
      critical: [
        [/\bs3\s+(?:rb|rm)\b/, /--force|--recursive/],
        [/\bs3\s+sync\b/, /--delete/],
        /\biam\s+(?:create|attach|put|add|update|delete)-/,
        /\bterminate-|\bcreate-access-key\b|--skip-final-snapshot/,
        /\bdelete-(?:db|cluster|stack|bucket|table|vpc|key|volume|user|role)/,
        /--(?:desired-count|desired-capacity|min-size) 0\b/,
      ],
      valued: /^--(?:profile|region|output|query|endpoint-url)$/,
      secrets: [
        /\bget-(?:secret-value|login|password-data|credentials|role-credentials|access-key)/,
        /\bget-(?:session|federation|authorization)-token\b/,
        /\bbatch-get-secret|--with-decryption|\bdecode-authorization/,
        /\b(?:kms\s+decrypt|s3\s+presign)\b/,
        /\bconfigure\s+(?:get|export-credentials)/,
      ],
    },
  ],
  [
    'gcloud',
    {
      reads: list('info|version|config list|config get-value|config get|auth list|projects list|help|topic'),
      changes: list('config set|auth login|config configurations activate'),
      byVerb: true,
      critical: [/\b(?:delete|add-iam-policy-binding|set-iam-policy|remove-iam-policy-binding|disable)\b/],
      valued: /^--(?:project|zone|region|format|filter|limit|account)$/,
      secrets: [
        /\bprint-(?:access|identity)-token\b|\bsecrets\s+versions\s+access\b|\bkeys\s+(?:get|create)\b|\bdescribe-certificate|get-credentials/,
      ],
    },
  ],
  [
    'az',
    {
      reads: list('account show|account list|version|find|group list'),
      changes: list('login|account set'),
      byVerb: true,
      critical: [
        [/\b(?:delete|purge)\b/, /-y\b|--yes/],
        /\brole\s+assignment\s+(?:create|delete)\b/,
        /\bgroup\s+delete\b/,
      ],
      valued: /^-[gnoso]$|^--(?:resource-group|name|output|query|subscription)$/,
      secrets: [
        /\bsecret\s+show\b/,
        /\bkeys?\s+list\b/,
        /\bget-(?:access-token|credentials)\b|\blist-(?:keys\b|connection)|\bshow-connection-string/,
        /\bcredential (?:reset|list)|\bappsettings list\b|--resolve-keyvault/,
      ],
    },
  ],
  [
    'doctl',
    {
      reads: list('account get'),
      changes: list('auth init'),
      byVerb: true,
      secrets: [/\bdatabases? (?:user|connection|pool)\b|\bkubeconfig\b|\bdocker-config\b/],
    },
  ],
  [
    'gsutil',
    {
      reads: list('ls|cat|du|stat|version|hash|bucket'),
      changes: list('mb'),
      critical: [[/\brm\b/, /-r/], /\brb\b|allUsers/],
    },
  ],
  [
    'bq',
    {
      reads: list('ls|show|head|version|info'),
      changes: list('mk'),
      critical: [/\brm\b/],
      valued: /^--(?:format|project_id)$/,
    },
  ],
  [
    'vercel',
    {
      reads: list('ls|list|inspect|logs|whoami|project ls|domains ls|dns ls|teams ls|env ls|--version'),
      changes: list('link|pull|build|dev'),
      critical: [/\b(?:rm|remove)\b|--prod\b/],
      secrets: [/\benv pull\b/],
    },
  ],
  [
    'heroku',
    {
      reads: list('apps|ps|logs|releases|info|status|addons|domains|pg:info|pg:ps|whoami|config_'),
      changes: list('login'),
      critical: [/destroy|pg:reset|apps:delete/],
      secrets: [/\bconfig(?:$|\s|:get)/],
    },
  ],
  [
    'flyctl',
    {
      reads: list('status|logs|apps list|releases|info|version|regions list|secrets list|volumes list|machine list'),
      changes: list('auth login'),
      critical: [/\bdestroy\b/],
    },
  ],
  ['stripe', { reads: list('status|version|logs tail|get'), changes: list('listen|login'), byVerb: true }],
  [
    'terraform',
    {
      reads: list(
        'plan|show|validate|output|version|providers|graph|state list|state show|state pull|workspace list|workspace show|metadata functions|fmt -check|get',
      ),
      changes: list('init|fmt|workspace select|workspace new|refresh'),
      critical: [
        /\bdestroy\b|-auto-approve|-replace|\bforce-unlock\b/,
        /\bstate\s+(?:rm|push|mv)\b/,
        /\bworkspace\s+delete\b/,
      ],
      valued: /^-chdir$/,
      secrets: STATE_SECRETS,
    },
  ],
  [
    'tofu',
    {
      reads: list('plan|show|validate|output|version|providers|graph|state list|state show'),
      changes: list('init|fmt'),
      critical: [/\bdestroy\b|-auto-approve/],
      secrets: STATE_SECRETS,
    },
  ],
  [
    'pulumi',
    {
      reads: list('preview|stack ls|stack output|config get|whoami|version|about|logs'),
      changes: list('stack select'),
      critical: [/\bdestroy\b/, [/\bup\b/, /-y|--yes/]],
      secrets: [/--show-secrets/],
    },
  ],
  [
    'vault',
    {
      reads: list('status|version|path-help'),
      changes: list('login'),
      critical: [/\b(?:seal|destroy|delete|operator|revoke)\b/],
      byVerb: true,
      secrets: [/^(?:\S+\s+)?(?:read|get|list|unwrap|print)\b|^kv\s+(?:get|list)\b/],
    },
  ],
];
