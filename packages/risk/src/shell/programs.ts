import { type Evidence, evidence } from '../evidence.js';

/** Flags with which a program that else reads does more. Tested on each argument. */
export interface ReadRule {
  readonly denied?: RegExp;
  /** Most operands (arguments that are no flags) with which it still reads. */
  readonly operands?: number;
}

function words(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}

/** Programs that only read, whatever their flags. */
const ALWAYS = words(`
  ls ll la dir vdir cat tac nl wc cut tr rev fold expand unexpand paste join comm cmp diff diff3 sdiff colordiff head
  tail grep egrep fgrep zgrep zcat bzcat xzcat zless zmore strings od hexdump hd stat du df pwd echo printf true
  false : test [ [[ basename dirname realpath readlink seq yes expr factor numfmt sum cksum md5sum sha1sum sha224sum
  sha256sum sha384sum sha512sum b2sum md5 shasum whoami id groups users who w last lastlog uptime uname arch nproc
  lscpu lsblk lsusb lspci lsmod lsof free vmstat iostat mpstat pgrep pidof pstree top htop atop getconf locale tty
  cal ncal which whereis type exa eza lsd column look tsort ptx uniq_ sleep wait exit return break continue popd dirs
  let local declare typeset readonly shift unset umask_ ulimit_ jobs bg_ fg_ times getopts netstat nslookup dig host
  whatis apropos findmnt blkid_ ping ping6 traceroute tracepath mtr file_ wc base32 base64 basenc xxd_ zipinfo unrar_
  nm objdump readelf size sha3sum b3sum iconv_ dos2unix_ msgcat envsubst sensors acpi lshw hwinfo tput clear reset_
  logname hostid printenv_ timedatectl_ loginctl_ lsns lsattr getfacl getcap getfattr namei pathchk shellcheck
  hadolint yamllint pyflakes dircolors vulture semgrep_ trivy_ get-childitem get-content get-item get-process
  get-service get-location get-command get-help get-date get-host test-path select-string select-object where-object
  sort-object measure-object format-table format-list gci gc gps gsv resolve-path compare-object get-itemproperty
  get-filehash get-eventlog get-winevent get-netipaddress get-acl tasklist systeminfo ver findstr where show
  lsb_release sw_vers system_profiler mdfind mdls lvs vgs pvs ntpq dpkg-query pg_isready depcheck csvcut csvstat
  csvlook shopt sensors inxi neofetch fastfetch lsipc lsmem vm_stat more_ ipconfig_ tracert pathping driverquery`).filter(
  (word) => !word.endsWith('_'),
);

/** Programs that read but for some flags. Each pattern is tested on the whole argument; a GNU option may be cut short. */
const UNLESS: readonly (readonly [names: string, rule: ReadRule])[] = [
  ['sort', { denied: /^(?:-[a-zA-Z]*[oT]|--o|--comp|--f(?!ield)|--te)/ }],
  ['uniq', { operands: 1 }],
  ['tree', { denied: /^(?:-[a-zA-Z]*[oR]|--o)/ }],
  ['bat batcat', { denied: /^(?:--pager|--paging=a|cache$|--diff-external)/ }],
  ['ag ack', { denied: /^--(?:pager|output|ackrc|env)/ }],
  ['sar', { denied: /^-[a-zA-Z]*o/ }],
  ['dmidecode', { denied: /^--(?:du|fr)/ }],
  ['xmllint', { denied: /^(?:-o|--o|--sh|--c14n-o)/ }],
  ['cloc scc tokei', { denied: /^(?:-o|--(?:out|report|extract|config|format-multi|sql|write|save|read-lang))/ }],
  [
    'pylint flake8 mypy bandit radon vulture pip-audit pnpm-audit jsonlint tflint pyright',
    {
      denied:
        /^(?:-[a-zA-Z]*[oOiW]$|--(?:out|init|load|rc|fix|html|xml|any|cob|lin|txt|jun|install|create|write|in-place|in$|config|append|chdir|plugin))/,
    },
  ],
  ['date', { denied: /^(?:-s|--s|-f|--f|\d{8,12}(?:\.\d\d)?$)/ }],
  ['hostname domainname', { denied: /^(?:-[a-zA-Z]*[FbF]|--file|--boot)/, operands: 0 }],
  ['file', { denied: /^(?:-[a-zA-Z]*[Cf]|--c|--files)/ }],
  ['less more most man info', { denied: /^(?:\+|-[a-zA-Z]*[oOkPHC]|--(?:lo|p|ht|le|g|c))/i }],
  ['rg', { denied: /^(?:--pre|--hostname-bin)/ }],
  ['fd fdfind', { denied: /^(?:-[a-wyzA-WYZ]*[xX]|--exec)/ }],
  ['xxd', { denied: /^-[a-z]*r/, operands: 1 }],
  ['shuf', { denied: /^(?:-[a-z]*o|--o)/ }],
  ['pr fmt', { denied: /^-[a-z]*o/ }],
  ['ifconfig iwconfig route arp', { operands: 1, denied: /^-[a-zA-Z]*[ds]/ }],
  ['ss', { denied: /^(?:-[a-zA-Z]*[KFD]|--k|--di|--fi)/ }],
  ['dmesg', { denied: /^(?:-[a-zA-Z]*[CcDEnH]|--c|--con|--hu)/ }],
  ['journalctl', { denied: /^--(?:va|rot|fl|sy|rel|sm|se|up|fo|cursor-f)/ }],
  ['sysctl', { denied: /^(?:-[a-zA-Z]*[wp]|--w|--l|--p|--sys)|=/ }],
  ['mount umask ulimit alias', { operands: 0 }],
  ['crontab', { denied: /^(?:-[a-zA-Z]*[rei])/, operands: 0 }],
  [
    'openssl',
    {
      denied:
        /^(?!(?:version|x509|verify|ciphers|dgst|sha256|-(?:in|noout|text|subject|issuer|dates|enddate|startdate|fingerprint|serial|sha256|v|CAfile|a|checkend|modulus|pubkey)|[\w./-]+)$)|^(?:enc|rsa|pkcs12|req|genrsa|genpkey|s_server|pkey|ca|rand|-out|-sign|-engine)$/,
    },
  ],
  ['lsattr locate mlocate plocate', { denied: /^--(?:update)/ }],
  ['iconv', { denied: /^(?:-o|--o)/ }],
  ['tcpdump', { denied: /^(?:-[a-z]*[wzZ]|--)/ }],
  ['whois', { denied: /^(?:-[a-z]*[hp]|--host|--port)/ }],
  ['unzip', { denied: /^(?!-[a-z]*[lvtZ]|[^-])/ }],
  ['zip', { denied: /^(?!-sf$)/ }],
  ['ldd', { operands: 1 }],
  ['semgrep trivy', { denied: /^(?:--autofix|--config=http|-o|--output|plugin|server)/ }],
  [
    'timedatectl hostnamectl localectl loginctl',
    { denied: /^(?:set|enable|disable|kill|terminate|lock|unlock|attach|flush)/ },
  ],
  ['tsc', { denied: /^(?!--noEmit$|--version$|-v$|-p$|--project$|[\w./-]+\.json$)/ }],
  [
    'eslint biome prettier ruff stylelint rubocop golangci-lint black isort',
    {
      denied:
        /^(?:--fix|--write|-w$|--apply|-[aA]$|--auto|format|--output|-o$|migrate|init|check --fix|--rulesdir|--config|-c$)/,
    },
  ],
  ['nft', { denied: /^(?!(?:list|ruleset|tables|chains|table|chain|-a|-n|-j)$)/ }],
  ['firewall-cmd', { denied: /^(?!--(?:list|get|state|query|info|zone))/ }],
  ['swapon', { denied: /^(?!--show|-s$)/ }],
  ['zfs zpool', { denied: /^(?!(?:list|status|get|iostat|history|-[a-zA-Z]+)$)/ }],
  ['nginx apachectl haproxy', { denied: /^(?!-[tTvVqc]$|configtest$|-S$|[\w./-]+\.(?:conf|cfg)$)/ }],
  ['rabbitmqctl', { denied: /^(?!(?:list_\w+|status|cluster_status|report|environment|ping|-[a-zA-Z]+)$)/ }],
  ['defaults', { denied: /^(?:write|delete|rename|import)$/ }],
  ['diskutil', { denied: /^(?!(?:list|info|activity)$|\/dev)/ }],
  ['resolvectl', { denied: /^(?:flush|reset|dns|domain|revert)/ }],
  ['flutter dart', { denied: /^(?!(?:doctor|devices|analyze|--version|-v)$)/ }],
  ['minikube kind k3d', { denied: /^(?!(?:status|get|list|version|clusters|nodes|ip|profile|cluster)$|-)/ }],
  ['mysqladmin', { denied: /^(?!(?:status|ping|processlist|version|variables|extended-status|-.*)$)/ }],
  ['nvm rustup rbenv pyenv', { denied: /^(?!(?:ls|list|current|version|versions|show|which|--version|ls-remote)$)/ }],
];

/** The programs of the allow-list that read whatever their arguments. */
export const ALWAYS_READING: ReadonlySet<string> = new Set(ALWAYS);

/** The programs of the allow-list, with what keeps them there. */
export const READING_PROGRAMS: ReadonlyMap<string, ReadRule> = new Map([
  ...ALWAYS.map((name): [string, ReadRule] => [name, {}]),
  ...UNLESS.flatMap(([names, rule]) => words(names).map((name): [string, ReadRule] => [name, rule])),
]);

/** Programs whose level is known. What is on no list at all runs something unknown: high. */
export const KNOWN_PROGRAMS: ReadonlyMap<string, Evidence> = new Map([
  ...known(
    'medium',
    'changes something small',
    'mkdir touch ln mkfifo mktemp patch tee_ gzip gunzip bzip2 bunzip2 xz unxz zstd unrar 7z split csplit iconv dos2unix unix2dos ctags',
  ),
  ...known(
    'medium',
    'builds or tests',
    'make cmake ninja gradle gradlew mvn ant bazel jest vitest mocha pytest tox nox rspec phpunit ctest playwright cypress esbuild webpack vite rollup tsup gcc g++ clang cc rustc javac ava karma',
  ),
  ...known('medium', 'shows secrets', 'env printenv set history klist'),
  ...known(
    'high',
    'moves or overwrites files',
    'mv cp install tee rsync scp sftp rename truncate mount umount ed ex vi vim nvim nano emacs pico code sponge',
  ),
  ...known(
    'high',
    'changes rights or accounts',
    'chmod chown chgrp chattr setfacl passwd chpasswd useradd usermod groupadd gpasswd adduser visudo chsh setcap su newgrp htpasswd ssh-keygen ssh-copy-id ssh-add',
  ),
  ...known('high', 'removes', 'rm rmdir unlink srm del erase rd remove-item clear-content ri'),
  ...known('high', 'stops processes or services', 'kill pkill killall xkill skill taskkill stop-process'),
  ...known(
    'high',
    'reaches other machines',
    'nc ncat netcat socat telnet ftp lftp tftp mail mailx sendmail mutt msmtp ssh autossh sshpass',
  ),
  ...known(
    'high',
    'runs code',
    'python python2 python3 node deno bun ruby perl php lua tclsh osascript java dotnet swift Rscript ghci irb ipython gdb lldb strace ltrace script expect source . eval exec at batch crontab invoke-expression iex start-process powershell pwsh cmd npx bunx uvx pipx ts-node tsx',
  ),
  ...known(
    'critical',
    'destroys data or stops the machine',
    'dd mkfs wipefs shred fdisk sfdisk parted gdisk mkswap blkdiscard badblocks shutdown reboot halt poweroff init telinit userdel groupdel deluser dropdb dropuser format diskpart lvremove vgremove pvremove cryptsetup debugfs hdparm zpool format-volume clear-disk stop-computer restart-computer rmtree',
  ),
  ...known('critical', 'opens or closes the network', 'iptables ip6tables nft ufw firewall-cmd setenforce tc'),
]);

function known(level: Evidence['level'], what: string, names: string): readonly (readonly [string, Evidence])[] {
  return words(names).map((name) => [name.toLowerCase(), evidence('command', level, `"${name}" ${what}`)]);
}

/** Shells, which run a string behind `-c`, or what is piped into them. */
export const SHELLS: ReadonlySet<string> = new Set('sh bash zsh dash ksh ash fish rbash csh tcsh'.split(' '));
/** Interpreters, which run code that is not looked into. */
export const INTERPRETERS: RegExp =
  /^(?:python[\d.]*|node|nodejs|deno|bun|ruby|perl|php|lua|tclsh|osascript|Rscript|powershell|pwsh)$/i;
