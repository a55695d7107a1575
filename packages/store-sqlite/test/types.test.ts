import type { LogStore, StateStore } from '@attesta/core';
import { describe, expectTypeOf, it } from 'vitest';
import { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from '../src/index.js';

// Checked by the compiler: `npm run check` fails where one of these lines is right after all.
describe('types', () => {
  const never = (): boolean => false;

  it('N-14 no store without a path, and no option that there is not', () => {
    if (never()) {
      // @ts-expect-error
      void openSqliteStore();
      // @ts-expect-error
      void openSqliteStore({});
      // @ts-expect-error
      void openSqliteStore('attesta.db');
      // @ts-expect-error
      void openSqliteStore({ path: 'attesta.db', synchronous: 'off' });
    }
    expectTypeOf<SqliteStoreOptions['pollIntervalSeconds']>().toEqualTypeOf<number | undefined>();
  });

  it('it is a state store and a log store', () => {
    expectTypeOf<SqliteStore['state']>().toExtend<StateStore>();
    expectTypeOf<SqliteStore['log']>().toExtend<LogStore>();
  });
});
