/**
 * Times for figures: what a program finds out about itself outside of all timing. Medians of a fixed number of
 * repetitions after some that do not count; intervals are the business of whoever has the figures of many processes.
 * @module
 */
import { median } from "../../../stats/median.ts";

/** Repetitions that do not count: by then the code is compiled. */
const WARM_UPS = 30;

/**
 * Finds how long something takes.
 *
 * @param repetitions How often it is timed.
 * @param act Does it.
 * @returns The median, in microseconds.
 */
export async function medianUs(repetitions: number, act: () => Promise<unknown>): Promise<number> {
  const timesUs: number[] = [];
  for (let i = -WARM_UPS; i < repetitions; i++) {
    const startedMs = performance.now();
    await act();
    if (i >= 0) timesUs.push((performance.now() - startedMs) * 1e3);
  }
  return median(timesUs);
}

/**
 * Lets something report a time, and collects the reports.
 *
 * @param repetitions How often it is asked.
 * @param act Does it, and gives times by name.
 * @returns The medians by name, in the unit in which they were reported.
 */
export async function mediansOf<N extends string>(
  repetitions: number,
  act: () => Promise<Readonly<Record<N, number>>>,
): Promise<Record<N, number>> {
  for (let i = 0; i < WARM_UPS; i++) await act();
  const reports: Readonly<Record<N, number>>[] = [];
  for (let i = 0; i < repetitions; i++) reports.push(await act());
  const names = Object.keys(reports[0]!) as N[];
  return Object.fromEntries(names.map((name) => [name, median(reports.map((report) => report[name]))])) as Record<
    N,
    number
  >;
}
