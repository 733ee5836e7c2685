/**
 * A world in which one processor is to be had, for tests of who has it when.
 * @module
 */
import { ResourcePool, type ResourcePoolOptions } from "puffinflow/resources";
import { SimulatedClock } from "../../../src/time/simulated_clock.ts";

/** The world. */
export interface GpuWorld {
  readonly clock: SimulatedClock;
  /** Has one processor. */
  readonly pool: ResourcePool;
  /** Takes time. */
  readonly work: (ms: number) => Promise<void>;
}

/**
 * Makes one.
 *
 * @param options How its pool is made.
 */
export function gpuWorld(options: ResourcePoolOptions = {}): GpuWorld {
  const clock = new SimulatedClock(), pool = new ResourcePool({ gpu: 1 }, { clock, ...options });
  const work = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve));
  return { clock, pool, work };
}

/** Options of a state that needs the processor. */
export const gpu = { resources: { gpu: 1 } } as const;
