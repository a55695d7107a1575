import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

/** Each file, and the files it imports; paths are relative to one folder, with slashes. */
export type ImportGraph = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads the relative imports of TypeScript files: static, dynamic, type-only and re-exports. */
export function importGraph(folder: string, files: readonly string[]): ImportGraph {
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(join(folder, file), 'utf8'), true, true);
      const targets = importedFiles
        .filter(({ fileName }) => fileName.startsWith('.'))
        .map(({ fileName }) => posix.join(dirname(file), fileName.replace(/\.js$/, '.ts')));
      return [file, new Set(targets)];
    }),
  );
}

/** The import circles: for each file in one, a shortest circle through it, unless an earlier circle has the file already. */
export function circlesOf(graph: ImportGraph): readonly (readonly string[])[] {
  const reported = new Set<string>();
  const circles: (readonly string[])[] = [];
  for (const file of [...graph.keys()].sort()) {
    if (reported.has(file)) continue;
    const circle = shortestCircle(graph, file);
    if (circle === undefined) continue;
    circles.push(circle);
    for (const member of circle) reported.add(member);
  }
  return circles;
}

/** Breadth first from a file until it is met again. */
function shortestCircle(graph: ImportGraph, start: string): readonly string[] | undefined {
  const paths: (readonly string[])[] = [[start]];
  const seen = new Set<string>();
  for (const path of paths) {
    for (const next of graph.get(path.at(-1) ?? start) ?? []) {
      if (next === start) return [...path, start];
      if (seen.has(next)) continue;
      seen.add(next);
      paths.push([...path, next]);
    }
  }
  return undefined;
}
