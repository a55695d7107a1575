import { openSqliteStore } from '@attesta/store-sqlite';

/** A program that appends `count` records, one after the other, each where the log ends at the moment. */
const [path = '', writer = '', count = '0'] = process.argv.slice(2);
const { log, close } = await openSqliteStore({ path });
for (let written = 0; written < Number(count); ) {
  const size = await log.size();
  if (await log.append(size, [new TextEncoder().encode(`${size} ${writer} ${written}`)])) written += 1;
}
await close();
