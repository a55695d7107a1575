import { type AddressInfo, connect, createServer } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPostgresStore } from '../src/index.js';
import { bare } from './bare.js';
import { freshTestSchema, openStore } from './test-schema.js';

/** The startup parameters that every pooler knows. PgBouncer refuses a connection with any other one. */
const STANDARD = ['user', 'database', 'application_name', 'client_encoding'];

/** A pooler: it refuses connections as PgBouncer does, and passes the others through. */
async function poolerTo(connectionString: string): Promise<string> {
  const { hostname, port } = new URL(connectionString);
  const server = createServer((client) => {
    client.on('error', () => {});
    client.once('data', (startup) => {
      const words = startup.subarray(8).toString('latin1').split('\0');
      const names = words.filter((word, index) => index % 2 === 0 && word !== '');
      const refused = names.find((name) => !STANDARD.includes(name));
      if (refused !== undefined) {
        client.end(errorResponse(`unsupported startup parameter: ${refused}`));
        return;
      }
      const upstream = connect(Number(port), hostname);
      upstream.on('error', () => {});
      upstream.write(startup);
      client.pipe(upstream).pipe(client);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address: AddressInfo | string | null = server.address();
  const url = new URL(connectionString);
  url.port = String(typeof address === 'object' ? address?.port : 0);
  return url.href;
}

function errorResponse(message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C08P01\0M${message}\0\0`, 'latin1');
  const head = Buffer.from('E\0\0\0\0', 'latin1');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

describe('a pooler that refuses startup parameters', () => {
  it('X-31 a store opens through it, and the server still limits its statements', async () => {
    const place = freshTestSchema();
    const connectionString = await poolerTo(place.connectionString);
    const { state } = await openStore({ ...place, connectionString }, { statementTimeoutSeconds: 2 });
    await bare(place.connectionString, async (client) => {
      await client.query(`BEGIN; LOCK TABLE "${place.schema}".state`);
      await expect(state.compareAndSet('key', 0, 1)).rejects.toMatchObject({
        code: 'timeout',
        // The server's own limit: the client's one has no SQLSTATE.
        cause: { code: '57014' },
      });
    });
  });
});

describe('an address with a password', () => {
  it.each(['Str0ng@Tail9/x', 'Str0ng@Tail9', 'Str0ng/Tail9', '5432/Tail9', '5432?Tail9', '5432#Tail9'])(
    'X-32 is refused before anything is looked up if %s is not percent-encoded, and is not in the message',
    async (password) => {
      const connectionString = `postgres://app:${password}@host/db`;
      const error: unknown = await openPostgresStore({ connectionString }).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'invalid_option', message: expect.stringContaining('percent-encoded') });
      expect(String(error)).not.toMatch(/Str0ng|Tail9|5432/);
    },
  );

  it.each([
    ['a host that does not exist', 'postgres://app:pw@tail9.invalid/db', 'unavailable'],
    ['a port without a server', 'postgres://app:pw@127.0.0.9:1/tail9', 'unavailable'],
  ])('X-32 is in no part of the error for %s', async (_what, connectionString, code) => {
    const opening = openPostgresStore({ connectionString, connectTimeoutSeconds: 0.3 });
    const error: unknown = await opening.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code });
    expect(inspect(error)).not.toMatch(/tail9|127\.0\.0\.9/);
  });

  it('X-32 is in no part of the error for a database that does not exist', async () => {
    const url = new URL(freshTestSchema().connectionString);
    url.pathname = '/tail9';
    const opening = openPostgresStore({ connectionString: url.href, connectTimeoutSeconds: 0.3 });
    const error: unknown = await opening.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ message: expect.stringContaining('SQLSTATE 3D000') });
    expect(inspect(error)).not.toContain('tail9');
  });
});
