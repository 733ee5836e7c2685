/**
 * The type of agents whose states are named in a loop: the compiler knows them as text only.
 * @module
 */
import type { BuiltAgent } from "puffinflow";

/** An agent that takes an `I` and whose states give a `T` each. */
export type LoopBuilt<I, T = number> = BuiltAgent<I, Readonly<Record<string, T>>>;
