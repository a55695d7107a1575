import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Attesta, AttestaDenied, type AuditEntry } from '@attesta/core';
import { createSession, sampleContext, sampleRisk, scriptedInteraction, scriptedRenderer } from '@attesta/testing';
import { describe, expect, it, vi } from 'vitest';
import { beginEnrollment, confirmEnrollment, TOTPChallenge, TOTPVerifier } from '../src/index.js';
import { codeAt, credential, NOW, rfcKey, wrongCodes } from './codes.js';
import { everyViewOf, formsOf, formsOfCode } from './disclosure.js';

describe('secrets and codes', () => {
  it('T-15 stay out of every sink', async () => {
    const printed: string[] = [];
    const streams = [process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation((chunk) => Boolean(printed.push(String(chunk)))),
    );
    const sinks: unknown[] = [printed];
    const codes: string[] = [];
    const { secret, state, clock, operatorId } = credential('canary');
    try {
      const provider = { fails: false };
      const secretProvider = (): string => {
        if (provider.fails) throw new Error(`no row for ${secret}`);
        return secret;
      };
      const verifier = new TOTPVerifier({ secretProvider });
      const challenge = new TOTPChallenge({ secretProvider });
      sinks.push(verifier, challenge);

      // Alone: right, again, wrong, malformed, with a failing provider, until it is locked.
      codes.push(codeAt(secret, clock), codeAt(secret, clock, -1), ...wrongCodes(secret, clock, 3), '98 7654');
      for (const code of [...codes, ...codes]) {
        const interaction = scriptedInteraction([code, code, code]);
        const session = createSession({ interaction, clock, state, operator: { id: operatorId } });
        sinks.push(await challenge.present(sampleContext(), sampleRisk(), session), interaction.transcript);
        sinks.push(await verifier.verify({ operatorId, code, state, clock }));
        provider.fails = !provider.fails;
      }

      // Through a gate, with everything that listens.
      for (const id of ['grace', 'canary']) {
        clock.setWall(clock.wall() + 3_600_000);
        const code = codeAt(secret, clock);
        codes.push(code);
        const renderer = scriptedRenderer([code, code, code], { operator: { id } });
        const recorded: AuditEntry[] = [];
        const auditLog = { record: async (entry: AuditEntry) => `entry-${recorded.push(entry)}` };
        const attesta = new Attesta({ renderer, clock, state, auditLog, challengeMap: { critical: challenge } });
        const guarded = attesta.gate({ name: 'wipe', risk: 'critical' }, () => 'wiped');
        const ended: unknown = await guarded().catch((error: unknown) => error);
        sinks.push(ended, ended instanceof AttestaDenied ? ended.decision : '', recorded, renderer, renderer.decisions);
        sinks.push(renderer.interaction.transcript);
      }

      // Enrollment, and each misuse that quotes what it was given.
      const enrollment = beginEnrollment({ operatorId, issuer: 'Acme' });
      sinks.push(enrollment);
      sinks.push(await confirmEnrollment({ operatorId: 'lin', secret, code: codeAt(secret, clock, -1), state, clock }));
      for (const options of [
        { secretProvider: secret },
        { secretProvider, guardrails: secret },
        { secretProvider, algorithm: secret },
        { secretProvider, digits: secret },
        { secretProvider, lockout: secret },
      ]) {
        sinks.push(thrownBy(() => Reflect.construct(TOTPVerifier, [options])));
        sinks.push(thrownBy(() => Reflect.construct(TOTPChallenge, [options])));
      }
      const bad = { operatorId, secret: `${secret.slice(0, 31)}\u017f`, code: '123456', state, clock };
      sinks.push(await confirmEnrollment(bad).catch((error: unknown) => error));
      sinks.push(await state.list('', { limit: 1000 }));
      expect(everyViewOf(enrollment).join().includes(enrollment.secret)).toBe(false);
    } finally {
      for (const stream of streams) stream.mockRestore();
    }

    const views = sinks.flatMap(everyViewOf);
    expect(views.length).toBeGreaterThan(100);
    const needles = [...formsOf(secret), ...codes.flatMap(formsOfCode)];
    const hits = needles.filter((needle) => views.some((view) => view.includes(needle)));
    expect(hits).toEqual([]);
  });

  it('T-15 are found by this search where they do leak', () => {
    const { secret, clock } = credential('canary');
    const code = codeAt(secret, clock);
    expect(
      everyViewOf({ nested: [{ secret }] }).some((view) => formsOf(secret).some((form) => view.includes(form))),
    ).toBe(true);
    expect(everyViewOf(new Error(`bad ${code}`)).some((view) => view.includes(code))).toBe(true);
    expect(NOW).toBe(clock.wall());
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

describe('the repository', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const SKIPPED = new Set(['node_modules', 'dist', 'coverage', '.git', '.turbo', 'pnpm-lock.yaml']);
  const TEXT = new Set([
    '.cjs',
    '.css',
    '.grit',
    '.html',
    '.js',
    '.json',
    '.md',
    '.mjs',
    '.mts',
    '.svg',
    '.ts',
    '.txt',
    '.yaml',
    '.yml',
  ]);
  const files = textFiles(root);
  // In two halves, or this file would be the first to be found.
  const demoSecret = new RegExp(['JBSWY3DP', 'EHPK3PXP'].join(''), 'i');
  // Upper case, as secrets are written.
  const literal = /(?<![\w+/])[A-Z2-7]{16,}(?![\w+/])/g;

  it('T-14 is searched as a whole', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.map((file) => relative(root, file))).toContain(join('packages', 'challenge-totp', 'src', 'secret.ts'));
  });

  it("T-14 holds no demo secret: the guide's is nowhere", () => {
    expect(files.filter((file) => demoSecret.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  it('T-14 holds no base32 literal of 16 characters or more, but for the key of the RFCs', () => {
    const found = files.flatMap((file) =>
      (readFileSync(file, 'utf8').match(literal) ?? [])
        .filter((hit) => !rfcKey(64).startsWith(hit))
        .map((hit) => `${relative(root, file)}: ${hit}`),
    );
    expect(found).toEqual([]);
    const [uri, quoted] = ['A2B3'.repeat(4), 'MFRG'.repeat(5)];
    expect(`?secret=${uri}&issuer=x '${quoted}====' ${'A'.repeat(15)}`.match(literal)).toEqual([uri, quoted]);
  });

  function textFiles(folder: string): string[] {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (SKIPPED.has(entry.name)) return [];
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return textFiles(path);
      return entry.isFile() && TEXT.has(extname(entry.name)) ? [path] : [];
    });
  }
});
