/** A set of the words in a string. */
function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

/** Ends a name that has no verb and reads: `git_status`, `directory_tree`, `conversations_history`. */
export const READ_NOUNS: ReadonlySet<string> = words(`
  status state statuses history log logs info information detail details diff diffs stats statistics metrics metric summary
  overview count counts schema schemas structure content contents version versions health healthcheck usage docs documentation
  help manifest tree results result catalog catalogue directory listing whoami weather forecast time date definition
  definitions references diagnostics consolelog networklog changelog blame traffic trends leaderboard timeline
  breakdown hierarchy lineage dependencies insights analytics ancestors children siblings neighbors availability balance
  balances price prices pricing rates quote quotes calendar events activity activities metadata reflog topology capabilities
  ps images coverage inspection profile outline symbols`);

/** Reading verbs that are nouns as well, so that a later verb may be the one that counts: `list_remove`, `monitor_delete`. */
export const NOUNISH_READS: ReadonlySet<string> = words(`
  list view query search monitor watch check filter count sample trace preview lookup index head tail display help show
  screenshot match measure estimate glob hash echo`);

/** Verbs that no noun is spelled like, so that they count even at the end of a name that reads. */
export const NEVER_NOUNS: ReadonlySet<string> = words(`
  delete remove destroy erase wipe purge truncate revoke terminate uninstall overwrite replace execute exec write
  insert append modify unlink send publish create apply disable deactivate enable activate authorize reject approve
  submit cancel edit upsert rename move prune restart reboot invoke`);

/** Joins two operations in one name: `get_or_create`, `find_and_modify`. */
export const CONJUNCTIONS: ReadonlySet<string> = words('and or then n plus also');

/** Verbs that read when they have one of these objects. */
export const READS_WITH: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'resolve',
    words('library id ids dns host hostname domain name names url uri path ref symbol address ip handle type version'),
  ],
  [
    'verify',
    words(
      'signature checksum hash integrity backup connection config configuration status availability text element visible',
    ),
  ],
  ['take', words('screenshot screenshots snapshot')],
  ['capture', words('screenshot screenshots snapshot screen')],
  [
    'convert',
    words('time timezone timezones date currency currencies unit units temperature markdown html color colour'),
  ],
  ['open', words('nodes')],
  ['generate', words('diff summary locator')],
  ['test', words('connection connectivity permission permissions')],
  [
    'scan',
    words('table items keys text document documents page nodes code file files directory image barcode receipt qr'),
  ],
  ['download', words('logs log')],
  ['do', words('nothing')],
]);

/** Programs that take a command line: a name made of them alone runs it. */
export const PROGRAMS: ReadonlySet<string> = words(`
  git docker kubectl aws gcloud az helm terraform gh npm psql mysql sqlite http curl graphql python javascript api ssh mcp
  podman ansible node redis mongo mongosh duckdb bq gsutil heroku vercel stripe doctl flyctl`);

/** Objects that run when they are started, opened or sent to. */
export const RUN_OBJECTS: ReadonlySet<string> = words(
  'process command commands script shell terminal bash powershell code snippet',
);
/** Ends the name of a tool that takes its operation as an argument: `str_replace_editor`. */
export const DISPATCHERS: ReadonlySet<string> = words('tool editor manager');
export const RUN_VERBS: ReadonlySet<string> = words(
  'start launch spawn send submit queue issue make create open write input dispatch trigger',
);

/** What is run to read: `run_report`, `execute_query`. */
export const RUN_READS: ReadonlySet<string> = words(
  'query queries search report reports lookup scan check checks analysis audit lint linter typecheck benchmark diagnostics aggregation promql gaql dax soql jql cypher kql sparql flux nrql select',
);

/** Words that are rather verbs than nouns, so that a name that begins with one acts: `deploy_metadata`. */
export const VERBS_FIRST: ReadonlySet<string> = words(
  'deploy push sync ship merge broadcast dispatch schedule trigger swap scale',
);

/** Words of a tool that sends any request: `make_api_request`. */
export const API_WORDS: ReadonlySet<string> = words('api http https rest graphql endpoint fetch rpc url raw');

/** Ends the name of what is looked up of an operation: `deploy_status`. */
export const REPORT_NOUNS: ReadonlySet<string> = words(`
  status statuses history log logs info information detail details stats statistics metrics metric summary overview count health
  usage`);

/** Objects that make a change graver, and how the change is called then. */
export const OBJECTS: readonly {
  readonly kind: 'act' | 'grave';
  readonly what: string;
  /** The verbs that it takes; every verb that changes unless given. */
  readonly verbs?: ReadonlySet<string>;
  readonly nouns: ReadonlySet<string>;
}[] = [
  {
    kind: 'grave',
    what: 'changes rights, credentials or a protection',
    nouns: words(`
      permission permissions policy policies role roles acl acls grant grants access member members membership memberships
      collaborator collaborators admin admins owner owners ownership key keys apikey credential credentials secret secrets token
      tokens password passwords passwd mfa sso saml firewall iam user users certificate certificates cert webhook webhooks
      hook hooks protection ruleset rulesets rule rules dns domain domains nameserver nameservers visibility scopes oauth
      quota retention encryption security sudoers authorization auth passkey vpn trust whitelist allowlist blocklist public`),
  },
  {
    kind: 'grave',
    what: 'moves money',
    nouns: words(`
      payment payments payout payouts refund refunds transfer transfers charge charges withdrawal withdrawals purchase purchases
      position positions holdings stake wire disbursement deposit trade trades balance credit credits paymentintent`),
  },
  {
    kind: 'grave',
    what: 'takes something away',
    nouns: words('deletion removal destruction termination revocation erasure deactivation offboarding'),
  },
  {
    kind: 'act',
    what: 'overwrites files',
    verbs: words(`
      write edit multiedit notebookedit update modify patch save append put rewrite insert upsert change set restore copy
      rename refactor touch`),
    nouns: words('file files filesystem block disk volume content contents notebook filetext'),
  },
  {
    kind: 'act',
    what: 'overwrites data',
    verbs: words('restore recover load rewind'),
    nouns: words('snapshot snapshots backup backups database db table cluster'),
  },
  {
    kind: 'act',
    what: 'moves what is in a room',
    verbs: words('open close start set'),
    nouns: words('door doors gate gates garage valve oven vehicle car'),
  },
  {
    kind: 'act',
    what: 'changes configuration',
    nouns: words(`
      config configs configuration configurations setting settings env envs environment environments variable variables flag
      flags featureflag preference preferences quota limits infrastructure cluster clusters production prod schema schemas`),
  },
  {
    kind: 'act',
    what: 'starts something',
    nouns: words(`
      job jobs workflow workflows pipeline pipelines run runs execution executions deployment deployments release releases
      invocation campaign campaigns rollout migration migrations cron schedule schedules command commands trigger triggers order
      orders`),
  },
  {
    kind: 'act',
    what: 'reaches other people',
    verbs: words('add create write make new compose respond answer set put insert generate complete accept'),
    nouns: words(`
      message messages email emails mail sms tweet tweets dm dms post posts announcement announcements newsletter broadcast
      invite invites invitation invitations notification notifications reply replies tweet story`),
  },
];

/** What can be taken away and put back without loss. */
export const LIGHT_OBJECTS: ReadonlySet<string> = words(`
  reaction reactions label labels tag tags emoji emojis star stars like likes bookmark bookmarks favorite favorites pin pins vote
  assignee assignees reminder reminders watcher watchers follower bookmark cart`);

/** Takes the whole: `delete_all_users`. */
export const SCOPE_WORDS: ReadonlySet<string> = words('all everything entire whole everyone every complete total');

/** Says that it cannot be undone. */
export const FINAL_WORDS: ReadonlySet<string> = words(`
  permanent permanently forever irreversible irreversibly irrevocable irrevocably hard final unrecoverable nuke obliterate
  annihilate shred zeroize forcepush`);
