/**
 * How much code the programs of each adapter are, and what its framework takes on a disk, as `scripts/write_sizes.ts`
 * counted them when the tool was built.
 * @module
 */
import sizes from "./sizes.json" with { type: "json" };

/** How much code an adapter's programs are, as the formatter leaves it. */
export interface CountedCode {
  readonly files: number;
  /** Lines that hold more than blanks and comments. */
  readonly lines: number;
  readonly tokens: number;
}

/** What a framework takes on a disk. */
export interface CountedPackages {
  /** Packages of npm that come with it, itself included. */
  readonly packages: number;
  /** Bytes of their files. */
  readonly bytes: number;
}

const CODE: ReadonlyMap<string, CountedCode> = new Map(Object.entries(sizes.code));
const DISK: ReadonlyMap<string, CountedPackages> = new Map(Object.entries(sizes.disk));

/**
 * Looks up what was counted of an adapter.
 *
 * @param adapter Its id.
 * @returns Code and packages; `null` for what was not counted: an adapter from outside, a framework without packages.
 */
export function sizesOf(
  adapter: string,
): { readonly code: CountedCode | null; readonly disk: CountedPackages | null } {
  return { code: CODE.get(adapter) ?? null, disk: DISK.get(adapter) ?? null };
}
