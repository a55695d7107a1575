import type { Answer, Question } from '@attesta/core/authoring';
import { TerminalRenderer } from '@attesta/renderer-terminal';
import { CommandError, cancelled, ExitCode } from '../command-error.js';
import type { ProgramIO } from './program-io.js';

/** Options of `askCode`. */
export interface CodePrompt {
  readonly prompt: string;
  /** Whether to read the first line of the input instead of asking a person at the terminal. */
  readonly isPiped: boolean;
}

/**
 * Asks for a code, masked as it is typed. A code is never an argument: every process of the machine can read those.
 *
 * @throws CommandError (`no_terminal`, `cancelled`).
 */
export async function askCode(io: ProgramIO, { prompt, isPiped }: CodePrompt): Promise<string> {
  // A terminal would echo the line that it reads: there the code is asked for, masked.
  if (isPiped && io.input.isTTY !== true) return await readLine(io);
  const { value } = await ask(io, { kind: 'secret', id: 'code', prompt }, 'Pipe the code in with --code-stdin.');
  return String(value);
}

/** Asks for a short string. `advice` says how to give it without a terminal. */
export async function askString(io: ProgramIO, prompt: string, advice: string): Promise<string> {
  const { value } = await ask(io, { kind: 'text', id: 'text', prompt }, advice);
  return String(value);
}

/** Asks for a yes. Any other answer is a no. */
export async function askYes(io: ProgramIO, prompt: string): Promise<boolean> {
  const { value } = await ask(io, { kind: 'confirm', id: 'yes', prompt }, 'Confirm it with --yes.');
  return value === true;
}

async function ask(
  { input, error, clock, signal }: ProgramIO,
  question: Question,
  advice: string,
): Promise<Extract<Answer, { status: 'answered' }>> {
  if (input.isTTY !== true || error.isTTY !== true) throw noTerminal(advice);
  const { interaction } = new TerminalRenderer({ input, output: error, clock });
  const answer = await interaction.ask(question, { signal });
  if (answer.status === 'unavailable') throw noTerminal(advice);
  if (answer.status !== 'answered') throw cancelled(UNCHANGED);
  return answer;
}

/** The first line without its line end. Later lines, and bytes after the first 4 kB, are ignored. */
async function readLine({ input, signal }: ProgramIO): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  const end = (): void => void input.destroy();
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  try {
    for await (const chunk of input) {
      const bytes = Buffer.from(chunk);
      chunks.push(bytes);
      length += bytes.length;
      if (bytes.includes(LINE_FEED) || length > LONGEST_LINE) break;
    }
  } catch {
    // A failing input counts as an empty line, which is refused as a code.
  } finally {
    signal.removeEventListener('abort', end);
  }
  if (signal.aborted) throw cancelled(UNCHANGED);
  const [line = ''] = Buffer.concat(chunks).toString('utf8').split(/\r?\n/, 1);
  return line;
}

function noTerminal(advice: string): CommandError {
  return new CommandError({
    exitCode: ExitCode.NOT_READY,
    code: 'no_terminal',
    message: 'No terminal: the question cannot be asked.',
    advice,
  });
}

const UNCHANGED = 'Canceled. Nothing was changed.';
const LINE_FEED = 0x0a;
const LONGEST_LINE = 4_096;
