import type { LogStore, StateStore } from '@attesta/core';
import { describe, expectTypeOf, it } from 'vitest';
import { openPostgresStore, type PostgresStore, type PostgresStoreOptions } from '../src/index.js';

// Checked by the compiler: `npm run check` fails where one of these lines is right after all.
describe('types', () => {
  const never = (): boolean => false;

  it('N-14 no store without options, and no option that there is not', () => {
    if (never()) {
      // @ts-expect-error
      void openPostgresStore();
      // @ts-expect-error
      void openPostgresStore({ schema: 7 });
      // @ts-expect-error
      void openPostgresStore('postgres://');
      // @ts-expect-error
      void openPostgresStore({ connectionString: 'postgres://', ssl: true });
    }
    expectTypeOf<PostgresStoreOptions['connectTimeoutSeconds']>().toEqualTypeOf<number | undefined>();
  });

  it('it is a state store and a log store', () => {
    expectTypeOf<PostgresStore['state']>().toExtend<StateStore>();
    expectTypeOf<PostgresStore['log']>().toExtend<LogStore>();
  });
});
