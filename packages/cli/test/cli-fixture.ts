import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryLogStore, MemoryStateStore } from '@attesta/core';
import { type FakeClock, fakeClock } from '@attesta/testing';
import { generateSync } from 'otplib';
import { type ProgramIO, run } from '../src/index.js';
import { Terminal, type Typed } from './terminal.js';

/** A Monday morning, in the first second of a time step. */
const NOW: number = Date.UTC(2026, 0, 5, 9);

/** How one run of the program went. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What a run is given besides its arguments. */
export interface Given extends Partial<ProgramIO> {
  /** What somebody types, question by question. */
  readonly types?: readonly Typed[];
  /** What is piped in instead. */
  readonly piped?: string;
  readonly terminal?: Terminal;
}

/** A folder of its own, a store and a clock, that runs of the program share. */
export class CLIFixture {
  readonly state: MemoryStateStore = new MemoryStateStore();
  readonly clock: FakeClock = fakeClock({ now: NOW });
  readonly folder: string;
  /** How often a store was opened, and closed. */
  opened = 0;
  closed = 0;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async make(): Promise<CLIFixture> {
    return new CLIFixture(await mkdtemp(join(tmpdir(), 'attesta-cli-')));
  }

  /** A fixture with a key in it. */
  static async withKey(): Promise<CLIFixture> {
    const fixture = await CLIFixture.make();
    const { code } = await fixture.attesta('key create');
    if (code !== 0) throw new Error('no key');
    return fixture;
  }

  async attesta(words: string | readonly string[], given: Given = {}): Promise<Ended> {
    const { types, piped, terminal = new Terminal(types, { isTTY: piped === undefined }), ...more } = given;
    if (piped !== undefined) terminal.input.end(piped);
    const code = await run(typeof words === 'string' ? words.split(' ') : words, {
      input: terminal.input,
      output: terminal.output,
      error: terminal.error,
      env: { HOME: this.folder, TERM: 'xterm' },
      clock: this.clock,
      cwd: this.folder,
      signal: new AbortController().signal,
      openStore: async () => {
        this.opened += 1;
        const close = async (): Promise<void> => {
          this.closed += 1;
        };
        return { state: this.state, log: new MemoryLogStore(), close };
      },
      ...more,
    });
    return { code, out: terminal.out, err: terminal.err };
  }

  /** Enrols somebody at a terminal, and lets a step pass. Gives the secret. */
  async enrolled(operatorId: string): Promise<string> {
    const terminal: Terminal = new Terminal([() => codeOf(secretIn(terminal.out), this.clock)]);
    const { code, err } = await this.attesta(['totp', 'enroll', operatorId], { terminal });
    if (code !== 0) throw new Error(err);
    this.next();
    return secretIn(terminal.out);
  }

  /** The next time step. */
  next(): void {
    this.clock.setWall(this.clock.wall() + 30_000);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}

/** The secret that stands on a screen. */
export function secretIn(screen: string): string {
  return /secret: ([A-Z2-7 ]+)/.exec(screen)?.[1]?.replaceAll(' ', '') ?? '';
}

export function codeOf(secret: string, clock: FakeClock): string {
  return generateSync({ secret, epoch: clock.wall() / 1000 });
}

/** A code that no step around now has: computed, since any guess may be right. */
export function wrongCode(secret: string, clock: FakeClock): string {
  const near = [-2, -1, 0, 1, 2].map((offset) => generateSync({ secret, epoch: clock.wall() / 1000 + offset * 30 }));
  for (let number = 0; ; number += 1) {
    const code = createHash('sha256')
      .update(String(number))
      .digest()
      .readUInt32BE(0)
      .toString()
      .slice(-6)
      .padStart(6, '0');
    if (!near.includes(code)) return code;
  }
}
