import { describe, expect, it } from 'vitest';
import { Database } from '../src/database.js';
import { APPLICATION_ID, MIGRATIONS, migrate } from '../src/schema.js';
import { freshPath } from './places.js';

const NEXT = [...MIGRATIONS, 'ALTER TABLE state ADD COLUMN note TEXT'];

async function database(): Promise<Database> {
  const opened = await Database.open(freshPath());
  migrate(opened);
  opened.execute("INSERT INTO state (key, value) VALUES (x'00', '1')");
  return opened;
}

function pragma(opened: Database, name: string): number | undefined {
  return opened.query(`PRAGMA ${name}`).first()?.integer(0);
}

describe('migrating', () => {
  it('brings an older file to the newest version with its data', async () => {
    const opened = await database();
    expect([pragma(opened, 'user_version'), pragma(opened, 'application_id')]).toEqual([1, APPLICATION_ID]);
    migrate(opened, NEXT);
    expect(pragma(opened, 'user_version')).toBe(2);
    expect(opened.query('SELECT value, note IS NULL FROM state').first()?.string(0)).toBe('1');
  });

  it('does nothing to a file that is at the newest', async () => {
    const opened = await database();
    const before = pragma(opened, 'schema_version');
    migrate(opened);
    expect(pragma(opened, 'schema_version')).toBe(before);
  });

  it('leaves a file at its version where a step fails', async () => {
    const opened = await database();
    expect(() => migrate(opened, [...NEXT, 'ALTER TABLE nowhere ADD COLUMN note TEXT'])).toThrow(/nowhere/);
    expect(pragma(opened, 'user_version')).toBe(1);
    expect(() => opened.query('SELECT note FROM state')).toThrow(/no such column/);
    migrate(opened, NEXT);
    expect(pragma(opened, 'user_version')).toBe(2);
  });

  it('lets one of two at a time do it', async () => {
    const path = freshPath();
    const [one, other] = [await Database.open(path), await Database.open(path)];
    one.execute('BEGIN IMMEDIATE');
    expect(() => migrate(other)).toThrow(expect.objectContaining({ code: 'busy' }));
    one.execute('COMMIT');
    migrate(one);
    migrate(other);
    expect(pragma(other, 'user_version')).toBe(1);
  });
});
