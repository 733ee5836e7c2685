/**
 * The habits of the house that need a syntax tree, as a plugin of `deno lint`: editors show them while
 * one writes. What can be seen from names and lines alone is in `check_tidy.ts`, what imports show in
 * `check_floors.ts`.
 * @module
 */
import { casts } from "./casts.ts";
import { effects } from "./effects.ts";
import { functionLength } from "./function_length.ts";
import { parameterCount } from "./parameter_count.ts";
import { placeInModule } from "./place_in_module.ts";
import type { Plugin } from "./rule.ts";

/** All rules, as `house/<name>`. */
const housePlugin: Plugin = {
  name: "house",
  rules: {
    "casts": casts,
    "effects": effects,
    "function-length": functionLength,
    "parameter-count": parameterCount,
    "place-in-module": placeInModule,
  },
};
export default housePlugin;
