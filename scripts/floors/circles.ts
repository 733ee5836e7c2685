/**
 * Finds circles: files that import each other, directly or by way of others.
 * @module
 */
import type { ImportGraph } from "./import_graph.ts";

/**
 * Looks for circles.
 *
 * @param graph Files and their imports.
 * @returns A list of files for each circle found, each importing the next and the last the first;
 * empty only if there is none, though where circles touch not each of them is listed.
 */
export function circlesIn({ files, imports }: ImportGraph): string[][] {
  const importedBy = Map.groupBy(imports, ({ from }) => from);
  const circles: string[][] = [];
  const done = new Set<string>();
  const way: string[] = [];

  function visit(file: string): void {
    if (done.has(file)) return;
    const start = way.indexOf(file);
    if (start >= 0) {
      circles.push(way.slice(start));
      return;
    }
    way.push(file);
    for (const { to } of importedBy.get(file) ?? []) visit(to);
    way.pop();
    done.add(file);
  }

  for (const file of files) visit(file);
  return circles;
}
