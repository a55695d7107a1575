import { writeSync } from 'node:fs';
import { openPostgresStore } from '@attesta/store-postgres';

/** A program that writes to state and log until it is killed, and tells each write once it is acknowledged. */
const [connectionString = '', schema = ''] = process.argv.slice(2);
const { state, log } = await openPostgresStore({ connectionString, schema });
for (;;) {
  const entry = await state.get('count');
  const count = Number(Object(entry?.value).a ?? 0) + 1;
  const value = { a: count, padding: 'x'.repeat(10_000), b: count };
  const set = state.compareAndSet('count', entry?.version ?? 0, value);
  const size = await log.size();
  const appended = log.append(
    size,
    ['a', 'b'].map((half) => new TextEncoder().encode(`${size} ${half}`)),
  );
  if ((await set) !== undefined) writeSync(1, `count ${count}\n`);
  if (await appended) writeSync(1, `size ${size + 2}\n`);
}
