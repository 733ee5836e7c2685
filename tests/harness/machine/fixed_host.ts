/**
 * A machine that does what a test says: its clock moves only when it is read or when its kernel runs.
 * @module
 */
import type { Host } from "../../../src/harness/machine/host.ts";
import { fixedTexts } from "./fixed_texts.ts";

/** What a test can say of the machine. */
export interface FixedHostOptions extends Partial<Host> {
  /** How long a reading of the clock takes, in nanoseconds. */
  readonly readingNs?: number;
  /** Wall nanoseconds that each run of the kernel loses to others, by the number of the run. */
  readonly lostNs?: (run: number) => number;
}

/** A fixed machine and its kernel, which takes 1 ns a round. */
export interface FixedHost extends Host {
  readonly kernel: (seed: number, rounds: number) => number;
  /** Lengths of all runs of the kernel, in rounds. */
  readonly runs: readonly number[];
}

/** Makes a quiet machine with four processors, and files that do not exist. */
export function fixedHost({ readingNs = 0, lostNs = () => 0, ...overrides }: FixedHostOptions = {}): FixedHost {
  let wallNs = 0;
  let processorNs = 0;
  const runs: number[] = [];
  return {
    files: fixedTexts({}),
    os: "linux",
    arch: "x86_64",
    runtime: { deno: "2.9.6", v8: "15.0.245.2", typescript: "6.0.3" },
    osRelease: () => "6.1.0",
    hostname: () => "imaginary",
    processorModels: () => Array(4).fill("Imaginary 9000"),
    availableParallelism: () => 4,
    memory: () => ({ totalBytes: 16 * 2 ** 30, availableBytes: 8 * 2 ** 30 }),
    loadAverage: () => [0.2, 0.4, 0.6],
    nowMs: () => (wallNs += readingNs) / 1e6,
    processorUs: () => processorNs / 1e3,
    involuntarySwitches: () => 0,
    yieldTurn: () => Promise.resolve(),
    kernel(seed, rounds) {
      wallNs += rounds + lostNs(runs.length);
      processorNs += rounds;
      runs.push(rounds);
      return seed;
    },
    runs,
    ...overrides,
  };
}

/** A machine that refuses everything a machine can refuse. */
export function mutePlatform(os: string): Partial<Host> {
  const refuse = () => {
    throw new Deno.errors.NotCapable("not allowed");
  };
  return {
    os,
    osRelease: refuse,
    hostname: refuse,
    processorModels: refuse,
    availableParallelism: refuse,
    memory: refuse,
    loadAverage: refuse,
    involuntarySwitches: refuse,
  };
}
