import { once } from 'node:events';
import { ExitCode, Failure } from '../command-error.js';
import type { Surroundings } from '../io/program-io.js';

/** Writes to the output piece by piece, no faster than it is taken, until it is given up. */
export function streamTo({ output, signal }: Surroundings): (text: string) => Promise<void> {
  return async (text) => {
    if (signal.aborted) throw cancelled();
    if (output.write(text) !== false) return;
    await once(output, 'drain', { signal }).catch(() => {
      throw cancelled();
    });
  };
}

function cancelled(): Failure {
  return new Failure({ exitCode: ExitCode.CANCELLED, status: 'cancelled', message: 'Given up.' });
}
