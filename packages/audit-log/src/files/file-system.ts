import { lstat, mkdir, open, readdir, realpath, rename, unlink } from 'node:fs/promises';

/** The calls to the file system on which durability rests. They are a parameter, so that a test can make each fail. */
export interface FileSystem {
  lstat(path: string): Promise<FileStatus>;
  /** Makes the folder and its missing parents; resolves to the first that it made. */
  mkdir(path: string, options: { readonly recursive: true; readonly mode: number }): Promise<string | undefined>;
  open(path: string, flags: number, mode?: number): Promise<OpenFile>;
  readdir(path: string): Promise<readonly string[]>;
  realpath(path: string): Promise<string>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
}

/** An open file or folder. */
export interface OpenFile {
  readonly fd: number;
  read(into: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
  write(bytes: Uint8Array, offset: number, length: number): Promise<{ readonly bytesWritten: number }>;
  datasync(): Promise<void>;
  sync(): Promise<void>;
  stat(): Promise<FileStatus>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/** The status of a file, as `stat` gives it. */
export interface FileStatus {
  readonly dev: number;
  readonly ino: number;
  readonly mode: number;
  readonly nlink: number;
  readonly size: number;
  readonly uid: number;
  isDirectory(): boolean;
  isFile(): boolean;
}

/** The file system of the machine. */
export const nodeFileSystem: FileSystem = {
  lstat: (path) => lstat(path),
  mkdir: (path, options) => mkdir(path, options),
  open: (path, flags, mode) => open(path, flags, mode),
  readdir: (path) => readdir(path),
  realpath: (path) => realpath(path),
  rename: (from, to) => rename(from, to),
  unlink: (path) => unlink(path),
};
