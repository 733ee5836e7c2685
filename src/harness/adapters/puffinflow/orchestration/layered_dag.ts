/**
 * A random graph in layers, run as it comes and, for its figures, in simulated time.
 * @module
 */
import { agent } from "puffinflow";
import { fold } from "../../../workload/digest.ts";
import { type LayeredDag, layeredDag } from "../../../workload/micro/layered_dag.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroTask } from "../../micro_program.ts";
import { completed } from "../completed.ts";
import type { LoopBuilt } from "../loop_built.ts";
import { makespanMs, type SimulatedTime } from "../simulated_run.ts";

/** How long a state takes in simulated time. */
const STATE_MS = 20;

/** What a run is given. */
interface Errand {
  readonly seed: number;
  /** Makes states wait, or nothing. */
  readonly time: SimulatedTime | null;
}

function nameOf(state: number): string {
  return `state-${state}`;
}

function dagAgent({ dependencies }: LayeredDag): LoopBuilt<Errand> {
  let dag = agent("layers").input<Errand>() as LoopBuilt<Errand>;
  for (const [state, before] of dependencies.entries()) {
    dag = dag.state(nameOf(state), { after: before.map(nameOf) }, async ({ input: { seed, time }, values }) => {
      if (time !== null) await time.wait(STATE_MS);
      return nextStep(values.length === 0 ? seed : fold(values), state);
    });
  }
  return dag.validate();
}

/** Program of the scenario. */
export function layeredDagProgram({ operations, did }: MicroTask): Prepared {
  const graph = layeredDag(operations), dag = dagAgent(graph), last = nameOf(operations - 1);
  return {
    async run(seed) {
      const run = completed(await dag.run({ seed, time: null }));
      did(operations);
      return run.output(last);
    },
    async figures() {
      const tookMs = await makespanMs(async (time) => completed(await dag.run({ seed: 1, time })));
      return {
        dependencies: graph.dependencies.flat().length,
        criticalPathStates: graph.layers,
        dagExecutionEfficiencyPercent: 100 * graph.layers * STATE_MS / tookMs,
      };
    },
  };
}
