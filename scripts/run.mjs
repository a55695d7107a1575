// Runs a command of the project from a clean clone with nothing but Node and npm: brings pnpm, installs, builds, runs.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isatty } from 'node:tty';
import { fileURLToPath } from 'node:url';

const stamp = 'node_modules/.attesta-installed';
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const onTerminal = [0, 1, 2].some((descriptor) => isatty(descriptor));
const [command, ...args] = process.argv.slice(2);

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
const { packageManager } = JSON.parse(readFileSync('package.json', 'utf8'));
// Tools that are not what the person started keep quiet about themselves.
const env = {
  ...process.env,
  DO_NOT_TRACK: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  npm_config_update_notifier: 'false',
};
// Started by `npx -p node@24`, it would look for pnpm in that package.
for (const name of ['npm_config_package', 'npm_config_call']) delete env[name];
const pnpm = ['npx', '--yes', '--prefer-offline', packageManager];

const commands = {
  async start() {
    await build('@attesta/quickstart');
    await run([process.execPath, 'examples/quickstart/dist/main.js', ...args]);
  },
  async attesta() {
    await build('@attesta/cli');
    // The key of the quickstart, unless another is named.
    if (!env.ATTESTA_TOTP_KEY) env.ATTESTA_TOTP_KEY_FILE ||= '.attesta/totp.key';
    await run([process.execPath, 'packages/cli/dist/main.js', ...args]);
  },
  test: runTests,
  async 'test:long'() {
    env.ATTESTA_CAMPAIGNS = 'long';
    await runTests();
  },
  async 'test:node'() {
    const [version, ...rest] = args;
    if (!/^\d+(\.\d+){0,2}$/.test(version ?? '')) stop(2, 'Name a version of Node: npm run test:node -- 24 [file ...]');
    await run([
      'npx',
      '--yes',
      '--prefer-offline',
      '-p',
      `node@${version}`,
      'node',
      'scripts/run.mjs',
      'test',
      ...rest,
    ]);
  },
  async check() {
    await build('./packages/*');
    await run([...pnpm, 'exec', 'node', 'scripts/checks.mjs']);
  },
  async bench() {
    await build('@attesta/benchmarks');
    await run([process.execPath, 'benchmarks/dist/main.js', ...args]);
  },
  async risk() {
    env.ATTESTA_RISK_TABLE = '1';
    await run([process.execPath, 'node_modules/vitest/vitest.mjs', 'run', '--project', 'risk', 'table', ...args]);
  },
  async api() {
    await build('./packages/*');
    await run([...pnpm, 'run', '--sequential', '/^check:(api|packages|dependencies)$/', '--update']);
  },
};

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  stop(1, `Attesta needs Node 20.19 or newer; this is ${process.version}.`);
if (!Object.hasOwn(commands, command)) stop(2, `Usage: node scripts/run.mjs ${Object.keys(commands).join('|')}`);
// Another version of Node installs for itself.
if (command !== 'test:node') await install();
await commands[command]();

/** Skipped, without a look at the network, while the lockfile and every manifest are those of the last installation. */
async function install() {
  const folders = ['packages', 'examples', 'tests'].flatMap((parent) =>
    readdirSync(parent).map((name) => join(parent, name)),
  );
  const manifests = ['.', 'benchmarks', ...folders].map((folder) => join(folder, 'package.json')).filter(existsSync);
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests])
    hash.update(file).update(readFileSync(file));
  const now = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;

  await quietly(
    [...pnpm, 'install', '--frozen-lockfile', '--prefer-offline', '--config.confirmModulesPurge=false'],
    'Installing dependencies from the lockfile (up to a minute the first time) ...',
    'Could not install. Is the package registry reachable? If a package.json was changed, install with pnpm first.',
  );
  writeFileSync(stamp, now);
}

function build(filter) {
  return quietly(
    [...pnpm, 'exec', 'turbo', 'run', 'build', `--filter=${filter}...`, '--output-logs=errors-only'],
    'Building (cached the next time) ...',
    'The build failed: fix the errors above, then run the command again.',
  );
}

/** Runs a step that nobody needs to watch: its output is shown only when it fails. */
async function quietly(step, doing, advice) {
  console.error(doing);
  const output = [];
  const code = await child(step, ['ignore', 'pipe', 'pipe'], output);
  if (code === 0) return;
  process.stderr.write(Buffer.concat(output));
  stop(code, advice);
}

/**
 * Runs the tests and prints their number on the last line. The exit code of the runner alone does not decide: a library that a
 * test loads could change it. Without a report, with a failure or without a test that passed the command fails.
 */
async function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'attesta-count-'));
  env.ATTESTA_TEST_COUNT = join(folder, 'count.json');
  const reporters = args.some((arg) => arg.startsWith('--reporter')) ? [] : ['--reporter=default'];
  reporters.push('--reporter=./scripts/count-reporter.ts');
  const code = await child(
    [process.execPath, 'node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args],
    'inherit',
  );
  const {
    passed = 0,
    failed = 0,
    skipped = 0,
    pending = 0,
  } = existsSync(env.ATTESTA_TEST_COUNT) ? JSON.parse(readFileSync(env.ATTESTA_TEST_COUNT, 'utf8')) : {};
  rmSync(folder, { recursive: true });
  const isSound = code === 0 && failed === 0 && passed > 0;
  if (skipped + pending > 0) console.log(`${skipped + pending} skipped, each for the reason in its name`);
  console.log(`${passed} passed, ${isSound ? 0 : Math.max(failed, 1)} failed`);
  process.exit(isSound ? 0 : code || 1);
}

/** Runs the last step on this terminal and ends with its exit code. */
async function run(step) {
  process.exit(await child(step, 'inherit'));
}

function child([file, ...rest], stdio, output) {
  return new Promise((resolve) => {
    const started = spawn(file, rest, { stdio, env, shell: process.platform === 'win32' && file === 'npx' });
    for (const stream of [started.stdout, started.stderr]) stream?.on('data', (chunk) => output.push(chunk));
    // A terminal gives Ctrl-C to the child as well: passing it on would be the second.
    const forward = (signal) => {
      if (signal !== 'SIGINT' || !onTerminal) started.kill(signal);
    };
    for (const name of signals) process.on(name, forward);
    started.on('error', (error) => stop(1, `Could not run ${file}: ${error.message}`));
    started.on('close', (code, signal) => {
      for (const name of signals) process.off(name, forward);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

function stop(code, message) {
  console.error(message);
  process.exit(code);
}
