/**
 * A binary heap whose members know their place, so that one leaves from the middle, or moves when its rank
 * changes, in logarithmic time.
 * @module
 */

/** A member of a {@linkcode PlacedHeap}. */
export interface HeapMember {
  /** Lower comes first. The heap must be told of a change. */
  readonly rank: number;
  /** Decides between members of the same rank: lower first. */
  readonly sequence: number;
  /** Place in the heap, -1 when in none. For the heap only. */
  place: number;
}

/** Members by rank. */
export class PlacedHeap<T extends HeapMember> {
  readonly #members: T[] = [];

  /** The member that comes first. */
  get first(): T | null {
    return this.#members[0] ?? null;
  }

  /** All members, in no particular order. */
  get members(): readonly T[] {
    return this.#members;
  }

  /** Number of members. */
  get size(): number {
    return this.#members.length;
  }

  /**
   * Puts a member where its rank belongs; it may be new or have changed.
   *
   * @param member The member.
   */
  put(member: T): void {
    if (member.place < 0) member.place = this.#members.push(member) - 1;
    this.#rise(member);
    this.#sink(member);
  }

  /**
   * Takes a member out; nothing happens if it is not in.
   *
   * @param member The member.
   */
  remove(member: T): void {
    const { place } = member;
    if (place < 0) return;
    member.place = -1;
    const last = this.#members.pop()!;
    if (last === member) return;
    this.#members[place] = last;
    last.place = place;
    this.put(last);
  }

  #rise(member: T): void {
    while (member.place > 0) {
      const parent = this.#members[(member.place - 1) >> 1]!;
      if (!isBefore(member, parent)) return;
      this.#swap(member, parent);
    }
  }

  #sink(member: T): void {
    for (;;) {
      const left = this.#members[2 * member.place + 1], right = this.#members[2 * member.place + 2];
      const child = right !== undefined && isBefore(right, left!) ? right : left;
      if (child === undefined || !isBefore(child, member)) return;
      this.#swap(child, member);
    }
  }

  #swap(a: T, b: T): void {
    [a.place, b.place] = [b.place, a.place];
    this.#members[a.place] = a;
    this.#members[b.place] = b;
  }
}

function isBefore(a: HeapMember, b: HeapMember): boolean {
  return a.rank < b.rank || (a.rank === b.rank && a.sequence < b.sequence);
}
