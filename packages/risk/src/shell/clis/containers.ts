import { type CliRule, list } from '../cli-rule.js';

/** Containers and what runs them. */
export const CONTAINERS: readonly (readonly [program: string, rule: CliRule])[] = [
  [
    'kubectl',
    {
      reads: list(
        'get|describe|logs|top|explain|version|api-resources|api-versions|cluster-info|diff|events|auth can-i|auth whoami|config view|config get-contexts|config current-context|config get-clusters|rollout status|rollout history|wait|completion|options|plugin list',
      ),
      changes: list(
        'label|annotate|cordon|uncordon|config use-context|config set-context|port-forward|create|expose|autoscale',
      ),
      critical: [
        /\bcreate\s+(?:(?:cluster)?role(?:binding)?|token|serviceaccount|sa)\b/,
        [
          /\bdelete\b/,
          /\s(?:ns|namespaces?|nodes?|pvc?|crds?|clusterroles?|clusterrolebindings?|all|-A)\b|\s--(?:all|force)\b/,
        ],
        /--replicas[= ]0\b/,
        /\bdrain\b/,
      ],
      valued:
        /^-[nlfoc]$|^--(?:namespace|context|cluster|selector|output|container|kubeconfig|filename|field-selector|tail|since|sort-by|user|as|replicas|type|patch)$/,
      denied: /^--(?:as|token|as-group)\b/,
      secrets: [
        [/(?<!can-i )\b(?:get|describe|edit)\s/, /[\s,]secrets?(?:[\s,/]|$)/],
        [/--raw\b/, /secrets|config view/],
      ],
    },
  ],
  [
    'oc',
    {
      reads: list('get|describe|logs|status|whoami|version|projects|project|explain|adm top'),
      changes: list('label|annotate'),
      critical: [[/\bdelete\b/, /\b(?:project|all)\b/], /--replicas[= ]0\b/],
      valued: /^-[nlfoc]$/,
      secrets: [/\bget\s+secrets?\b/, [/\bwhoami\b/, /\s(?:-t|--show-token)\b/]],
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
      critical: [
        [/\bprune\b/, /-af?\b|--all|--volumes/],
        [/\b(?:rm|rmi|kill)\b/, /\$/],
        /--privileged|docker\.sock|swarm leave/,
        /-v\s+\/:/,
        [/\bcompose\s+down\b/, /-v\b|--volumes/],
        /\bvolume\s+(?:rm|prune)/,
      ],
      valued: /^-[nfHc]$|^--(?:filter|format|tail|since|host|context|file|project-name|type|last)$/,
    },
  ],
  [
    'podman',
    {
      reads: list('ps|images|inspect|logs|stats|top|port|version|info|history|diff|search'),
      changes: list('pull|build|tag|create|start'),
      critical: [[/\bprune\b/, /-a\b|--all|--volumes/], /--privileged/],
    },
  ],
  [
    'docker-compose',
    {
      reads: list('ps|logs|config|ls|images|top|version|port'),
      changes: list('build|pull|up|start|create'),
      critical: [[/\bdown\b/, /-v\b|--volumes/]],
      valued: /^-[fp]$/,
    },
  ],
  [
    'helm',
    {
      reads: list(
        'list|ls|status|get|get values|get manifest|get notes|get all|get hooks|history|show|show values|show chart|show all|search|search repo|search hub|template|lint|version|env|repo list|dependency list|plugin list|verify',
      ),
      changes: list('repo add|repo update|pull|package|dependency update|dependency build|create'),
      critical: [/\b(?:uninstall|delete)\b/],
      valued: /^-[nfo]$|^--(?:namespace|kube-context|values|set|version|output)$/,
      denied: /^--post-renderer/,
      secrets: [/\bget\s+(?:values|all)\b/],
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
    'consul',
    {
      reads: list('members|info|catalog services|catalog nodes|version|monitor|kv get|operator raft list-peers'),
      changes: list('validate'),
      secrets: [/\bkv\s+(?:get|export)\b/],
    },
  ],
];
