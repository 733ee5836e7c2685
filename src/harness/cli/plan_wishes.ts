/**
 * What a command line says about measuring, in a form that a journal can keep: with it the same command
 * plans the same session again.
 * @module
 */
import * as z from "zod";
import { METRIC_NAMES, type MetricName } from "../session/metrics/metric_plan.ts";
import { type ProfileName, PROFILES } from "../session/profile.ts";

const profileNames = Object.keys(PROFILES) as ProfileName[];

/** Schema of wishes as they stand in a journal: nothing is left open. */
export const keptWishesSchema = z.strictObject({
  suites: z.array(z.string()),
  filters: z.array(z.string()),
  /** Ids and URLs. */
  frameworks: z.array(z.string()),
  profile: z.enum(profileNames),
  seed: z.int().nonnegative(),
  timeLimitMs: z.number().positive().nullable(),
  /** `null` where the profile decides, as it always did before it could be asked for. */
  iterations: z.int().positive().nullable().default(null),
  metrics: z.array(z.enum(METRIC_NAMES)),
});

/** Wishes as they stand in a journal. */
export type KeptWishes = z.infer<typeof keptWishesSchema>;

/** What the command line says about measuring. */
export interface PlanWishes {
  /** Names of suites; none stands for all. */
  readonly suites: readonly string[];
  /** Patterns over ids of benchmarks; none stands for all. */
  readonly filters: readonly string[];
  /** Ids, paths or URLs; undefined stands for all that come with the tool. */
  readonly frameworks?: readonly string[] | undefined;
  /** How much to measure. */
  readonly profile: ProfileName;
  /** Undefined stands for one that is drawn. */
  readonly seed?: number | undefined;
  /** Longest that a process may take to answer, in milliseconds; undefined leaves it to the session. */
  readonly timeLimitMs?: number | undefined;
  /** Runs that each process records; undefined leaves it to the profile, which goes by what it measures. */
  readonly iterations?: number | undefined;
  /** Metrics beside the steady run; undefined stands for those that the profile measures. */
  readonly metrics?: readonly MetricName[] | undefined;
}
