import { type Command, readCommand, UsageError } from './command-line.js';
import { compareFiles } from './compare-files.js';
import { MalformedError } from './report/reading.js';

// Said outright: what is measured brings hooks of its own, of which one ends every process with 0.
process.exit(await exitCode(process.argv.slice(2)));

/** 0; 1 when something got slower; 2 for what cannot be done as it was asked. */
async function exitCode(args: readonly string[]): Promise<number> {
  try {
    return await carryOut(readCommand(args));
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof MalformedError)) throw error;
    console.error(error.message);
    return 2;
  }
}

async function carryOut(command: Command): Promise<number> {
  const tell = (text: string): void => console.log(text);
  if (command.name === 'compare') return (await compareFiles(command.before, command.after, tell)) ? 1 : 0;
  // Only now: what is measured, peers and all, takes seconds to load.
  const { benchmark } = await import('./benchmark.js');
  await benchmark(command, tell);
  return 0;
}
