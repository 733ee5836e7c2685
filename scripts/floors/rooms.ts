/**
 * The house as data: its rooms, from the ground up. A room stands above all it imports, so a file may
 * import from its own room and from rooms of lower floors, never from its own floor's other rooms and
 * never from above. `forbidden_imports.ts` adds what is forbidden whatever the floors say, `judge.ts` applies both.
 * @module
 */

/** A folder or file of the house. */
export interface Room {
  /** Path from the repository's root: a folder ends with a slash and stands for all in it. */
  readonly path: string;
  /** Height, counted from the ground; a longer path wins over the folder that it is in. */
  readonly floor: number;
}

const FLOORS: readonly (readonly string[])[] = [
  // The common ground.
  ["src/invariant.ts"],
  ["src/units/"],
  ["src/random/", "src/time/", "src/heap/"],
  ["src/stats/"],
  // PuffinFlow.
  ["src/engine/"],
  ["src/engine/data/"],
  ["src/engine/reliability/", "src/engine/coordination/"],
  ["src/engine/resources/"],
  ["src/engine/graph/"],
  ["src/engine/run/"],
  ["src/engine/events/"],
  ["src/engine/agent/"],
  // What a run is fitted with, or drawn from: it reaches the executor through `run/instrument.ts` only.
  ["src/engine/picture/", "src/engine/observability/", "src/engine/durability/"],
  ["src/engine/team/", "src/engine/schedule/"],
  ["src/engine/distributed/"],
  ["mod.ts"],
  // puffinbench.
  ["src/harness/workload/"],
  ["src/harness/suites/", "src/harness/adapters/"],
  ["src/harness/machine/", "src/harness/measure/", "src/harness/features/"],
  ["src/harness/session/"],
  ["src/harness/python/"],
  ["src/harness/compare/"],
  ["src/harness/archive/"],
  ["src/harness/selftest/"],
  ["src/harness/report/"],
  ["src/harness/cli/"],
  ["main.ts"],
  // Outside the two towers.
  ["bench/", "scripts/"],
];

/** All rooms. */
export const ROOMS: readonly Room[] = FLOORS.flatMap((paths, floor) => paths.map((path) => ({ path, floor })));

/**
 * Finds the room that a file is in.
 *
 * @param file Path from the repository's root.
 * @returns The room with the longest path that covers the file, or nothing where no room does.
 */
export function roomOf(file: string): Room | undefined {
  return ROOMS.filter(({ path }) => covers(path, file)).toSorted((a, b) => b.path.length - a.path.length)[0];
}

/**
 * Says whether a file is at a place.
 *
 * @param place A file; or a folder or scheme, which end with a slash or colon and cover all in them.
 * @param file Path from the repository's root, or the specifier of a module from elsewhere.
 */
export function covers(place: string, file: string): boolean {
  return /[/:]$/.test(place) ? file.startsWith(place) : file === place;
}
