/**
 * Plain code for the suite `durability`: a table in SQLite or a map of texts where steps are recorded, a map of copies
 * where values are kept. Files of lines, runs that go on and runs at once have no counterpart of a few lines.
 * @module
 */
import type { MicroPrograms } from "../micro_program.ts";
import { recordedByHand } from "./durability/records.ts";
import { keptByHand } from "./durability/copies.ts";

/** Programs by scenario. */
export const durability: MicroPrograms = { ...recordedByHand, ...keptByHand };
