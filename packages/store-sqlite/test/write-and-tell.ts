import { writeSync } from 'node:fs';
import { openSqliteStore } from '@attesta/store-sqlite';

/** A program that makes ten writes of every kind and tells of each once it is acknowledged. */
const { state, log, close } = await openSqliteStore({ path: process.argv[2] ?? '' });
let version: number | undefined = 0;
for (let round = 0; round < 4; round += 1) {
  version = await state.compareAndSet('key', version ?? 0, round);
  writeSync(1, 'told');
  await log.append(round, [new Uint8Array([round])]);
  writeSync(1, 'told');
}
await state.delete('key', version ?? 0);
writeSync(1, 'told');
await log.append(4, [new Uint8Array(10_000), new Uint8Array(10_000)]);
writeSync(1, 'told');
await close();
