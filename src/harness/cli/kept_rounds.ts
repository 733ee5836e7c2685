/**
 * How much a computing task computes on this host, kept in the user's cache: calibrated by the first session and used
 * by all later ones, as sessions that compute different amounts cannot be compared.
 * @module
 */
import { join } from "node:path";
import * as z from "zod";
import { calibrateCpuRounds } from "../measure/calibrate_cpu.ts";
import type { Io } from "./io.ts";
import { cacheDirectory } from "./noise_floor_file.ts";

const SCHEMA = "puffinbench-cpu-rounds/1";
const fileSchema = z.strictObject({ schema: z.literal(SCHEMA), rounds: z.int().positive() });

/**
 * Finds the rounds of the `cpu` kernel for a host.
 *
 * @param hostFingerprint The host.
 * @param io The world.
 * @param calibrate Who finds them where nobody has.
 * @returns Those of earlier sessions; where there is no place to keep them, they are found anew each time.
 */
export async function keptCpuRounds(
  hostFingerprint: string,
  { env }: Pick<Io, "env">,
  calibrate: () => number = calibrateCpuRounds,
): Promise<number> {
  const cache = cacheDirectory(env);
  if (cache === null) return calibrate();
  const directory = join(cache, "cpu_rounds"), path = join(directory, `${hostFingerprint}.json`);
  const known = await readRounds(path);
  if (known !== null) return known;
  const rounds = calibrate();
  const temporary = `${path}.${crypto.randomUUID()}`;
  try {
    await Deno.mkdir(directory, { recursive: true });
    await Deno.writeTextFile(temporary, `${JSON.stringify({ schema: SCHEMA, rounds })}\n`);
    await Deno.rename(temporary, path);
  } catch {
    // A cache that cannot be written to is none; the session is as good, and only harder to compare with others.
  }
  return rounds;
}

async function readRounds(path: string): Promise<number | null> {
  try {
    return fileSchema.parse(JSON.parse(await Deno.readTextFile(path))).rounds;
  } catch {
    return null;
  }
}
