import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Where a package that the benchmarks depend on is found. */
const FOLDER = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a program in a process of its own, and reads the number that it prints.
 *
 * @throws Error when it fails or prints anything else.
 */
export async function numberFrom(program: string): Promise<number> {
  const printed = await outputOf(process.execPath, ['--input-type=module', '--eval', program], FOLDER);
  const number = Number(printed);
  if (printed.trim() === '' || !Number.isFinite(number)) throw new Error(`The program printed no number: ${printed}`);
  return number;
}

/** What a command prints; rejects with what it complained of when it ends with a code that is not `expected`. */
export function outputOf(
  file: string,
  args: readonly string[],
  cwd: string,
  expected: readonly number[] = [0],
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const [output, complaints]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => complaints.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== null && expected.includes(code)) resolve(Buffer.concat(output).toString());
      else reject(new Error(`${file} ended with ${code}: ${Buffer.concat(complaints)}`));
    });
  });
}
