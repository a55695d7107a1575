import { openSqliteStore } from '@attesta/store-sqlite';

/** A program that waits for a key and then has nothing more to do; it does not close its store. */
const { state } = await openSqliteStore({ path: process.argv[2] ?? '' });
const waiting = state.watch('news', 0, new AbortController());
console.log('waiting');
console.log(String((await waiting)?.value));
