import { type Command, readCommand, UsageError } from './command-line.js';
import { compareFiles } from './compare-files.js';
import { MalformedError } from './report/reading.js';

/** Ends with 1 when something got slower, and with 2 for what cannot be done as it was asked. */
try {
  process.exitCode = await carryOut(readCommand(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof MalformedError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function carryOut(command: Command): Promise<number> {
  const tell = (text: string): void => console.log(text);
  if (command.name === 'compare') return (await compareFiles(command.before, command.after, tell)) ? 1 : 0;
  // Only now: what is measured, peers and all, takes seconds to load.
  const { benchmark } = await import('./benchmark.js');
  await benchmark(command, tell);
  return 0;
}
