import { join } from 'node:path';
import ts from 'typescript';
import type { CodeBlock } from './code-block.js';
import { root } from './project-files.js';

/**
 * Type-checks each block as a module of its own, as strictly as the workspace and against its sources.
 *
 * @returns The complaints of each block, each with the line of the document.
 */
export function typeCheck(blocks: readonly CodeBlock[]): ReadonlyMap<CodeBlock, readonly string[]> {
  const files = new Map(blocks.map((block, index) => [join(root, `tests/documentation/block-${index}.ts`), block]));
  const options = compilerOptions();
  const program = ts.createProgram([...files.keys()], options, hostWith(files, options));
  return new Map(
    [...files].map(([name, block]) => {
      const source = program.getSourceFile(name);
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [block, found.map((diagnostic) => complaint(block, diagnostic))];
    }),
  );
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  // Readers do not publish what they copy: it needs no declarations.
  return { ...options, declaration: false, isolatedDeclarations: false, moduleDetection: ts.ModuleDetectionKind.Force };
}

/** The machine's files, and the blocks among them. */
function hostWith(files: ReadonlyMap<string, CodeBlock>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name)?.code ?? readFile(name);
  return host;
}

function complaint({ document, line }: CodeBlock, { file, start, messageText, code }: ts.Diagnostic): string {
  const offset = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line;
  return `${document}:${line + offset}: TS${code} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
}
