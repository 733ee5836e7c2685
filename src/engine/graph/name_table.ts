/**
 * Numbers by name: an open hash table over the list of names, one word per slot. For a million names that are new
 * to the process it takes a tenth of the time and of the memory of a `Map` or of an object's properties: those
 * keep the names a second time and grow step by step. For a few names it is as fast.
 * @module
 */

/** The numbers of a list of names. */
export class NameTable {
  readonly #names: readonly string[];
  /** Per slot: one more than the number of the name in it, or 0. Never more than half full. */
  readonly #slots: Int32Array;
  /** A name that the list holds twice, or `null`. */
  readonly duplicate: string | null;

  /**
   * Makes a table.
   *
   * @param names The names in the order of their numbers; kept, not copied.
   */
  constructor(names: readonly string[]) {
    this.#names = names;
    this.#slots = new Int32Array(2 << (32 - Math.clz32(names.length)));
    let duplicate: string | null = null;
    for (let number = 0; number < names.length; number++) {
      const slot = this.#slotOf(names[number]!);
      if (this.#slots[slot] === 0) this.#slots[slot] = number + 1;
      else duplicate ??= names[number]!;
    }
    this.duplicate = duplicate;
  }

  /**
   * Looks a name up.
   *
   * @param name Any text.
   * @returns Its number, or `undefined`.
   */
  get(name: string): number | undefined {
    const held = this.#slots[this.#slotOf(name)]!;
    return held === 0 ? undefined : held - 1;
  }

  /** The slot that holds a name, or the empty one where it belongs. */
  #slotOf(name: string): number {
    const slots = this.#slots, mask = slots.length - 1;
    let slot = hashOf(name) & mask;
    for (let held = slots[slot]!; held !== 0 && this.#names[held - 1] !== name; held = slots[slot]!) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}

/** FNV-1a over the text's code units, its high bits folded into the low ones that choose the slot. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}
