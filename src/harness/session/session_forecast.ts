/**
 * What a session was expected to take after its first pass, and took: as it is kept in results. How it is forecast is
 * `forecast.ts`.
 * @module
 */
import * as z from "zod";

/** Schema of times of the first stage and the metrics, in milliseconds since the start. */
export const forecastSchema = z.strictObject({
  /** When the first pass was over. */
  afterMs: z.number().nonnegative(),
  /** When all of it would be, by what was known then. */
  expectedMs: z.number().nonnegative(),
  /** When it was. */
  tookMs: z.number().nonnegative(),
});

/** What a session was expected to take, and took. */
export type SessionForecast = z.infer<typeof forecastSchema>;
