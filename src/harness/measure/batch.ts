/**
 * The timed loop: one run after the other, each with the seed of its own iteration, each leaving its
 * digest and its number of executed tasks. Seeds are drawn before the clocks start and proofs are
 * folded after they have stopped; in between there is nothing but the calls.
 *
 * No garbage is collected between batches. A collection before each would clear away what a framework
 * leaves behind while nobody looks, and with it a part of what the framework costs. One full collection
 * ends the warm-up instead (`garbage.ts`).
 * @module
 */
import { invariant } from "../../invariant.ts";
import type { Prepared } from "../adapters/adapter.ts";
import { seedOf } from "../workload/digest.ts";
import type { Ledger } from "../workload/task_bodies.ts";
import { type Consumption, ConsumptionMeter } from "./counters.ts";
import { foldFirst, type Proof } from "./proof.ts";

/** Most runs that one batch may have: about 20 ms of the cheapest graph, and buffers of 256 KiB. */
export const LARGEST_BATCH = 65_536;

/** A prepared graph with what is needed to run and to prove it. */
export interface Rig {
  /** The graph to run. */
  readonly prepared: Pick<Prepared, "run">;
  /** Counts the task bodies that the graph executes. */
  readonly ledger: Ledger;
  /** Name that enters each run's seed. */
  readonly seedName: string;
}

/** A stretch of iterations. */
export interface Stretch {
  /** Number of the first one, from 0. */
  readonly firstIteration: number;
  /** How many, from 1 to {@linkcode LARGEST_BATCH}. */
  readonly iterations: number;
}

/** A measured batch: totals over all its runs, and the proof that they were done. */
export interface BatchReading extends Consumption {
  /** Which iterations these were, and what shows that they were done. */
  readonly proof: Proof;
}

/** What each iteration of a batch gave, in order. */
export interface BatchAnswers {
  /** Outputs of the last tasks. */
  readonly digests: readonly number[];
  /** Numbers of executed task bodies. */
  readonly tasks: readonly number[];
}

/** Runs batches of one rig in buffers that are allocated once. */
export class BatchRunner {
  readonly #rig: Rig;
  readonly #seeds = new Uint32Array(LARGEST_BATCH);
  readonly #digests = new Uint32Array(LARGEST_BATCH);
  readonly #tasks = new Uint32Array(LARGEST_BATCH);
  readonly #meter = new ConsumptionMeter();

  /**
   * Makes a runner.
   *
   * @param rig What to run.
   */
  constructor(rig: Rig) {
    this.#rig = rig;
  }

  /**
   * Runs and measures a batch.
   *
   * @param stretch Which iterations.
   * @returns Totals and proof.
   * @throws Whatever a run throws.
   */
  async measure(stretch: Stretch): Promise<BatchReading> {
    this.#drawSeeds(stretch);
    this.#meter.start();
    await this.#runAll(stretch.iterations);
    const consumption = this.#meter.stop();
    return { ...consumption, proof: this.#prove(stretch) };
  }

  /**
   * Runs a batch and times each of its runs. The clock is read between runs, which costs each some 80 ns: for
   * runs that take far longer.
   *
   * @param stretch Which iterations.
   * @returns Duration of each run in wall nanoseconds, and the proof.
   * @throws Whatever a run throws.
   */
  async timeEach(stretch: Stretch): Promise<{ readonly latenciesNs: Float64Array; readonly proof: Proof }> {
    this.#drawSeeds(stretch);
    const { prepared, ledger } = this.#rig, { iterations } = stretch;
    const latenciesNs = new Float64Array(iterations);
    for (let i = 0; i < iterations; i++) {
      ledger.executed = 0;
      const startedMs = performance.now();
      this.#digests[i] = await prepared.run(this.#seeds[i]!);
      latenciesNs[i] = (performance.now() - startedMs) * 1e6;
      this.#tasks[i] = ledger.executed;
    }
    return { latenciesNs, proof: this.#prove(stretch) };
  }

  /**
   * Runs a batch for its answers alone.
   *
   * @param stretch Which iterations.
   * @returns Digest and executed tasks of each iteration.
   * @throws Whatever a run throws.
   */
  async answers(stretch: Stretch): Promise<BatchAnswers> {
    this.#drawSeeds(stretch);
    await this.#runAll(stretch.iterations);
    return {
      digests: [...this.#digests.subarray(0, stretch.iterations)],
      tasks: [...this.#tasks.subarray(0, stretch.iterations)],
    };
  }

  #drawSeeds({ firstIteration, iterations }: Stretch): void {
    invariant(iterations >= 1 && iterations <= LARGEST_BATCH, "A batch has from 1 to LARGEST_BATCH runs");
    const { seedName } = this.#rig;
    for (let i = 0; i < iterations; i++) this.#seeds[i] = seedOf(seedName, firstIteration + i, 0);
  }

  async #runAll(iterations: number): Promise<void> {
    const { prepared, ledger } = this.#rig;
    const seeds = this.#seeds;
    const digests = this.#digests;
    const tasks = this.#tasks;
    for (let i = 0; i < iterations; i++) {
      ledger.executed = 0;
      digests[i] = await prepared.run(seeds[i]!);
      tasks[i] = ledger.executed;
    }
  }

  #prove({ firstIteration, iterations }: Stretch): Proof {
    return {
      firstIteration,
      iterations,
      digestFold: foldFirst(this.#digests, iterations),
      taskFold: foldFirst(this.#tasks, iterations),
    };
  }
}
