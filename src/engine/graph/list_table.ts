/**
 * One list for all equal lists of numbers: an open hash table, since a text made of each list as the key of a `Map`
 * takes a microsecond a list.
 * @module
 */

/** Lists of numbers, each of them once. */
export class ListTable {
  /** The lists in the order in which they were first added. */
  readonly lists: (readonly number[])[] = [];
  /** Per slot: one more than the number of the list in it, or 0. Never more than half full. */
  readonly #slots: Int32Array;

  /**
   * Makes an empty table.
   *
   * @param capacity Most different lists.
   */
  constructor(capacity: number) {
    this.#slots = new Int32Array(2 << (32 - Math.clz32(capacity)));
  }

  /**
   * Adds a list unless an equal one is there.
   *
   * @param list Whole numbers of 0 or more; must not change from now on.
   * @returns Number of the list, or of its equal.
   */
  add(list: readonly number[]): number {
    const slots = this.#slots, mask = slots.length - 1;
    let slot = hashOf(list) & mask;
    for (let held = slots[slot]!; held !== 0; held = slots[slot]!) {
      if (areEqual(this.lists[held - 1]!, list)) return held - 1;
      slot = (slot + 1) & mask;
    }
    return (slots[slot] = this.lists.push(list)) - 1;
  }
}

/** FNV-1a over the numbers, its high bits folded into the low ones that choose the slot. */
function hashOf(list: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < list.length; i++) hash = Math.imul(hash ^ list[i]!, 0x01000193);
  return hash ^ (hash >>> 15);
}

function areEqual(one: readonly number[], other: readonly number[]): boolean {
  if (one === other) return true;
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}
