import { openPostgresStore } from '@attesta/store-postgres';

/** A program that waits for a key and then has nothing more to do; it does not close its store. */
const [connectionString = '', schema = ''] = process.argv.slice(2);
const { state } = await openPostgresStore({ connectionString, schema });
const waiting = state.watch('news', 0, new AbortController());
console.log('waiting');
console.log(String((await waiting)?.value));
