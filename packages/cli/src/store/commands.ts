import type { Command } from 'commander';
import type { Surroundings } from '../io/program-io.js';
import type { CommandGroup } from '../program.js';
import type { Report } from '../report.js';
import { copyStore } from './copy-store.js';
import { LOCATIONS, openNamedStore } from './open-store.js';

/** `attesta store ...`: where state and log are kept. */
export const storeCommands: CommandGroup = (program, { surroundings, finish }) => {
  const store: Command = program
    .command('store')
    .description('Move what agents and approvers share.')
    .addHelpText('after', EXAMPLES);

  store
    .command('copy')
    .description('Copy all state and the whole log to another store, and compare the two.')
    .argument('<from>', LOCATIONS)
    .argument('<to>', 'the same; an empty store, or a copy that was cut short')
    .action(async (from: string, to: string) => finish(await copy(surroundings, from, to)));
};

async function copy(surroundings: Surroundings, from: string, to: string): Promise<Report> {
  const source = await openNamedStore(surroundings, from);
  try {
    const target = await openNamedStore(surroundings, to, true);
    try {
      const { entries, records } = await copyStore(source, target);
      const lines = [
        `Copied, and compared: ${entries} ${entries === 1 ? 'entry' : 'entries'} of state, ${records} ${records === 1 ? 'record' : 'records'} of the log.`,
        'Name the new store to every program now, and keep the old one where none can write to it.',
      ];
      return { data: { status: 'copied', entries, records }, lines };
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

const EXAMPLES = `
Example:
  attesta store copy sqlite:.attesta/attesta.db postgres://attesta@db.internal/attesta

Stop every program that uses the old store first: what is written to it meanwhile may be left behind. A password in an
address can be seen by every process of the machine: put it in PGPASSWORD or in ~/.pgpass.
`;
