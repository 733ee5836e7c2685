/**
 * Plain code for the suite `observability`: numbers in variables and maps, spans as objects in a list, runs as loops,
 * texts from templates. What evaluates rules and merges alerts has no counterpart of a few lines.
 * @module
 */
import type { MicroPrograms } from "../micro_program.ts";
import { countedByHand } from "./observability/counts.ts";
import { loopsInsteadOfRuns } from "./observability/loops.ts";
import { notedByHand } from "./observability/notes.ts";

/** Programs by scenario. */
export const observability: MicroPrograms = { ...countedByHand, ...notedByHand, ...loopsInsteadOfRuns };
