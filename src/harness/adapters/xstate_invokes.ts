/**
 * XState as an adapter, tuned: one state invokes the actors of all branches. That is several times as
 * quick as the parallel state of `xstate.ts` where there are many of them, and its user has to count.
 * How the machines are built is in `xstate_machines.ts`.
 * @module
 */
import type { Adapter } from "./adapter.ts";
import { XSTATE_INVOKES } from "./facts.ts";
import { builtFrom } from "./shape_builders.ts";
import { abilitiesWith } from "./xstate_machines.ts";

/** XState with many actors in one state, as the harness drives it. */
const xstateInvokes: Adapter = { ...XSTATE_INVOKES, ...builtFrom(abilitiesWith("invokes")) };
export default xstateInvokes;
