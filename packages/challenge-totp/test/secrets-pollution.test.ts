import { afterEach, describe, expect, it } from 'vitest';
import { TOTPSecrets } from '../src/index.js';
import { codeAt, wrongCodes } from './codes.js';
import { totpFixture } from './totp-fixture.js';

const POLLUTION: Readonly<Record<string, unknown>> = {
  active: { version: 1, at: 0, keyId: 'k', nonce: '', data: '' },
  pending: { version: 1, at: 0, keyId: 'k', nonce: '', data: '' },
  version: 7,
  keyId: 'k',
  nonce: '',
  data: '',
  authTagLength: 4,
  plaintextLength: 1,
  key: 'k:k',
  issuer: 'Mallory',
  auditLog: { record: () => Promise.reject(new Error('no')) },
  clock: {},
  by: 'mallory',
  status: 'ok',
  failures: 0,
  mode: 0o777,
};

afterEach(clean);

function pollute(): void {
  for (const [name, value] of Object.entries(POLLUTION)) {
    Object.defineProperty(Object.prototype, name, { value, configurable: true, enumerable: false, writable: true });
  }
}

function clean(): void {
  for (const name of Object.keys(POLLUTION)) Reflect.deleteProperty(Object.prototype, name);
}

describe('a polluted Object.prototype', () => {
  it('N-08 changes nothing for enrolled secrets', async () => {
    const behaviour = async (isPolluted: boolean): Promise<unknown> => {
      const { state, clock, key, verifier } = totpFixture();
      if (isPolluted) pollute();
      try {
        const secrets = new TOTPSecrets({ state, clock, key });
        const said: unknown[] = [await secrets.find('ada'), await secrets.secretProvider('ada')];
        const { secret, uri } = await secrets.beginEnrollment('ada');
        said.push(uri.replace(secret, 'SECRET'), await secrets.confirmEnrollment('ada', codeAt(secret, clock)));
        said.push((await secrets.secretProvider('ada')) === secret);
        for (const code of wrongCodes(secret, clock, 5))
          await verifier.verify({ operatorId: 'ada', code, state, clock });
        const { keyId: _, ...listed } = { ...(await secrets.list())[0] };
        said.push(listed, await secrets.reencrypt());
        said.push(await Reflect.apply(secrets.unlock, secrets, ['ada', {}]).catch((error: Error) => error.message));
        said.push(await secrets.unlock('ada', { by: 'grace' }), await secrets.remove('ada'), await secrets.list());
        return structuredClone(said);
      } finally {
        clean();
      }
    };
    const sound = await behaviour(false);
    expect(JSON.stringify(sound)).toContain('"status":"active"');
    expect(await behaviour(true)).toEqual(sound);
  });
});
