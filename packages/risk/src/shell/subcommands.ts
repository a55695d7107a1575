/** How the subcommands of a program are judged. Words of a subcommand are joined by a blank: `remote show`. */
export interface CliRule {
  readonly reads: ReadonlySet<string>;
  /** Changes that can be undone. Everything else is judged by its verb, and is high where that is not known. */
  readonly changes: ReadonlySet<string>;
  readonly critical?: RegExp;
  /** Arguments with which even what reads does more. */
  readonly denied?: RegExp;
  /** Flags that take the next argument. */
  readonly valued?: RegExp;
  /** Whether an unknown subcommand is judged by its verb, as where an API is on the command line: `ec2 describe-instances`. */
  readonly byVerb?: true;
  /** Reads secrets. */
  readonly secrets?: RegExp;
}

function list(items: string): ReadonlySet<string> {
  return new Set(items.split('|').map((item) => item.trim()));
}

/** Command lines of well-known tools. */
export const CLIS: ReadonlyMap<string, CliRule> = new Map<string, CliRule>([
  [
    'kubectl',
    {
      reads: list(
        'get|describe|logs|top|explain|version|api-resources|api-versions|cluster-info|diff|events|auth can-i|auth whoami|config view|config get-contexts|config current-context|config get-clusters|rollout status|rollout history|wait|completion|options|plugin list',
      ),
      changes: list(
        'label|annotate|cordon|uncordon|config use-context|config set-context|port-forward|create|expose|autoscale',
      ),
      critical:
        /\bcreate\s+(?:(?:cluster)?role(?:binding)?|token|serviceaccount|sa)\b|\bdelete\b.*(?:\s(?:ns|namespaces?|nodes?|pvc?|crds?|clusterrole\w*|all|--all|-A|--all-namespaces)\b)|--replicas[= ]0\b|\bdrain\b|\bdelete .*--force\b/,
      valued:
        /^-[nlfoc]$|^--(?:namespace|context|cluster|selector|output|container|kubeconfig|filename|field-selector|tail|since|sort-by|user|as|replicas|type|patch)$/,
      denied: /^--(?:as|token|as-group)\b/,
      secrets: /\b(?:get|describe|edit)\s+(?:[\w,]*,)?secrets?\b|--raw\b.*secrets|config view.*--raw/,
    },
  ],
  [
    'oc',
    {
      reads: list('get|describe|logs|status|whoami|version|projects|project|explain|adm top'),
      changes: list('label|annotate'),
      critical: /\bdelete\b.*\b(?:project|all|--all)\b|--replicas[= ]0\b/,
      valued: /^-[nlfoc]$/,
      secrets: /\bget\s+secrets?\b/,
    },
  ],
  [
    'docker',
    {
      reads: list(
        'ps|images|inspect|logs|stats|top|port|version|info|history|diff|search|events|container ls|container list|container inspect|container logs|container stats|container top|image ls|image list|image inspect|image history|volume ls|volume inspect|network ls|network inspect|compose ps|compose logs|compose config|compose ls|compose images|compose top|compose version|system df|system info|context ls|context show|context inspect|manifest inspect|node ls|service ls|service ps|service logs|stack ls|stack ps|buildx ls|scout cves|scout quickview|plugin ls|secret ls|config ls',
      ),
      changes: list(
        'pull|build|tag|create|start|pause|unpause|rename|network create|volume create|compose build|compose pull|compose up|compose start|image pull|image build|buildx build|wait|login|logout|context use|container start',
      ),
      critical:
        /\bprune\b.*(?:-a\b|--all|--volumes|-af\b)|\b(?:rm|rmi|kill)\b.*\$|--privileged|-v\s+\/:|docker\.sock|\bcompose\s+down\b.*(?:-v\b|--volumes)|swarm leave|\bvolume\s+(?:rm|prune)/,
      valued: /^-[nfHc]$|^--(?:filter|format|tail|since|host|context|file|project-name|type|last)$/,
    },
  ],
  [
    'podman',
    {
      reads: list('ps|images|inspect|logs|stats|top|port|version|info|history|diff|search'),
      changes: list('pull|build|tag|create|start'),
      critical: /\bprune\b.*(?:-a\b|--all|--volumes)|--privileged/,
    },
  ],
  [
    'helm',
    {
      reads: list(
        'list|ls|status|get|get values|get manifest|get notes|get all|get hooks|history|show|show values|show chart|show all|search|search repo|search hub|template|lint|version|env|repo list|dependency list|plugin list|verify',
      ),
      changes: list('repo add|repo update|pull|package|dependency update|dependency build|create'),
      critical: /\b(?:uninstall|delete)\b/,
      valued: /^-[nfo]$|^--(?:namespace|kube-context|values|set|version|output)$/,
      denied: /^--post-renderer/,
      secrets: /\bget\s+(?:values|all)\b/,
    },
  ],
  [
    'terraform',
    {
      reads: list(
        'plan|show|validate|output|version|providers|graph|state list|state show|state pull|workspace list|workspace show|metadata functions|fmt -check|get',
      ),
      changes: list('init|fmt|workspace select|workspace new|refresh'),
      critical: /\bdestroy\b|-auto-approve|\bstate\s+(?:rm|push|mv)\b|\bforce-unlock\b|\bworkspace\s+delete\b|-replace/,
      valued: /^-chdir$/,
      secrets: /\boutput\s.*(?:-(?:json|raw)\b|secret|passw|token|key)|\bstate\s+pull\b/,
    },
  ],
  [
    'tofu',
    {
      reads: list('plan|show|validate|output|version|providers|graph|state list|state show'),
      changes: list('init|fmt'),
      critical: /\bdestroy\b|-auto-approve/,
    },
  ],
  [
    'pulumi',
    {
      reads: list('preview|stack ls|stack output|config get|whoami|version|about|logs'),
      changes: list('stack select'),
      critical: /\bdestroy\b|\bup\b.*(?:-y|--yes)/,
      secrets: /--show-secrets/,
    },
  ],
  [
    'gh',
    {
      reads: list(
        'pr list|pr view|pr diff|pr checks|pr status|issue list|issue view|issue status|repo list|repo view|run list|run view|run watch|release list|release view|search code|search issues|search prs|search repos|search commits|workflow list|workflow view|label list|gist list|gist view|auth status|status|secret list|variable list|cache list|project list|project view|ruleset list|ruleset view|browse|org list|config list|config get|extension list|codespace list|version|help',
      ),
      changes: list(
        'pr create|pr checkout|pr comment|pr edit|pr close|pr reopen|pr ready|issue create|issue comment|issue edit|issue close|issue reopen|label create|repo clone|repo fork|run download|release download|issue pin|pr lock',
      ),
      critical: /\brepo\s+(?:delete|archive)\b|--admin\b/,
      valued: /^-[RLlsaqSBHtb]$|^--(?:repo|limit|state|json|jq|label|author|search|branch|title|body|base|head)$/,
      secrets: /\bauth\s+token\b|auth status.*(?:-t\b|--show-token)/,
    },
  ],
  [
    'glab',
    {
      reads: list(
        'mr list|mr view|mr diff|issue list|issue view|repo view|ci status|ci list|ci view|ci trace|release list',
      ),
      changes: list('mr create|mr note|issue create|issue note|repo clone'),
      critical: /\brepo\s+delete\b/,
    },
  ],
  [
    'npm',
    {
      reads: list(
        'ls|list|ll|la|view|info|show|v|outdated|audit|why|explain|search|ping|whoami|root|prefix|bin|fund|docs|help|query|sbom|pkg get|dist-tag ls|owner ls|access list|cache ls|diff|-v|--version',
      ),
      changes: list(
        'install|i|ci|add|test|t|run|run-script|start|build|init|create|link|rebuild|update|up|dedupe|pack|install-test|prune|cache verify|version|set-script|restart|stop|audit fix|pkg set',
      ),
      critical: /\bunpublish\b|\bowner\s+rm\b|\baccess\s+(?:revoke|set)/,
      denied: /^--(?:script-shell|registry|prefix)\b/,
      secrets: /\bconfig\s+(?:ls|list|get)\b|\btoken\s+list\b/,
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
      critical: /\bunpublish\b/,
      valued: /^(?:-C|-F|--filter|--dir)$/,
      secrets: /\bconfig\s+(?:ls|list|get)\b/,
    },
  ],
  [
    'yarn',
    {
      reads: list(
        'list|info|why|outdated|audit|licenses|versions|workspaces list|workspaces info|-v|--version|npm info',
      ),
      changes: list('install|add|test|run|start|build|lint|init|link|upgrade|up|dedupe|'),
      critical: /\bunpublish\b/,
    },
  ],
  ['bundle', { reads: list('list|show|info|outdated|check|viz'), changes: list('install|update|add|lock') }],
  [
    'gem',
    {
      reads: list('list|search|info|outdated|contents|dependency|environment'),
      changes: list('install|update|build'),
      critical: /\byank\b/,
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
      critical: /\b(?:yank|owner)\b/,
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
  [
    'systemctl',
    {
      reads: list(
        'status|show|cat|is-active|is-enabled|is-failed|is-system-running|list-units|list-unit-files|list-timers|list-dependencies|list-sockets|list-jobs|get-default|show-environment|help|--version|--failed|',
      ),
      changes: list('daemon-reload|reload|start'),
      critical: /\b(?:poweroff|reboot|halt|kexec|rescue|emergency|isolate|suspend|hibernate|mask|disable)\b/,
      valued: /^-[tpHMno]$/,
    },
  ],
  ['service', { reads: list('--status-all'), changes: list('') }],
  ['launchctl', { reads: list('list|print|blame'), changes: list('') }],
  [
    'vercel',
    {
      reads: list('ls|list|inspect|logs|whoami|project ls|domains ls|dns ls|teams ls|env ls|--version'),
      changes: list('link|pull|build|dev'),
      critical: /\b(?:rm|remove)\b|--prod\b/,
      secrets: /\benv pull\b/,
    },
  ],
  [
    'heroku',
    {
      reads: list('apps|ps|logs|releases|info|status|addons|domains|pg:info|pg:ps|whoami|config_'),
      changes: list('login'),
      critical: /destroy|pg:reset|apps:delete/,
      secrets: /\bconfig(?:$|\s|:get)/,
    },
  ],
  [
    'flyctl',
    {
      reads: list('status|logs|apps list|releases|info|version|regions list|secrets list|volumes list|machine list'),
      changes: list('auth login'),
      critical: /\bdestroy\b/,
    },
  ],
  ['stripe', { reads: list('status|version|logs tail|get'), changes: list('listen|login'), byVerb: true }],
  [
    'vault',
    {
      reads: list('status|version|path-help'),
      changes: list('login'),
      critical: /\b(?:seal|destroy|delete|operator|revoke)\b/,
      byVerb: true,
      secrets: /^(?:\S+\s+)?(?:read|get|list|unwrap|print)\b|^kv\s+(?:get|list)\b/,
    },
  ],
  [
    'consul',
    {
      reads: list('members|info|catalog services|catalog nodes|version|monitor|kv get|operator raft list-peers'),
      changes: list('validate'),
    },
  ],
  [
    'nomad',
    {
      reads: list('status|job status|node status|alloc status|alloc logs|version|server members'),
      changes: list('job plan'),
    },
  ],
  [
    'redis-cli',
    {
      reads: list(''),
      changes: list(''),
      byVerb: true,
      critical: /\bflush(?:all|db)\b|\bshutdown\b|config set|\bdebug\b/i,
      valued: /^-[hpnu]$/,
    },
  ],
  ['ansible', { reads: list('--version'), changes: list('') }],
  ['code', { reads: list('--version|--list-extensions'), changes: list('') }],
  [
    'docker-compose',
    {
      reads: list('ps|logs|config|ls|images|top|version|port'),
      changes: list('build|pull|up|start|create'),
      critical: /\bdown\b.*(?:-v\b|--volumes)/,
      valued: /^-[fp]$/,
    },
  ],
  [
    'gpg',
    {
      reads: list('--list-keys|-k|--verify|--version|--fingerprint'),
      changes: list(''),
      secrets: /--list-secret|-K\b|--export-secret|-d\b|--decrypt/,
    },
  ],
  [
    'aws',
    {
      reads: list(
        'dynamodb scan|dynamodb query|s3 ls|configure list|configure list-profiles|logs tail|sts get-caller-identity|--version|help|cloudformation validate-template|s3api head-object|cloudwatch get-metric-data',
      ),
      changes: list(''),
      byVerb: true,
      critical:
        /\bs3\s+(?:rb|rm)\b.*(?:--force|--recursive)|\biam\s+(?:create|attach|put|add|update|delete)-|\bterminate-|\bdelete-(?:db|cluster|stack|bucket|table|vpc|key|volume|user|role)|--skip-final-snapshot|--(?:desired-count|desired-capacity|min-size) 0\b|\bcreate-access-key\b|\bs3\s+sync\b.*--delete/,
      valued: /^--(?:profile|region|output|query|endpoint-url)$/,
      secrets:
        /\bget-secret-value\b|\bbatch-get-secret|--with-decryption|\bget-login-password\b|\bget-(?:session|federation)-token\b|\bget-authorization-token\b|\bget-password-data\b|\bkms\s+decrypt\b|\bconfigure\s+(?:get|export-credentials)|\bget-credentials|\bs3\s+presign\b|\becr get-login|\bget-access-key|\bdecode-authorization|\bget-role-credentials/,
    },
  ],
  [
    'gcloud',
    {
      reads: list('info|version|config list|config get-value|config get|auth list|projects list|help|topic'),
      changes: list('config set|auth login|config configurations activate'),
      byVerb: true,
      critical: /\b(?:delete|add-iam-policy-binding|set-iam-policy|remove-iam-policy-binding|disable)\b/,
      valued: /^--(?:project|zone|region|format|filter|limit|account)$/,
      secrets:
        /\bprint-(?:access|identity)-token\b|\bsecrets\s+versions\s+access\b|\bkeys\s+(?:get|create)\b|\bdescribe-certificate|get-credentials/,
    },
  ],
  [
    'az',
    {
      reads: list('account show|account list|version|find|group list'),
      changes: list('login|account set'),
      byVerb: true,
      critical: /\b(?:delete|purge)\b.*(?:-y\b|--yes)|\brole\s+assignment\s+(?:create|delete)\b|\bgroup\s+delete\b/,
      valued: /^-[gnoso]$|^--(?:resource-group|name|output|query|subscription)$/,
      secrets:
        /\bsecret\s+show\b|\bget-access-token\b|\bkeys?\s+list\b|\blist-keys\b|\bget-credentials\b|\bshow-connection-string|\blist-connection|\bcredential (?:reset|list)/,
    },
  ],
  ['doctl', { reads: list('account get'), changes: list('auth init'), byVerb: true }],
  [
    'gsutil',
    { reads: list('ls|cat|du|stat|version|hash|bucket'), changes: list('mb'), critical: /\brm\b.*-r|\brb\b|allUsers/ },
  ],
  [
    'bq',
    {
      reads: list('ls|show|head|version|info'),
      changes: list('mk'),
      critical: /\brm\b/,
      valued: /^--(?:format|project_id)$/,
    },
  ],
]);
