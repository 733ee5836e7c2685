/**
 * The cells of a session while they fill: the forks of each subject in each benchmark, or the fault
 * that ended it. Knows neither processes nor time.
 * @module
 */
import { invariant } from "../../invariant.ts";
import { type CellFault, lostCell } from "./cell_fault.ts";
import type { Cell, Fork } from "./result.ts";

/** Fewest processes that give a two-sided 95 % interval. */
const FEWEST_FORKS = 6;

/** Which cell: subject and benchmark as the plan names them. */
export interface CellKey {
  readonly benchmark: string;
  readonly subject: string;
}

type CellState = { readonly forks: Fork[]; fault: CellFault | null };

/** All cells of a session. */
export class CellBoard {
  readonly #cells = new Map<string, Map<string, CellState>>();

  /**
   * Lays out empty cells.
   *
   * @param benchmarks Ids of the benchmarks.
   * @param subjects Names of the subjects; each gets a cell in every benchmark.
   */
  constructor(benchmarks: readonly string[], subjects: readonly string[]) {
    for (const benchmark of benchmarks) {
      this.#cells.set(benchmark, new Map(subjects.map((subject) => [subject, { forks: [], fault: null }])));
    }
  }

  /**
   * Lists the subjects that may still be measured.
   *
   * @param benchmark Id of the benchmark.
   * @returns Those without a fault, in the plan's order.
   */
  sound(benchmark: string): string[] {
    const cells = this.#cells.get(benchmark) ?? [];
    return [...cells].filter(([, { fault }]) => fault === null).map(([subject]) => subject);
  }

  /**
   * Adds a process to a cell.
   *
   * @param key The cell.
   * @param fork What the process measured.
   */
  add(key: CellKey, fork: Fork): void {
    this.#state(key).forks.push(fork);
  }

  /**
   * Ends a cell: what it had is gone, as a subject that fails once cannot be trusted with the rest.
   *
   * @param key The cell.
   * @param fault Why.
   */
  lose(key: CellKey, fault: CellFault): void {
    this.#state(key).fault = fault;
  }

  /**
   * Lists the processes of a cell.
   *
   * @param key The cell.
   * @returns What was added so far, also where the cell was lost later.
   */
  forks(key: CellKey): readonly Fork[] {
    return this.#state(key).forks;
  }

  /**
   * Makes the cell of a result.
   *
   * @param key The cell.
   * @param outcome Name of the subject in results, and how many processes the plan asked for.
   * @returns The measured cell; else how it was lost, or that the session was interrupted too early for it.
   */
  cell(key: CellKey, { subject, plannedForks }: { subject: string; plannedForks: number }): Cell {
    const { forks, fault } = this.#state(key);
    if (fault !== null) return lostCell(fault, subject);
    if (forks.length >= Math.min(FEWEST_FORKS, plannedForks)) return { subject, status: "measured", forks };
    const reason = `the session was interrupted when ${forks.length} of ${plannedForks} processes were measured`;
    return { subject, status: "interrupted", reason };
  }

  #state({ benchmark, subject }: CellKey): CellState {
    const state = this.#cells.get(benchmark)?.get(subject);
    invariant(state !== undefined, "A cell belongs to a benchmark and a subject of the plan");
    return state;
  }
}
