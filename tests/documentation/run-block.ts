import { dirname, join } from 'node:path';
import ts from 'typescript';
import { vi } from 'vitest';
import type { CodeBlock } from './code-block.js';
import { root } from './project-files.js';
import { TEMPLATES } from './templates.js';

/** Whether a block holds tests of its own, and so is run while tests are collected. */
export function holdsTests({ code }: CodeBlock): boolean {
  return importsOf(code).includes('vitest');
}

/**
 * Runs a block, in this process, on the sources of the workspace: as the body of an async function, which may wait at the
 * top as a module may. What it prints goes nowhere.
 */
export async function runBlock({ code, place, file = '' }: CodeBlock): Promise<void> {
  const modules = new Map<string, unknown>();
  for (const specifier of importsOf(code)) modules.set(specifier, await import(locate(specifier, file)));
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
      // Whatever the block leaves out, it is a module, and strict.
      moduleDetection: ts.ModuleDetectionKind.Force,
    },
  });
  const body = new AsyncFunction('require', 'exports', 'console', `${outputText}\n//# sourceURL=${place}`);
  const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await body((specifier: string) => modules.get(specifier), {}, SILENT);
  } finally {
    stdout.mockRestore();
  }
}

/** What is imported by a path stands beside the file that the block shows. */
function locate(specifier: string, file: string): string {
  if (specifier.startsWith('.')) return join(root, dirname(file), specifier.replace(/\.js$/, '.ts'));
  const source = Object.hasOwn(TEMPLATES, specifier) ? TEMPLATES[specifier] : undefined;
  return source === undefined ? specifier : join(root, source);
}

function importsOf(code: string): readonly string[] {
  return ts.preProcessFile(code, true, true).importedFiles.map(({ fileName }) => fileName);
}

const AsyncFunction: FunctionConstructor = Object.getPrototypeOf(async () => {}).constructor;

const SILENT: Console = Object.assign(Object.create(console), { log() {}, info() {}, error() {}, warn() {} });
