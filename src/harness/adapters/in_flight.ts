/**
 * Runs of one definition that are in flight at once, made of any adapter's single runs: no adapter does this for
 * itself, so that none can do less of it.
 * @module
 */
import { fold } from "../workload/digest.ts";
import { seedInFlight } from "../workload/expected.ts";
import type { Work } from "../workload/work.ts";
import type { Workload } from "../workload/workload.ts";
import type { Adapter, Prepared } from "./adapter.ts";

/** What an adapter is asked to build. */
type Builder = Pick<Adapter, "supports" | "prepare">;

/**
 * Says whether a framework can express a workload.
 *
 * @param adapter The framework.
 * @param workload The workload; of runs in flight, what each of them runs is asked for.
 * @returns `true`, or the reason why not.
 */
export function supportOf(adapter: Builder, workload: Workload): true | string {
  return adapter.supports(single(workload));
}

/**
 * Builds a workload with an adapter.
 *
 * @param adapter The framework.
 * @param what The workload, and what its tasks do.
 * @returns The graph, or what runs it as many times at once as the workload says.
 * @throws Whatever the adapter throws.
 */
export async function preparedWork(
  adapter: Builder,
  { workload, work }: { readonly workload: Workload; readonly work: Work },
): Promise<Prepared> {
  const prepared = await adapter.prepare(single(workload), work), { shape } = workload;
  if (shape.kind !== "in-flight") return prepared;
  const { runs } = shape;
  return {
    ...prepared,
    async run(seed) {
      const digests = new Array<Promise<number>>(runs);
      for (let run = 0; run < runs; run++) digests[run] = prepared.run(seedInFlight(seed, run));
      return fold(await Promise.all(digests));
    },
  };
}

function single(workload: Workload): Workload {
  const { shape } = workload;
  return shape.kind === "in-flight" ? { ...workload, shape: shape.each } : workload;
}
