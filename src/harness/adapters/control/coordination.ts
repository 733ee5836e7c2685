/**
 * Plain code for the suite `coordination`: the work alone where nobody is in the way, and what is written by hand where
 * somebody is. Pools as such, waits for a limiter and the search for deadlocks have no counterpart of a few lines.
 * @module
 */
import type { MicroPrograms } from "../micro_program.ts";
import { aloneInside } from "./coordination/alone.ts";
import { together } from "./coordination/together.ts";

/** Programs by scenario. */
export const coordination: MicroPrograms = { ...aloneInside, ...together };
