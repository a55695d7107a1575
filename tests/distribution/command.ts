import { execFile } from 'node:child_process';

/** A program and its arguments. */
export type Command = readonly [program: string, ...args: string[]];

/** How a program ended, and all that it printed. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program as a person's own shell would, not as a part of this test run. */
export async function runToEnd(
  folder: string,
  [program, ...args]: Command,
  environment: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  return await new Promise((resolve, reject) => {
    const options = { cwd: folder, env: { ...ownEnvironment(), ...environment }, maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number' && !error.killed) reject(error);
      else resolve({ code: child.exitCode, stdout, stderr });
    });
    child.stdin?.end();
  });
}

/**
 * Runs a program and gives what it prints.
 *
 * @throws Error with all that it printed, when it fails.
 */
export async function run(folder: string, command: Command): Promise<string> {
  const { code, stdout, stderr } = await runToEnd(folder, command);
  if (code !== 0) throw new Error(`${command.join(' ')} failed.\n${stdout}\n${stderr}`);
  return stdout;
}

/** Without what npm, vitest and the runner of Node tell the programs that they start. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => KEPT.has(name.toLowerCase()) || !/^(npm_|vite|node_|test$|turbo_)/i.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    DO_NOT_TRACK: '1',
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
  };
}

/** Where packages come from, and how to reach it. */
const KEPT: ReadonlySet<string> = new Set([
  'node_extra_ca_certs',
  'npm_config_cache',
  'npm_config_cafile',
  'npm_config_globalconfig',
  'npm_config_https_proxy',
  'npm_config_proxy',
  'npm_config_registry',
  'npm_config_userconfig',
]);
