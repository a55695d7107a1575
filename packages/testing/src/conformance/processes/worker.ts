import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import type { JsonValue } from '@attesta/core';
import { WORKER_PROGRAM } from './worker-program.js';

/** How another process opens a store. */
export interface StoreModule {
  /**
   * The `file:` URL of an ES module that plain Node can load. Its default export gets `argument` and returns `{ store, close? }`,
   * or a promise of it.
   */
  readonly url: string;
  /** What names the place: a path, a connection string. */
  readonly argument: JsonValue;
  /** Options of Node, to register a loader for instance. Default: none. */
  readonly execArgv?: readonly string[];
}

/** Another process with the store open in it. */
export class Worker {
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#exited = new Promise((resolve) => {
      child.once('exit', () => resolve());
    });
  }

  static async start({ url, argument, execArgv = [] }: StoreModule): Promise<Worker> {
    const command = [...execArgv, '--input-type=module', '--eval', WORKER_PROGRAM];
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const worker = new Worker(child);
    await worker.#request({ url, argument });
    return worker;
  }

  /** Runs one of the programs to its end; rejects when the process ends before that. */
  async run(program: WorkerTask): Promise<readonly JsonValue[]> {
    return await this.#request({ ...program });
  }

  /** Ends the process as a crash would, at whatever it is doing. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  async #request(message: { readonly [key: string]: JsonValue | readonly string[] }): Promise<readonly JsonValue[]> {
    const answer = new Promise<unknown>((resolve) => {
      this.#child.once('message', resolve);
    });
    this.#child.send(message);
    const reply: { readonly done?: readonly JsonValue[]; readonly failed?: string } = Object(
      await Promise.race([answer, this.#exited.then(() => ({ failed: 'the process ended' }))]),
    );
    assert(reply.done !== undefined, `In another process: ${reply.failed}.`);
    return reply.done;
  }
}

/** What a process does to the store. */
export type WorkerTask =
  | { readonly task: 'increment'; readonly key: string; readonly times: number }
  | { readonly task: 'append'; readonly writer: string; readonly times: number };

/** Starts several processes for `work`, and ends them whatever comes of it. */
export async function withWorkers(
  module: StoreModule,
  count: number,
  work: (workers: readonly Worker[]) => Promise<void>,
): Promise<void> {
  const started = await Promise.allSettled(Array.from({ length: count }, () => Worker.start(module)));
  const workers = started.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  try {
    for (const start of started) if (start.status === 'rejected') throw start.reason;
    await work(workers);
  } finally {
    await Promise.all(workers.map((worker) => worker.kill()));
  }
}
