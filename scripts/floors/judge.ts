/**
 * Holds a graph of imports against the rules of the house. Pure: it sees neither files nor Deno.
 * @module
 */
import { circlesIn } from "./circles.ts";
import { FORBIDDEN_IMPORTS } from "./forbidden_imports.ts";
import type { Import, ImportGraph } from "./import_graph.ts";
import { covers, roomOf } from "./rooms.ts";

/**
 * Judges every file and every import.
 *
 * @param graph What is there.
 * @returns A line for each breach, with the two files and the rule; none when all is well.
 */
export function judge(graph: ImportGraph): string[] {
  const homeless = graph.files.filter((file) => roomOf(file) === undefined);
  return [
    ...homeless.map((file) => `${file}: it is in no room; give its folder a floor in scripts/floors/rooms.ts`),
    ...graph.imports.flatMap(judgeImport),
    ...circlesIn(graph).map((circle) => `${[...circle, circle[0]!].join(" -> ")}: no import goes in a circle`),
  ];
}

function judgeImport(found: Import): string[] {
  const rules = [...brokenFloorRules(found), ...brokenForbiddenImports(found)];
  return rules.map((rule) => `${found.from} -> ${found.to}: ${rule}`);
}

function brokenFloorRules({ from, to }: Import): string[] {
  const [above, below] = [roomOf(from), roomOf(to)];
  // Packages, texts and JSON stand on no floor; files without a room are told of by themselves.
  if (above === undefined || below === undefined || above === below) return [];
  if (above.floor > below.floor) return [];
  const relation = above.floor === below.floor ? "beside" : "above";
  return [`imports only go down: ${below.path} stands ${relation} ${above.path}`];
}

function brokenForbiddenImports(found: Import): string[] {
  return FORBIDDEN_IMPORTS
    .filter(({ from }) => from.some((place) => covers(place, found.from)))
    .filter(({ to }) => to.some((place) => covers(place, found.to)))
    .filter(({ isAllowed }) => !isAllowed?.(found))
    .map(({ rule }) => rule);
}
