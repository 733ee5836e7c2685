/**
 * The noise floors of this host, kept in the user's cache: measured by `calibrate`, used by `gate`, old
 * after a month, and of no use on any other host or runtime.
 * @module
 */
import { dirname, join } from "node:path";
import * as z from "zod";
import type { GateMetric } from "../compare/gate_metric.ts";
import type { NoiseFloor } from "../compare/noise_floor.ts";
import type { Io } from "./io.ts";

const SCHEMA = "puffinbench-noise-floors/1";

/** How long a floor is believed. */
export const LIFE_DAYS = 30;
const MS_PER_DAY = 86_400_000;

const floorSchema = z.strictObject({
  benchmark: z.string(),
  /** Id or URL of the adapter. */
  framework: z.string(),
  metric: z.enum(["cpu", "wall", "allocated"]),
  /** Profile that it was measured with: another takes other samples. */
  profile: z.string(),
  /** As a fraction. */
  value: z.number().nonnegative(),
  /** Pairs of the gate that it holds for. */
  pairs: z.int().positive(),
  measuredAt: z.iso.datetime(),
});

const fileSchema = z.strictObject({
  schema: z.literal(SCHEMA),
  hostFingerprint: z.string(),
  floors: z.array(floorSchema),
});

/** A floor as it is kept. */
export type KeptFloor = z.infer<typeof floorSchema>;

/**
 * Finds the directory for what can be had again.
 *
 * @param env Variables of the environment.
 * @returns The directory of this program, or `null` where the user has no home.
 */
export function cacheDirectory(env: Io["env"]): string | null {
  const base = env.XDG_CACHE_HOME || env.LOCALAPPDATA || (env.HOME ? join(env.HOME, ".cache") : "");
  return base === "" ? null : join(base, "puffinbench");
}

/** The floors of one host. */
export class NoiseFloorFile {
  readonly #path: string;
  readonly #hostFingerprint: string;

  /**
   * Names the file of a host.
   *
   * @param directory Directory of this program's cache.
   * @param hostFingerprint The host.
   */
  constructor(directory: string, hostFingerprint: string) {
    this.#path = join(directory, "noise_floors", `${hostFingerprint}.json`);
    this.#hostFingerprint = hostFingerprint;
  }

  /**
   * Reads the floors that are not too old.
   *
   * @param nowMs The time, in milliseconds since 1970.
   * @returns The floors; none where the file is not there or cannot be understood: they can be measured again.
   */
  async read(nowMs: number): Promise<KeptFloor[]> {
    try {
      const content = fileSchema.parse(JSON.parse(await Deno.readTextFile(this.#path)));
      if (content.hostFingerprint !== this.#hostFingerprint) return [];
      return content.floors.filter(({ measuredAt }) => nowMs - Date.parse(measuredAt) < LIFE_DAYS * MS_PER_DAY);
    } catch {
      return [];
    }
  }

  /**
   * Adds floors, in the place of those of the same benchmark, framework, metric, profile and number of pairs.
   *
   * @param floors The floors.
   * @param nowMs The time, in milliseconds since 1970: older ones are forgotten.
   * @returns Path of the file.
   * @throws {Error} If it cannot be written.
   */
  async add(floors: readonly KeptFloor[], nowMs: number): Promise<string> {
    const nameOf = ({ benchmark, framework, metric, profile, pairs }: KeptFloor) =>
      [benchmark, framework, metric, profile, pairs].join();
    const added = new Set(floors.map(nameOf));
    const others = (await this.read(nowMs)).filter((floor) => !added.has(nameOf(floor)));
    const content = { schema: SCHEMA, hostFingerprint: this.#hostFingerprint, floors: [...others, ...floors] };
    await Deno.mkdir(dirname(this.#path), { recursive: true });
    const temporary = `${this.#path}.${crypto.randomUUID()}`;
    await Deno.writeTextFile(temporary, `${JSON.stringify(content)}\n`);
    await Deno.rename(temporary, this.#path);
    return this.#path;
  }
}

/**
 * Looks a floor up.
 *
 * @param floors The floors of a host.
 * @param wanted Framework, profile and pairs of the gate.
 * @returns Finds the floor of a benchmark by a metric: that of as many pairs, or of fewer, which is no lower.
 */
export function floorsFor(
  floors: readonly KeptFloor[],
  { framework, profile, pairs }: Pick<KeptFloor, "framework" | "profile" | "pairs">,
): (benchmark: string, metric: GateMetric["id"]) => NoiseFloor | undefined {
  const fitting = floors
    .filter((floor) => floor.framework === framework && floor.profile === profile && floor.pairs <= pairs)
    .toSorted((a, b) => b.pairs - a.pairs);
  return (benchmark, metric) => {
    const found = fitting.find((floor) => floor.benchmark === benchmark && floor.metric === metric);
    return found === undefined ? undefined : { value: found.value, isKnown: true };
  };
}
