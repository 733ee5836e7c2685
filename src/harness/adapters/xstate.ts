/**
 * XState as an adapter: branches are the regions of a parallel state, as its documentation teaches it
 * for things that happen at once. How the machines are built is in `xstate_machines.ts`.
 * @module
 */
import type { Adapter } from "./adapter.ts";
import { XSTATE } from "./facts.ts";
import { builtFrom } from "./shape_builders.ts";
import { abilitiesWith } from "./xstate_machines.ts";

/** XState with parallel states, as the harness drives it. */
const xstate: Adapter = { ...XSTATE, ...builtFrom(abilitiesWith("regions")) };
export default xstate;
