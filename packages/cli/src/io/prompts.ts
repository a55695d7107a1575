import type { Answer, Question } from '@attesta/core';
import { TerminalRenderer } from '@attesta/renderer-terminal';
import { ExitCode, Failure } from '../command-error.js';
import type { Surroundings } from './program-io.js';

/** Where a code comes from. */
export interface CodeSource {
  readonly prompt: string;
  /** The first line of the input, instead of a person at the terminal. */
  readonly isPiped: boolean;
}

/**
 * Asks for a code, masked as it is typed. Codes are no arguments: those are seen by every process of the machine.
 *
 * @throws Failure when there is none.
 */
export async function askCode(surroundings: Surroundings, { prompt, isPiped }: CodeSource): Promise<string> {
  // At a terminal it would stand on the screen.
  if (isPiped && surroundings.input.isTTY !== true) return await readLine(surroundings);
  const { value } = await ask(
    surroundings,
    { kind: 'secret', id: 'code', prompt },
    'Give the code on the input with --code-stdin.',
  );
  return String(value);
}

/** Asks for a short text. */
export async function askText(surroundings: Surroundings, prompt: string, advice: string): Promise<string> {
  const { value } = await ask(surroundings, { kind: 'text', id: 'text', prompt }, advice);
  return String(value);
}

/** Asks for a yes. */
export async function askYes(surroundings: Surroundings, prompt: string): Promise<boolean> {
  const { value } = await ask(surroundings, { kind: 'confirm', id: 'yes', prompt }, 'Say so with --yes.');
  return value === true;
}

async function ask(
  { input, error, clock, signal }: Surroundings,
  question: Question,
  advice: string,
): Promise<Extract<Answer, { status: 'answered' }>> {
  if (input.isTTY !== true || error.isTTY !== true) throw nobody(advice);
  const { interaction } = new TerminalRenderer({ input, output: error, clock });
  const answer = await interaction.ask(question, { signal });
  if (answer.status === 'unavailable') throw nobody(advice);
  if (answer.status !== 'answered') throw cancelled();
  return answer;
}

/** The first line, without its end. What comes after it, or goes beyond 4 kB, is of no interest. */
async function readLine({ input, signal }: Surroundings): Promise<string> {
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
    // An input that fails has no code.
  } finally {
    signal.removeEventListener('abort', end);
  }
  if (signal.aborted) throw cancelled();
  const [line = ''] = Buffer.concat(chunks).toString('utf8').split(/\r?\n/, 1);
  return line;
}

function nobody(advice: string): Failure {
  return new Failure({
    exitCode: ExitCode.NOT_READY,
    status: 'no_terminal',
    message: 'Nobody can be asked here: this is no terminal.',
    advice,
  });
}

function cancelled(): Failure {
  return new Failure({ exitCode: ExitCode.CANCELLED, status: 'cancelled', message: 'Given up. Nothing was changed.' });
}

const LINE_FEED = 0x0a;
const LONGEST_LINE = 4_096;
