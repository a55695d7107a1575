import { describe, expect, it, vi } from 'vitest';
import { generateTOTPKey, TOTPSecrets } from '../src/index.js';
import { codeAt, wrongCodes } from './codes.js';
import { everyViewOf, formsOf, formsOfBytes, formsOfCode } from './disclosure.js';
import { enrolled, totpFixture } from './totp-fixture.js';

describe('enrolled secrets, their keys and codes', () => {
  it('T-15 stay out of the store, the record, errors, and whatever is printed', async () => {
    const printed: string[] = [];
    const streams = [process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation((chunk) => Boolean(printed.push(String(chunk)))),
    );
    const sinks: unknown[] = [printed];
    const parts = totpFixture();
    const { state, clock, key, auditLog, secrets, verifier } = parts;
    const next = generateTOTPKey();
    const hidden: string[] = [];
    const codes: string[] = [];
    /** All that a thief of the store gets, at this moment. */
    const dump = async (): Promise<void> => void sinks.push(await state.list('', { limit: 1000 }));
    try {
      const enrollment = await secrets.beginEnrollment('ada');
      hidden.push(enrollment.secret);
      sinks.push(enrollment);
      await dump();
      codes.push(...wrongCodes(enrollment.secret, clock, 2), codeAt(enrollment.secret, clock));
      for (const code of codes) sinks.push(await secrets.confirmEnrollment('ada', code));
      await dump();
      hidden.push(await enrolled(parts, 'grace'), (await secrets.beginEnrollment('grace')).secret);
      for (const code of [...codes, ...wrongCodes(enrollment.secret, clock, 4)]) {
        sinks.push(await verifier.verify({ operatorId: 'ada', code, state, clock }));
      }
      await dump();
      sinks.push(await secrets.unlock('ada', { by: 'grace' }), await secrets.list(), await secrets.find('grace'));
      const both = new TOTPSecrets({ state, clock, key: `${key} ${next}` });
      sinks.push(secrets, both, verifier, await both.reencrypt());
      await dump();

      // Misuse, and keys that do not fit.
      const stranger = new TOTPSecrets({ state, clock, key: generateTOTPKey() });
      sinks.push(stranger, await stranger.list(), await stranger.reencrypt(), await stranger.secretProvider('ada'));
      for (const options of [
        { state, key: `${key}${next}` },
        { state, key: [key] },
        { state, key: Buffer.from(key) },
        { state: key, key },
        { state, key, issuer: key },
      ]) {
        sinks.push(thrownBy(() => Reflect.construct(TOTPSecrets, [options])));
      }
      sinks.push(await secrets.remove('ada'), auditLog.entries);
      await dump();
    } finally {
      for (const stream of streams) stream.mockRestore();
    }

    const views = sinks.flatMap(everyViewOf);
    const keys = [key, next].flatMap((text) => [
      text.slice(9),
      ...formsOfBytes(Buffer.from(text.slice(9), 'base64url')),
    ]);
    const needles = [...hidden.flatMap(formsOf), ...keys, ...codes.flatMap(formsOfCode)];
    expect(hidden).toHaveLength(3);
    expect(views.some((view) => view.includes('totp-secret/grace'))).toBe(true);
    expect(needles.filter((needle) => views.some((view) => view.includes(needle)))).toEqual([]);
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('It did not throw.');
}
