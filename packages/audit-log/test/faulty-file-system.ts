import { type FileSystem, nodeFileSystem, type OpenFile } from '../src/files/file-system.js';

/** What goes wrong with one call, and whether anything works afterwards. */
export interface Fault {
  /** Which call, counted from 0, or the first that begins like this. */
  readonly at: number | string;
  readonly code: 'EIO' | 'ENOSPC';
  /** `before`: nothing was done. `half`: a write wrote half. `after`: it was done and is reported as failed. */
  readonly when: 'before' | 'half' | 'after';
  /** Whether every later call fails as well, as after the end of the process. */
  readonly isLast: boolean;
}

/**
 * A file system that tells what was asked of it, and fails once where it is told to. It does not wait for the disk: what a test
 * reads back, it reads from the same machine.
 */
export class FaultyFileSystem implements FileSystem {
  readonly calls: string[] = [];
  readonly #fault: Fault | undefined;
  #hasFailed = false;

  constructor(fault?: Fault) {
    this.#fault = fault;
  }

  lstat: FileSystem['lstat'] = (path) => this.#do(`lstat ${path}`, () => nodeFileSystem.lstat(path));
  mkdir: FileSystem['mkdir'] = (path, options) => this.#do(`mkdir ${path}`, () => nodeFileSystem.mkdir(path, options));
  readdir: FileSystem['readdir'] = (path) => this.#do(`readdir ${path}`, () => nodeFileSystem.readdir(path));
  realpath: FileSystem['realpath'] = (path) => this.#do(`realpath ${path}`, () => nodeFileSystem.realpath(path));
  rename: FileSystem['rename'] = (from, to) => this.#do(`rename ${to}`, () => nodeFileSystem.rename(from, to));
  unlink: FileSystem['unlink'] = (path) => this.#do(`unlink ${path}`, () => nodeFileSystem.unlink(path));
  open: FileSystem['open'] = async (path, flags, mode) => {
    let opened: OpenFile | undefined;
    const open = async (): Promise<OpenFile> => {
      opened = await nodeFileSystem.open(path, flags, mode);
      return opened;
    };
    const file = await this.#do(`open ${path}`, open).catch(async (error: unknown) => {
      await opened?.close();
      throw error;
    });
    return this.#watched(file, path);
  };

  #watched(file: OpenFile, path: string): OpenFile {
    return {
      fd: file.fd,
      read: (into, offset, length, position) =>
        this.#do(`read ${path}`, () => file.read(into, offset, length, position)),
      write: (bytes, offset, length) =>
        this.#do(
          `write ${path}`,
          () => file.write(bytes, offset, length),
          () => file.write(bytes, offset, Math.ceil(length / 2)),
        ),
      datasync: () => this.#do(`datasync ${path}`, async () => {}),
      sync: () => this.#do(`sync ${path}`, async () => {}),
      stat: () => this.#do(`stat ${path}`, () => file.stat()),
      truncate: (length) => this.#do(`truncate ${path}`, () => file.truncate(length)),
      // Whatever is told of it, the file is closed, as it is at the end of a process.
      close: async () => {
        await file.close();
        await this.#do(`close ${path}`, async () => {});
      },
    };
  }

  async #do<T>(what: string, call: () => Promise<T>, half?: () => Promise<T>): Promise<T> {
    const number = this.calls.push(what) - 1;
    const fault = this.#fault;
    if (fault === undefined || (this.#hasFailed && !fault.isLast)) return await call();
    if (!this.#hasFailed) {
      if (typeof fault.at === 'number' ? number !== fault.at : !what.startsWith(fault.at)) return await call();
      this.#hasFailed = true;
      if (fault.when === 'after') await call();
      if (fault.when === 'half') await half?.();
    }
    throw Object.assign(new Error(`${fault.code}: ${what}`), { code: fault.code });
  }
}
