/**
 * What the series of all metrics have in common: which label set they belong to, and since when.
 * @module
 */
import type { WallClock } from "../../../time/wall_clock.ts";
import type { SeriesBase } from "./metric_snapshot.ts";

/** A series, for whoever records into it. */
export abstract class BoundSeries implements SeriesBase {
  /** Its label values, in the order of the metric's label names. */
  readonly labelValues: readonly string[];
  /** When it began, in milliseconds since the start of 1970. */
  readonly sinceMs: number;
  /** Says when something was recorded, where that is kept. */
  protected readonly wallClock: WallClock;

  /**
   * Makes one that has recorded nothing; metrics do.
   *
   * @param labelValues Its label values.
   * @param wallClock Says when it begins.
   */
  constructor(labelValues: readonly string[], wallClock: WallClock) {
    this.labelValues = labelValues;
    this.sinceMs = wallClock.wallNow();
    this.wallClock = wallClock;
  }
}
