import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, run } from './command.js';
import type { Tarball } from './tarballs.js';

export const template: string = fileURLToPath(new URL('../../examples/attesta-challenge-template', import.meta.url));

/** What a package says of itself. */
export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly keywords?: readonly string[];
  readonly scripts?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** A folder of its own, outside of the workspace, where npm is at work. */
export class Project {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** One with nothing in it. */
  static empty(folder: string): Project {
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ name: basename(folder), private: true, type: 'module' }),
    );
    return new Project(folder);
  }

  /** A copy of another, without what was installed and made there. */
  static copy(from: string, folder: string): Project {
    const isOwn = (path: string): boolean => !['node_modules', 'dist', '.turbo'].includes(basename(path));
    cpSync(from, folder, { recursive: true, filter: isOwn });
    return new Project(folder);
  }

  async run(...command: Command): Promise<string> {
    return await run(this.folder, command);
  }

  /** Nothing that is installed runs a script as it is. */
  async install(...packages: readonly (Tarball | string)[]): Promise<void> {
    const named = packages.map((each) => (typeof each === 'string' ? each : each.file));
    await this.run(
      'npm',
      'install',
      '--ignore-scripts',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      '--save-dev',
      ...named,
    );
  }

  /** Runs a module that finds what is installed here. */
  async runModule(code: string): Promise<string> {
    return await this.run(process.execPath, '--input-type=module', '--eval', code);
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.folder, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** The manifest of what is installed under `name`; of the project itself, where none is given. */
  manifest(name?: string): Manifest {
    return JSON.parse(this.read(name === undefined ? 'package.json' : `node_modules/${name}/package.json`));
  }
}
