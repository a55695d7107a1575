import { CommanderError } from 'commander';
import { ExitCode } from './command-error.js';
import { asciiJson } from './io/ascii-json.js';
import { Printer } from './io/printer.js';
import type { Surroundings } from './io/program-io.js';
import { programFor } from './program.js';
import { failureOf, type Report } from './report.js';

/**
 * Runs the program once, with the arguments behind its name.
 *
 * @returns The exit code. Never rejects, never ends the process, and leaves nothing open.
 * @example process.exitCode = await run(['totp', 'list'], { input, output, error, env, clock, cwd, signal });
 */
export async function run(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const reports: Report[] = [];
  const program = programFor(surroundings, (report) => reports.push(report));
  try {
    await program.parseAsync([...argv], { from: 'user' });
    for (const report of reports) show(report);
    return ExitCode.OK;
  } catch (error) {
    return refuse(error);
  }

  function show({ data, lines }: Report): void {
    const printer = new Printer(surroundings.output, surroundings.env);
    printer.print(isJson() ? [asciiJson(data)] : lines);
  }

  function refuse(error: unknown): number {
    // Help and the version are asked for; everything else that commander ends with is wrong usage.
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.OK : ExitCode.USAGE;
    const { exitCode, status, message, advice, data } = failureOf(error);
    if (isJson()) show({ data: { status, ...data, message, ...(advice === undefined ? {} : { advice }) }, lines: [] });
    const printer = new Printer(surroundings.error, surroundings.env);
    printer.print([`${printer.paint('bad', 'attesta:')} ${message}`, ...(advice === undefined ? [] : [advice])]);
    return exitCode;
  }

  function isJson(): boolean {
    return program.opts<{ json?: boolean }>().json === true;
  }
}
