/**
 * Latencies as a histogram with three significant digits, whatever their range: small to keep, exact to merge over
 * processes. A wrapper that speaks nanoseconds around `hdr-histogram-js`, which counts microseconds.
 * @module
 */
import {
  build,
  decodeFromCompressedBase64,
  encodeIntoCompressedBase64,
  type Histogram,
  JsHistogram,
} from "hdr-histogram-js";
import { invariant } from "../../../invariant.ts";
import type { CountedValue } from "../../../stats/clustered_count_quantile.ts";

const LOWEST_MICROS = 1;
const HIGHEST_MICROS = 3_600_000_000;
const DIGITS = 3;

/** Latencies between a microsecond and an hour; what is beyond counts as the bound. */
export class LatencyHistogram {
  readonly #histogram: Histogram;

  private constructor(histogram: Histogram) {
    this.#histogram = histogram;
  }

  /** Makes an empty one. */
  static empty(): LatencyHistogram {
    return new LatencyHistogram(build({
      lowestDiscernibleValue: LOWEST_MICROS,
      highestTrackableValue: HIGHEST_MICROS,
      numberOfSignificantValueDigits: DIGITS,
      useWebAssembly: false,
    }));
  }

  /**
   * Reads one that was written by {@linkcode encode}.
   *
   * @param text What it wrote.
   */
  static decode(text: string): LatencyHistogram {
    return new LatencyHistogram(decodeFromCompressedBase64(text, 32, false));
  }

  /** Latencies recorded. */
  get count(): number {
    return this.#histogram.totalCount;
  }

  /** Mean latency in nanoseconds; 0 without any. */
  get meanNs(): number {
    return this.count === 0 ? 0 : this.#histogram.mean * 1e3;
  }

  /** Largest latency in nanoseconds; 0 without any. */
  get maxNs(): number {
    return this.count === 0 ? 0 : this.#histogram.maxValue * 1e3;
  }

  /**
   * Records a latency.
   *
   * @param latencyNs In nanoseconds, 0 or more.
   */
  record(latencyNs: number): void {
    const micros = Math.round(latencyNs / 1e3);
    this.#histogram.recordValue(Math.min(Math.max(micros, LOWEST_MICROS), HIGHEST_MICROS));
  }

  /**
   * Reads a percentile.
   *
   * @param share Share of latencies that are at most so long, between 0 and 1.
   * @returns In nanoseconds; 0 without any.
   */
  percentileNs(share: number): number {
    return this.count === 0 ? 0 : this.#histogram.getValueAtPercentile(100 * share) * 1e3;
  }

  /** All that was recorded, ascending: latencies in nanoseconds, each with how often it came. */
  entries(): CountedValue[] {
    const histogram = this.#histogram, entries: CountedValue[] = [];
    invariant(histogram instanceof JsHistogram, "Histograms are made without WebAssembly");
    for (let index = 0; index < histogram.countsArrayLength; index++) {
      const count = histogram.getCountAtIndex(index);
      if (count > 0) {
        entries.push({ value: histogram.highestEquivalentValue(histogram.valueFromIndex(index)) * 1e3, count });
      }
    }
    return entries;
  }

  /**
   * Adds what another one recorded.
   *
   * @param other The other one.
   */
  add(other: LatencyHistogram): void {
    this.#histogram.add(other.#histogram);
  }

  /** Writes it as text, compressed. */
  encode(): string {
    return encodeIntoCompressedBase64(this.#histogram);
  }
}
