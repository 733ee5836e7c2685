/**
 * What equal stretches of work say about a machine: how much they vary, and how much of the processor
 * they had. The grade that follows is the same for the doctor's probe and for the reference loop of a
 * session.
 * @module
 */
import { type Grade, gradeOf, LADDERS } from "./grade.ts";

/** A stretch of work that should always take equally long. */
export interface SpinReading {
  readonly wallNs: number;
  /** Processor time of the whole process. */
  readonly cpuNs: number;
}

/** Fewest readings whose spread means something. */
const FEWEST_READINGS = 3;

/**
 * Finds the spread of durations.
 *
 * @param values Two numbers or more.
 * @returns Standard deviation over mean.
 */
export function variation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1)) / mean;
}

/**
 * Finds the share of the processor that work had.
 *
 * What helper threads spend at the same time on other processors is cut off stretch by stretch: summed up,
 * it would make good for what was lost in others.
 *
 * @param readings One or more.
 * @returns Processor time over wall time, at most 1.
 */
export function processorShare(readings: readonly SpinReading[]): number {
  const wallNs = readings.reduce((sum, reading) => sum + reading.wallNs, 0);
  return readings.reduce((sum, reading) => sum + Math.min(reading.cpuNs, reading.wallNs), 0) / wallNs;
}

/**
 * Grades a machine by equal stretches of work alone. Pressure is left out: a session that starts its
 * workers side by side makes pressure of its own.
 *
 * @param readings In any order.
 * @returns The worse grade of spread and share; `null` if there are fewer than three readings.
 */
export function spinGrade(readings: readonly SpinReading[]): Grade | null {
  if (readings.length < FEWEST_READINGS) return null;
  const bySpread = gradeOf(LADDERS["spin-variation"], variation(readings.map(({ wallNs }) => wallNs)));
  const byShare = gradeOf(LADDERS["processor-share"], processorShare(readings));
  return bySpread > byShare ? bySpread : byShare;
}
