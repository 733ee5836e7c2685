/**
 * Keeps an eye on the machine while a session runs: the reference loop before each block, the load and a
 * grade after each pass. Nothing is judged here but by the ladders of `machine/grade.ts`.
 * @module
 */
import type { Fact } from "../machine/fact.ts";
import { type ProcessorTicks, readLoad, readTicks } from "../machine/load.ts";
import { spinGrade } from "../machine/spin_grade.ts";
import { systemHost } from "../machine/system_host.ts";
import type { ReferenceLoop } from "../measure/reference_loop.ts";
import type { PassReading, ReferenceSample } from "./result.ts";

/** What a watch looks at. */
export interface HostWatchOptions {
  readonly loop: Pick<ReferenceLoop, "time">;
  /** Milliseconds since the session began. */
  readonly sessionMs: () => number;
}

/** The reading after a pass, and the run of the reference loop that ended it. */
export interface PassEnd {
  readonly reference: ReferenceSample;
  readonly reading: PassReading;
}

/** Watches the machine from the start of a session, or from where it is resumed. */
export class HostWatch {
  readonly #options: HostWatchOptions;
  /** Runs of the loop in the pass under way. */
  #samples: ReferenceSample[] = [];
  #passTicks: Fact<ProcessorTicks> = readTicks(systemHost.files);

  /**
   * Starts the watch.
   *
   * @param options What to look at.
   */
  constructor(options: HostWatchOptions) {
    this.#options = options;
  }

  /**
   * Runs the reference loop, while no worker runs.
   *
   * @returns What it took, and when.
   */
  sample(): ReferenceSample {
    const startedMs = this.#options.sessionMs();
    const sample = { startedMs, ...this.#options.loop.time() };
    this.#samples.push(sample);
    return sample;
  }

  /**
   * Ends a pass.
   *
   * @param pass Its number.
   * @returns How the machine was in it.
   */
  endPass(pass: number): PassEnd {
    const reference = this.sample();
    const load = readLoad(systemHost, { since: this.#passTicks });
    const reading = { pass, atMs: this.#options.sessionMs(), load, grade: spinGrade(this.#samples) };
    this.#passTicks = readTicks(systemHost.files);
    this.#samples = [];
    return { reference, reading: structuredClone(reading) as PassReading };
  }
}
