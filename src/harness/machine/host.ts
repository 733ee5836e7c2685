/**
 * What this folder asks of the machine below it: the contract that `system_host.ts` fulfils on the real
 * one and tests fulfil with machines of their own. Every method may throw where the runtime refuses;
 * whoever calls turns that into a reason.
 * @module
 */
import type { TextSource } from "./text_source.ts";

/** A machine, its operating system and the runtime on it. */
export interface Host {
  readonly files: TextSource;
  /** Operating system as Deno calls it: `linux`, `darwin`, `windows`, ... */
  readonly os: string;
  /** Instruction set as Deno calls it: `x86_64`, `aarch64`. */
  readonly arch: string;
  readonly runtime: { readonly deno: string; readonly v8: string; readonly typescript: string };
  /** Release of the kernel. */
  osRelease(): string;
  /** Name of the machine. */
  hostname(): string;
  /** Model of each logical processor; an empty text where the system does not say. */
  processorModels(): readonly string[];
  /** Logical processors that this process may use, limits considered; at least 1. */
  availableParallelism(): number;
  /** Memory of the whole machine, and what of it can be had without swapping; 0 where it is not told. */
  memory(): { readonly totalBytes: number; readonly availableBytes: number };
  /** Load averages over 1, 5 and 15 minutes. */
  loadAverage(): readonly number[];
  /** Monotonic clock, in milliseconds. */
  nowMs(): number;
  /** Processor time of this process, user and system, in microseconds. */
  processorUs(): number;
  /** How often this process lost a processor that it still wanted. */
  involuntarySwitches(): number;
  /** Lets everything else that waits in this process have its turn. */
  yieldTurn(): Promise<void>;
}
