/**
 * The shapes as XState machines. Two adapters build them, which differ in how branches run side by side and in nothing
 * else. The machines are in the folder of the same name.
 * @module
 */
import type { Abilities } from "./shape_builders.ts";
import { type Branching, diamond, fanout, isolation, stages } from "./xstate_machines/branches.ts";
import { keptFrom } from "./xstate_machines/prepared_machine.ts";
import {
  agentMachine,
  chain,
  chainMachine,
  complex,
  loop,
  records,
  retry,
  toolAgent,
} from "./xstate_machines/routes.ts";
import { fanMachine, subgraphs } from "./xstate_machines/subgraphs.ts";
import { wideMachine, wideState } from "./xstate_machines/wide_state.ts";

/**
 * Says what an adapter can build.
 *
 * @param branching How branches run side by side.
 */
export function abilitiesWith(branching: Branching): Abilities {
  return {
    shapes: {
      chain,
      fanout: fanout(branching),
      diamond: diamond(branching),
      stages: stages(branching),
      isolation: isolation(branching),
      loop,
      retry,
      complex,
      records,
      subgraphs,
      "wide-state": wideState,
      "tool-agent": toolAgent,
    },
    checkpointed: {
      chain: (shape, work) => keptFrom(chainMachine(shape, work)),
      subgraphs: (shape, work) => keptFrom(fanMachine(shape, work)),
      "wide-state": (shape, work) => keptFrom(wideMachine(shape, work)),
      "tool-agent": (shape, work) => keptFrom(agentMachine(shape, work)),
    },
  };
}
