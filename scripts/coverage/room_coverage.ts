/**
 * Reads a coverage report in the format of lcov and sums it up by room. Pure: `../check_coverage.ts` makes
 * the report.
 * @module
 */

/** How much of something the tests reached. */
export interface Reached {
  readonly reached: number;
  readonly total: number;
}

/** Coverage of the files of one folder. */
export interface RoomCoverage {
  /** The folder, from the repository's root. */
  readonly room: string;
  readonly branches: Reached;
  /** Of functions too: the branches of a function that was never called are in no report. */
  readonly functions: Reached;
}

/**
 * Sums up a report.
 *
 * @param lcov Text of the report; its paths are absolute.
 * @param root The repository's directory, absolute.
 * @returns One entry a folder in alphabetical order, then one for all of them, named `all`.
 */
export function roomCoverage(lcov: string, root: string): RoomCoverage[] {
  const rooms = new Map<string, RoomCoverage>();
  for (const record of lcov.split("end_of_record").filter((text) => text.includes("SF:"))) {
    const room = pathIn(record, root).replace(/\/[^/]*$/, "");
    const found: RoomCoverage = {
      room,
      branches: { reached: numberOf(record, "BRH"), total: numberOf(record, "BRF") },
      functions: { reached: numberOf(record, "FNH"), total: numberOf(record, "FNF") },
    };
    const before = rooms.get(room);
    rooms.set(room, before === undefined ? found : together(room, [before, found]));
  }
  const list = [...rooms.values()].sort((a, b) => a.room < b.room ? -1 : 1);
  return [...list, together("all", list)];
}

/**
 * Lists the files of a report.
 *
 * @param lcov Text of the report; its paths are absolute.
 * @param root The repository's directory, absolute.
 * @returns Their paths from the root.
 */
export function filesIn(lcov: string, root: string): ReadonlySet<string> {
  return new Set(lcov.split("end_of_record").filter((text) => text.includes("SF:")).map((text) => pathIn(text, root)));
}

/**
 * Gives a share in per cent. Of nothing everything was reached.
 *
 * @param reached What was reached of what.
 * @returns 0 to 100.
 */
export function percentOf({ reached, total }: Reached): number {
  return total === 0 ? 100 : 100 * reached / total;
}

function together(room: string, parts: readonly RoomCoverage[]): RoomCoverage {
  return {
    room,
    branches: sumOf(parts.map(({ branches }) => branches)),
    functions: sumOf(parts.map(({ functions }) => functions)),
  };
}

function sumOf(parts: readonly Reached[]): Reached {
  return {
    reached: parts.reduce((sum, { reached }) => sum + reached, 0),
    total: parts.reduce((sum, { total }) => sum + total, 0),
  };
}

function pathIn(record: string, root: string): string {
  const path = /^SF:(.*)$/m.exec(record)![1]!;
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}

function numberOf(record: string, field: string): number {
  return Number(new RegExp(`^${field}:(\\d+)$`, "m").exec(record)?.[1] ?? 0);
}
