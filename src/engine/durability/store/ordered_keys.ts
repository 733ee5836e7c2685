/**
 * Strings in order, for a program that adds, removes and walks through many: short sorted chunks, so that a
 * change moves a chunk and not everything, and a walk begins where it is wanted.
 * @module
 */

/** Most keys of a chunk. Twice or half as many cost much the same. */
const MAX_CHUNK = 512;

/** A sorted set of strings. */
export class OrderedKeys {
  /** Chunks in order, each sorted; none is empty. */
  readonly #chunks: string[][] = [];

  /**
   * Adds a key.
   *
   * @param key A key that is not in the set.
   */
  add(key: string): void {
    if (this.#chunks.length === 0) {
      this.#chunks.push([key]);
      return;
    }
    const index = Math.max(0, this.#chunkAfter(key) - 1), chunk = this.#chunks[index]!;
    chunk.splice(lowerBound(chunk, key), 0, key);
    if (chunk.length > MAX_CHUNK) this.#chunks.splice(index + 1, 0, chunk.splice(MAX_CHUNK / 2));
  }

  /**
   * Removes a key.
   *
   * @param key A key of the set.
   */
  remove(key: string): void {
    const index = this.#chunkAfter(key) - 1, chunk = this.#chunks[index]!;
    chunk.splice(lowerBound(chunk, key), 1);
    if (chunk.length === 0) this.#chunks.splice(index, 1);
  }

  /**
   * Walks up. Nothing may be added or removed before the walk has ended.
   *
   * @param from Lowest key, included.
   * @param before Where to stop, excluded.
   * @returns The keys.
   */
  *ascending(from: string, before: string): Generator<string, void> {
    let index = Math.max(0, this.#chunkAfter(from) - 1);
    let at = lowerBound(this.#chunks[index] ?? [], from);
    for (; index < this.#chunks.length; index++, at = 0) {
      const chunk = this.#chunks[index]!;
      for (; at < chunk.length; at++) {
        if (chunk[at]! >= before) return;
        yield chunk[at]!;
      }
    }
  }

  /**
   * Walks down. Nothing may be added or removed before the walk has ended.
   *
   * @param from Lowest key, included.
   * @param before Where to begin, excluded.
   * @returns The keys, the highest first.
   */
  *descending(from: string, before: string): Generator<string, void> {
    let index = this.#chunkAfter(before) - 1;
    let at = lowerBound(this.#chunks[index] ?? [], before) - 1;
    while (index >= 0) {
      const chunk = this.#chunks[index]!;
      for (; at >= 0; at--) {
        if (chunk[at]! < from) return;
        yield chunk[at]!;
      }
      index--;
      at = (this.#chunks[index]?.length ?? 0) - 1;
    }
  }

  /** Finds the first chunk that begins after a key. */
  #chunkAfter(key: string): number {
    let low = 0, high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#chunks[middle]![0]! <= key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Finds the first place whose key is not lower. */
function lowerBound(chunk: readonly string[], key: string): number {
  let low = 0, high = chunk.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (chunk[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
