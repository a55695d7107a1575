import type { Command } from 'commander';
import type { CommandGroup, Report } from '../command.js';
import { counted } from '../io/format.js';
import type { ProgramIO } from '../io/program-io.js';
import { copyStore } from './copy-store.js';
import { LOCATIONS, openNamedStore } from './open-store.js';

/** `attesta store ...`: copies the state and the log that agents and approvers share. */
export const storeCommands: CommandGroup = (program, { io, finish }) => {
  const store: Command = program
    .command('store')
    .description('Move the state and the log to another store.')
    .addHelpText('after', EXAMPLES);

  store
    .command('copy')
    .description('Copy all state and the whole log to another store, and compare the two.')
    .argument('<from>', LOCATIONS)
    .argument('<to>', 'the same; an empty store, or an interrupted copy')
    .action(async (from: string, to: string) => finish(await copy(io, from, to)));
};

async function copy(io: ProgramIO, from: string, to: string): Promise<Report> {
  const source = await openNamedStore(io, from);
  try {
    const target = await openNamedStore(io, to, true);
    try {
      const { entries, records } = await copyStore(source, target);
      const lines = [
        `Copied and compared: ${counted(entries, 'entry', 'entries')} of state, ${counted(records, 'record')} of the log.`,
        'Now set the new store in every program, and keep the old one where no program can write to it.',
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

First stop every program that uses the old store: later writes to it may be missing in the copy.
Every process of the machine can read a password in an address: put it in PGPASSWORD or in ~/.pgpass.
`;
