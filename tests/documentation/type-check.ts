import { join } from 'node:path';
import ts from 'typescript';
import type { CodeBlock } from './code-block.js';
import { root } from './project-files.js';
import { TEMPLATES } from './templates.js';

/**
 * Type-checks each block as a module of its own, as strictly as the workspace and against its sources; one that shows a file
 * as that file, beside its neighbours.
 *
 * @returns The complaints of each block, each with the line of the document.
 */
export function typeCheck(blocks: readonly CodeBlock[]): ReadonlyMap<CodeBlock, readonly string[]> {
  const names = blocks.map(({ file }, index) => join(root, file ?? `tests/documentation/block-${index}.ts`));
  const files = new Map(blocks.map((block, index) => [names[index] ?? '', block]));
  const options = compilerOptions();
  const program = ts.createProgram([...files.keys()], options, hostWith(files, options));
  return new Map(
    blocks.map((block, index) => {
      const source = program.getSourceFile(names[index] ?? '');
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [block, found.map((diagnostic) => complaint(block, diagnostic))];
    }),
  );
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  return {
    ...options,
    // Readers do not publish what they copy: it needs no declarations.
    declaration: false,
    isolatedDeclarations: false,
    moduleDetection: ts.ModuleDetectionKind.Force,
    paths: Object.fromEntries(Object.entries(TEMPLATES).map(([name, path]) => [name, [join(root, path)]])),
  };
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
