import { CommanderError } from 'commander';
import type { Report } from './command.js';
import { commandErrorOf, ExitCode } from './command-error.js';
import { asciiJson } from './io/format.js';
import { Printer } from './io/printer.js';
import type { ProgramIO } from './io/program-io.js';
import { programFor } from './program.js';

/**
 * Runs the program once, with the arguments after its name.
 *
 * @returns The exit code. Never rejects, never ends the process, and leaves nothing open.
 * @example process.exitCode = await run(['totp', 'list'], { input, output, error, env, clock, cwd, signal });
 */
export async function run(argv: readonly string[], io: ProgramIO): Promise<number> {
  const reports: Report[] = [];
  const program = programFor(io, (report) => reports.push(report));
  try {
    await program.parseAsync([...argv], { from: 'user' });
    for (const report of reports) print(report);
    return ExitCode.OK;
  } catch (error) {
    return fail(error);
  }

  function print({ data, lines }: Report): void {
    new Printer(io.output, io.env).print(isJson() ? [asciiJson(data)] : lines);
  }

  function fail(error: unknown): number {
    // Commander throws for --help and --version too, with the exit code 0. Its other errors are wrong usage.
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.OK : ExitCode.USAGE;
    const { exitCode, code: status, message, advice, data } = commandErrorOf(error);
    if (isJson()) print({ data: { status, ...data, message, ...(advice === undefined ? {} : { advice }) }, lines: [] });
    const printer = new Printer(io.error, io.env);
    printer.print([`${printer.paint('bad', 'attesta:')} ${message}`, ...(advice === undefined ? [] : [advice])]);
    return exitCode;
  }

  function isJson(): boolean {
    return program.opts<{ json?: boolean }>().json === true;
  }
}
