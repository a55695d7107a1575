import { PassThrough, Writable } from 'node:stream';

/** What somebody types at a question, worked out when it is asked. */
export type Typed = string | (() => string | undefined);

/** A terminal in memory, with somebody who types one answer to each question. */
export class Terminal {
  readonly input: PassThrough = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (mode: boolean) => {
      this.#isAsked = mode;
    },
  });
  readonly output: Writable & { readonly isTTY: boolean };
  readonly error: Writable & { readonly isTTY: boolean };
  /** Results. */
  out = '';
  /** Questions and complaints. */
  err = '';
  readonly #answers: Typed[];
  #isAsked = false;

  constructor(answers: readonly Typed[] = [], { isTTY = true, columns = 100, hasColors = false } = {}) {
    this.#answers = [...answers];
    const stream = (take: (text: string) => void) => {
      const write = (chunk: unknown, _encoding: string, done: () => void): void => {
        take(String(chunk));
        done();
      };
      return Object.assign(new Writable({ write }), { isTTY, columns, hasColors: () => hasColors });
    };
    Object.assign(this.input, { isTTY });
    this.output = stream((text) => {
      this.out += text;
    });
    this.error = stream((text) => {
      this.err += text;
      if (this.err.endsWith('> ')) this.#type();
    });
  }

  #type(): void {
    if (!this.#isAsked) return;
    this.#isAsked = false;
    const next = this.#answers.shift();
    const typed = typeof next === 'function' ? next() : next;
    if (typed !== undefined) this.input.write(typed.startsWith('\x03') ? typed : `${typed}\r`);
  }
}
