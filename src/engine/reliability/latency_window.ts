/**
 * The latest latencies of calls, and a percentile of them: what hedging waits by.
 * @module
 */

/** A ring of latencies. The percentile is worked out anew once a tenth of the ring was replaced, not for each call. */
export class LatencyWindow {
  readonly #ring: Float64Array;
  readonly #quantile: number;
  readonly #staleAfter: number;
  #count = 0;
  #next = 0;
  #sinceSorted = Infinity;
  #percentileMs = 0;

  /**
   * Makes an empty window.
   *
   * @param maxSamples How many latencies it keeps, 1 or more.
   * @param quantile Which share of them is to be no longer than the percentile: above 0, up to 1.
   */
  constructor(maxSamples: number, quantile: number) {
    this.#ring = new Float64Array(maxSamples);
    this.#quantile = quantile;
    this.#staleAfter = Math.max(1, maxSamples / 10);
  }

  /** How many latencies it holds. */
  get count(): number {
    return this.#count;
  }

  /**
   * Adds a latency.
   *
   * @param latencyMs The latency in milliseconds.
   */
  record(latencyMs: number): void {
    this.#ring[this.#next] = latencyMs;
    this.#next = (this.#next + 1) % this.#ring.length;
    this.#count = Math.min(this.#count + 1, this.#ring.length);
    this.#sinceSorted++;
  }

  /**
   * Reads the percentile, which may be of a tenth of the ring before.
   *
   * @returns The latency in milliseconds, by nearest rank: one that was recorded. The window must not be empty.
   */
  percentileMs(): number {
    if (this.#sinceSorted >= this.#staleAfter) {
      const sorted = this.#ring.slice(0, this.#count).sort();
      // Without the margin, 0.07 of a hundred would be the eighth.
      const rank = Math.ceil(this.#quantile * this.#count - 1e-9);
      this.#percentileMs = sorted[Math.max(rank, 1) - 1]!;
      this.#sinceSorted = 0;
    }
    return this.#percentileMs;
  }
}
