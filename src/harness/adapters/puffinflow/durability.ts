/**
 * PuffinFlow's journals and its store, one by one: programs of the suite `durability`.
 * @module
 */
import type { MicroPrograms } from "../micro_program.ts";
import { journals } from "./durability/journals.ts";
import { stores } from "./durability/stores.ts";

/** Programs by scenario. */
export const durability: MicroPrograms = { ...journals, ...stores };
