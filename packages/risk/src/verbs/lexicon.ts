/**
 * What a verb does to the world.
 *
 * - `read`: looks only. - `change`: changes what can be changed back. - `act`: reaches other people or running systems.
 * - `run`: does what its arguments say. - `grave`: destroys, pays, gives rights away or takes a protection off.
 */
export type VerbKind = 'read' | 'change' | 'act' | 'run' | 'grave';

/**
 * English verbs of tool and operation names, by kind. A word with `~` is a noun as well, and counts as a verb only in a name
 * without another.
 *
 * Collected from the operations of the APIs of AWS, Kubernetes, GitHub, Slack, Stripe and Google, the approved verbs of
 * PowerShell, the commands of Redis, MongoDB and git, and the tools of public MCP servers; each kind was decided by hand, and
 * the graver one where a verb has two uses. Reviewed by the tests in `test/lexicon.test.ts`.
 */
export const LEXICON: Readonly<Record<VerbKind, string>> = {
  read: `
    get fetch read retrieve find list search query show describe view display lookup inspect examine explain browse
    count check validate compare diff preview summarize summarise analyze analyse estimate calculate calc compute
    predict detect classify recognize recognise identify parse tokenize translate ls cat grep rg glob stat ping
    traceroute whois whoami dig nslookup peek poll observe enumerate lint typecheck think reason ask wait sleep echo
    noop reflect help crawl scrape suggest recommend match measure exists has is can contains includes locate
    discover screenshot listen introspect research investigate diagnose assess interpret transcribe ocr geocode
    autocomplete simulate hash encode decode render extract aggregate mget hget hgetall hmget hkeys hvals hlen hexists
    lrange llen lindex smembers sismember scard zrange zrevrange zcard zscore strlen ttl pttl dbsize xrange xlen
    getrange exist websearch webfetch todoread toolsearch readfile listfiles sequentialthinking lookups distinct tally
    cite learn contrast infer deduce visualize visualise determine filter sample tail head watch~ monitor~
    lpos zrangebyscore zrevrank zrank hscan sscan zscan pfcount bitcount getbit geodist xread xinfo dryrun
  `,
  change: `
    recall create add update edit modify change set put patch insert append prepend write save store attach associate assign
    unassign tag~ untag label~ unlabel annotate comment~ rename copy cp duplicate clone fork~ star~ unstar follow
    unfollow like~ unlike react pin~ unpin bookmark~ favorite~ favourite~ archive~ unarchive restore undelete unremove
    undrop recover close reopen open complete start resume snooze mark unmark flag~ unflag mute unmute hide unhide lock~
    subscribe unsubscribe register enroll enrol join leave track~ log~ record~ cache~ draft~ prepare generate build~
    compile checkout switch~ select stage~ unstage stash~ init initialize initialise setup link~ connect disconnect
    convert transform normalize normalise format~ sort~ reorder arrange resize crop draw type~ click~ press hover scroll
    navigate drag fill input~ choose pick toggle increment decrement bump extend expand shrink adjust tune allocate
    enqueue queue~ dequeue propose request~ claim~ acknowledge ack dismiss reject decline accept vote~ rate~ enable
    activate mkdir touch make new define declare provision issue~ login logout signup signin signout authenticate verify
    resolve scan~ download export load dump backup~ snapshot~ index~ reindex refresh reload warm rerender respond
    answer~ capture take hold~ bring note~ report~ test~ refactor rewrite embed ingest train fit finetune upsert
    assignees todowrite notebookedit multiedit autofix fix~ repair~ split~ combine concatenate compress decompress zip~
    unzip tar~ untar unpack pack~ seek rewind goto back~ zoom~ focus~ blur maximize minimize minimise maximise upvote
    downvote rank~ score~ categorize categorise group~ ungroup nest sketch~ compose design~ plan~ map~ bind unbind mount
    clip~ paste cut~ hset hmset lpush rpush sadd zadd mset setex incr decr incrby decrby expire~ xadd persist stow sow
    plant tie remember memorize memorise reschedule postpone defer delay~ book~ reserve~ nudge delegate triage
    transition~ advance~ progress~ punch flip unfreeze freeze thaw cordon uncordon taint~ untaint alias~ unalias proxy~
    redirect~ route~ hibernate wake prime populate seed~ mock~ stub~ scaffold bootstrap instantiate construct assemble
    integrate adopt inherit fulfil fulfill unlist relist accrue auth~
  `,
  act: `
    send email~ mail~ message~ notify publish republish post~ repost tweet~ retweet announce broadcast~ share~ reply
    forward dispatch~ deliver submit resubmit merge~ deploy~ redeploy undeploy release~ ship push~ promote demote
    rollback rollout migrate move mv relocate overwrite replace upload import sync~ synchronize synchronise schedule~
    trigger~ restart reboot bounce stop scale~ autoscale install upgrade downgrade configure reconfigure apply commit~
    rebase reset revert swap~ failover dial phone~ sms~ page~ alert~ fax print~ order~ approve invite sign~ rotate
    block~ unblock throttle cancel abort requeue replay rerun retry~ resend recreate rebuild reprocess reprovision
    unpublish launch spawn fire emit inject exfiltrate leak pull~ clear evict invalidate squash amend cherrypick checkin
    finalize finalise confirm lease~ substitute drain preempt pop lpop rpop spop restack settle kick boot~ crash~
    handover offboard onboard delist syndicate distribute disseminate circulate blast~ campaign~ livestream crosspost
    webhook~ callback~ interrupt preconfigure commission transmit telegram~ fling spam~ plugin~ flash~ unschedule
    quarantine isolate notarize attest certify ratify endorse countersign sue lodge negotiate bid~ auction~ bgsave
    bgrewriteaof eject remount fuse repartition reformat hotfix~ cutover switchover tunnel~ portforward fileupload
    movefile sendmail pause
  `,
  run: `
    run~ exec execute eval evaluate invoke call~ perform do use manage handle control~ operate command~ commands~ cmd~
    shell~ bash~ zsh~ sh~ powershell~ pwsh~ terminal~ cli~ script~ sql~ interact~ interpreter~ repl~ administer
    orchestrate macro~ subprocess~ runner~
  `,
  grave: `
    delete del remove rm rmdir drop truncate destroy erase wipe purge shred nuke obliterate annihilate kill terminate
    shutdown halt decommission deprovision dismantle teardown uninstall unregister deregister flush flushall flushdb
    empty trash discard expunge prune unlink hdel lrem srem zrem xdel void refund~ pay repay prepay charge~ bill~
    invoice~ transfer~ wire~ remit withdraw deposit~ payout disburse donate reimburse buy purchase~ sell trade~ invest
    stake~ redeem spend tip~ credit~ debit~ grant~ revoke authorize authorise deauthorize permit allow disable
    deactivate suspend ban unlock unprotect decrypt impersonate assume mint elevate escalate sudo chmod chown detach
    disassociate disown reimage forget forcepush mkfs fdisk dd burn~ expel eliminate exterminate extinguish neutralize
    neutralise scrub reap cull raze demolish demolition~ detonate zeroize zeroise zap anonymize anonymise deletion~
    removal~ destruction~ termination~ revocation~ truncation~ erasure~ cancellation~ payment~ withdrawal~ disbursement~
    reimbursement~ uninstallation~ deactivation~ suspension~ offboarding~ purchaseorder~ annul nullify rescind repudiate
    liquidate bankrupt foreclose seize confiscate forfeit unenroll disenroll unsecure exempt waive overrule bypass
    override detonation~ rmtree dropdb dropuser userdel groupdel deluser openport publicize publicise killall pkill
    taskkill poweroff devastate break corrupt poison deface sabotage wreck yank deprecate sunset retire
  `,
};

/** Two words that are one verb or one noun; the right side is what they are read as. */
export const PHRASES: Readonly<Record<string, string>> = {
  'pull request': 'pullrequest',
  'pull requests': 'pullrequests',
  'merge request': 'pullrequest',
  'merge requests': 'pullrequests',
  'drop off': 'dropoff',
  'set up': 'setup',
  'log in': 'login',
  'log out': 'logout',
  'sign in': 'signin',
  'sign out': 'signout',
  'sign up': 'signup',
  'check in': 'checkin',
  'check out': 'checkout',
  'roll back': 'rollback',
  'roll out': 'rollout',
  'shut down': 'shutdown',
  'power off': 'poweroff',
  'turn off': 'disable',
  'turn on': 'enable',
  'switch off': 'disable',
  'opt out': 'unsubscribe',
  'look up': 'lookup',
  'back up': 'backup',
  'tear down': 'teardown',
  'clean up': 'prune',
  'scale down': 'scale',
  'rid of': 'delete',
  'take over': 'impersonate',
  'pay out': 'payout',
  'cash out': 'payout',
  'cherry pick': 'cherrypick',
  'read only': 'readonly',
  'wire frame': 'wireframe',
  'opt in': 'subscribe',
  'fail over': 'failover',
  'hand over': 'handover',
  'force push': 'forcepush',
  'zero out': 'wipe',
  'blow away': 'delete',
  'throw away': 'delete',
  'make public': 'publicize',
  'go live': 'publish',
  'cut over': 'cutover',
  'switch over': 'switchover',
  'write off': 'void',
  'charge back': 'refund',
  'call back': 'callback',
  'kick off': 'trigger',
  'sign off': 'approve',
  'port forward': 'portforward',
  'file upload': 'fileupload',
  'browser snapshot': 'screenshot',
  'page snapshot': 'screenshot',
  'accessibility snapshot': 'screenshot',
  'console messages': 'consolelog',
  'network requests': 'networklog',
};
