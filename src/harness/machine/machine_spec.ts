/**
 * What is written down of a machine. A result file keeps the same shape (`session/result.ts` validates
 * it when it is read back); it is repeated here because a room imports only from the rooms below it,
 * and a test holds the two together.
 * @module
 */
import type { Fact } from "./fact.ts";

/** What stays the same while a session runs. */
export interface MachineFacts {
  readonly cpu: {
    readonly model: Fact<string>;
    /** Logical processors of the machine. */
    readonly cores: number;
    /** Logical processors that this process may use: affinity and control groups considered. */
    readonly availableParallelism: number;
  };
  /** Memory of the machine, in bytes; 0 where the system does not tell. */
  readonly memoryBytes: number;
  readonly os: {
    readonly name: string;
    /** Release of the kernel. */
    readonly release: string;
    readonly distribution: Fact<string>;
    readonly arch: string;
  };
  /** First 12 hexadecimal digits of SHA-256 of the host's name: tells machines apart without naming them. */
  readonly hostId: Fact<string>;
  readonly cgroup: {
    /** Processors' worth of time that the control groups allow. */
    readonly cpuLimit: Fact<number>;
    readonly memoryLimitBytes: Fact<number>;
  };
  /** How the kernel picks the frequency; several, joined by commas, where the processors differ. */
  readonly governor: Fact<string>;
  /** Whether the processor may exceed its nominal frequency. */
  readonly turbo: Fact<boolean>;
  /** Whether cores run two threads or more. */
  readonly smt: Fact<boolean>;
  /** What stands between this process and the hardware, for example `docker in kvm`; `none` if nothing. */
  readonly virtualization: Fact<string>;
  readonly clockSource: Fact<string>;
  readonly clock: {
    /** Duration of one reading of `performance.now()`. */
    readonly costNs: number;
    /** Smallest difference that two durations can show. */
    readonly grainNs: number;
  };
  readonly runtime: { readonly deno: string; readonly v8: string; readonly typescript: string };
}

/** How loaded the machine was at one moment. */
export interface LoadReading {
  /** Load averages over 1, 5 and 15 minutes. */
  readonly average: Fact<[number, number, number]>;
  /** Share of processor time stolen by the hypervisor, 0 to 1. */
  readonly steal: Fact<number>;
  /** Share of the last 10 s in which some task waited for a processor, 0 to 100. */
  readonly cpuPressurePercent: Fact<number>;
  /** How often the control group was throttled since it exists. */
  readonly throttledPeriods: Fact<number>;
  /** Memory that this process can still get without swapping or breaking its limit. */
  readonly availableMemoryBytes: Fact<number>;
}
