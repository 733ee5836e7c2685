/**
 * What the nodes of a pool have and what of it is free: flat arrays of thousandths, a row for each node
 * and a column for each resource. Which node a request goes to is `placement.ts`'s decision.
 * @module
 */
import { invariant } from "../../invariant.ts";
import { amountOf, type Amounts, thousandthsOf } from "./amounts.ts";

/** A node of a pool: a request is met by one node, never by parts of several. */
export interface NodeOptions {
  /** Name, unlike that of every other node of the pool. */
  readonly name: string;
  /** All it has. */
  readonly capacity: Amounts;
}

/** A node as it is at one moment. */
export interface NodeReport {
  /** Its name. */
  readonly name: string;
  /** All it has. */
  readonly capacity: Amounts;
  /** What of it nobody holds. */
  readonly free: Amounts;
}

/** What is asked for: thousandths, one for each resource of the inventory. */
export type Need = readonly number[];

/** Rows and columns. The arrays are for placements to read; only {@linkcode take} and {@linkcode give} change them. */
export class Inventory {
  readonly resources: readonly string[];
  readonly nodeNames: readonly string[];
  /** Capacity of node `n` in resource `r`, at `n * resources.length + r`. */
  readonly capacity: Float64Array;
  /** What is free, in the same places. */
  readonly free: Float64Array;
  /** 1 / capacity, in the same places; 0 where a node has nothing of a resource. */
  readonly inverse: Float64Array;
  /** Capacity of all nodes together, by resource. */
  readonly total: Float64Array;
  readonly #columns: ReadonlyMap<string, number>;

  /**
   * Lists what there is.
   *
   * @param nodes One node or more.
   * @param pool Name of the pool, for messages.
   * @throws {RangeError} If there is no node, a name is used twice, or an amount is out of its bounds.
   */
  constructor(nodes: readonly NodeOptions[], pool: string) {
    this.nodeNames = nodeNamesOf(nodes, pool);
    this.resources = [...new Set(nodes.flatMap(({ capacity }) => Object.keys(capacity)))];
    this.#columns = new Map(this.resources.map((resource, column) => [resource, column]));
    const width = this.resources.length, action = `make "${pool}"`;
    this.total = new Float64Array(width);
    this.capacity = new Float64Array(nodes.length * width);
    nodes.forEach((node, row) =>
      this.resources.forEach((resource, column) => {
        const amount = thousandthsOf(node.capacity[resource] ?? 0, { action, resource });
        this.capacity[row * width + column] = amount;
        this.total[column]! += amount;
        // The sum of all nodes is counted by thousandths too.
        thousandthsOf(amountOf(this.total[column]!), { action, resource });
      })
    );
    this.free = this.capacity.slice();
    this.inverse = this.capacity.map((amount) => amount === 0 ? 0 : 1 / amount);
  }

  /**
   * Reads a request.
   *
   * @param amounts What is asked for.
   * @param action What for, for the message of a bad amount.
   * @returns Its thousandths, or `null` if it names a resource that no node has.
   * @throws {RangeError} If an amount is out of its bounds.
   */
  needOf(amounts: Amounts, action: string): Need | null {
    const need: number[] = [];
    for (let column = 0; column < this.resources.length; column++) need.push(0);
    let isKnown = true;
    for (const resource in amounts) {
      const amount = amounts[resource];
      // Zero of anything is no need; checked here, it is not looked up either.
      if (amount === undefined || amount === 0) continue;
      const thousandths = thousandthsOf(amount, { action, resource });
      const column = this.#columns.get(resource);
      if (column === undefined) isKnown = false;
      else need[column] = thousandths;
    }
    return isKnown ? need : null;
  }

  /**
   * Writes thousandths as amounts again, without the resources of which there are none.
   *
   * @param need Thousandths by resource.
   */
  amountsOf(need: Need): Amounts {
    const entries = this.resources.map((resource, column) => [resource, amountOf(need[column]!)] as const);
    return Object.freeze(Object.fromEntries(entries.filter(([, amount]) => amount > 0)));
  }

  /** Tells whether some node could meet a need if nobody held anything. */
  couldMeet(need: Need): boolean {
    return this.nodeNames.some((_, node) => this.#covers(this.capacity, node, need));
  }

  /** Tells whether a node can meet a need now. */
  canMeet(node: number, need: Need): boolean {
    return this.#covers(this.free, node, need);
  }

  /** Takes what is free, from a node that can meet the need. */
  take(node: number, need: Need): void {
    const base = node * this.resources.length;
    for (let column = 0; column < need.length; column++) {
      const left = this.free[base + column]! - need[column]!;
      invariant(left >= 0, "A node gave more than it had free");
      this.free[base + column] = left;
    }
  }

  /** Gives back what was taken. */
  give(node: number, need: Need): void {
    const base = node * this.resources.length;
    for (let column = 0; column < need.length; column++) {
      const free = this.free[base + column]! + need[column]!;
      invariant(free <= this.capacity[base + column]!, "A node got back more than it gave");
      this.free[base + column] = free;
    }
  }

  /** Share that an amount is of all nodes together, of the resource in which it is largest: from 0 to 1. */
  dominantShareOf(need: ArrayLike<number>): number {
    let share = 0;
    for (let column = 0; column < need.length; column++) {
      if (need[column]! > 0) share = Math.max(share, need[column]! / this.total[column]!);
    }
    return share;
  }

  /** The nodes as they are now. */
  report(): readonly NodeReport[] {
    return this.nodeNames.map((name, node) =>
      Object.freeze({ name, capacity: this.#row(this.capacity, node), free: this.#row(this.free, node) })
    );
  }

  /** What is free on all nodes together; resources that are used up are listed with 0. */
  freeInAll(): Amounts {
    const sums = this.resources.map((resource, column) => {
      let free = 0;
      for (let node = 0; node < this.nodeNames.length; node++) {
        free += this.free[node * this.resources.length + column]!;
      }
      return [resource, amountOf(free)] as const;
    });
    return Object.freeze(Object.fromEntries(sums));
  }

  #covers(table: Float64Array, node: number, need: Need): boolean {
    const base = node * this.resources.length;
    for (let column = 0; column < need.length; column++) {
      if (table[base + column]! < need[column]!) return false;
    }
    return true;
  }

  #row(table: Float64Array, node: number): Amounts {
    const base = node * this.resources.length;
    const entries = this.resources.map((resource, column) => [resource, amountOf(table[base + column]!)] as const);
    return Object.freeze(Object.fromEntries(entries));
  }
}

/**
 * Writes amounts in words.
 *
 * @param amounts The amounts.
 * @returns Such as `2 cpu, 0.5 gpu`.
 */
export function amountsText(amounts: Amounts): string {
  const parts = Object.entries(amounts).filter(([, amount]) => amount !== undefined);
  return parts.length === 0 ? "nothing" : parts.map(([resource, amount]) => `${amount} ${resource}`).join(", ");
}

/**
 * Writes the capacities of the nodes in words; of many, the first.
 *
 * @param inventory The nodes.
 */
export function capacityText(inventory: Inventory): string {
  const nodes = inventory.report();
  const texts = nodes.slice(0, 4).map(({ name, capacity }) => `${amountsText(capacity)} on "${name}"`);
  return nodes.length > 4 ? `${texts.join("; ")}; and ${nodes.length - 4} nodes more` : texts.join("; ");
}

function nodeNamesOf(nodes: readonly NodeOptions[], pool: string): readonly string[] {
  if (nodes.length === 0) throw new RangeError(`Cannot make "${pool}" as it must have one node or more: it has none`);
  const names = nodes.map(({ name }) => name);
  const seen = new Set<string>();
  const twice = names.find((name) => seen.size === seen.add(name).size);
  if (twice === undefined) return names;
  throw new RangeError(`Cannot make "${pool}" as the names of nodes must differ: "${twice}" is used twice`);
}
