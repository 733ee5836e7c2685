/**
 * The rules of a gate in the form in which a result keeps them, so that a saved gate says the same as a fresh one:
 * noise floors are files of one machine, and gone a month later.
 * @module
 */
import type { Result } from "../session/result.ts";
import { DEFAULT_EQUIVALENCE, DEFAULT_MIN_EFFECT, type GateRules, MOST_LOOKS } from "./gate.ts";
import type { GateMetric } from "./gate_metric.ts";

const METRICS: readonly GateMetric["id"][] = ["cpu", "wall", "allocated"];

/** Rules as results keep them. */
export type KeptRules = NonNullable<Result["gate"]>;

/**
 * Writes rules down, with the noise floors of what was measured.
 *
 * @param rules The rules.
 * @param benchmarks Ids of the session's benchmarks.
 * @returns The rules without anything left open.
 */
export function keptRules(rules: GateRules, benchmarks: readonly string[]): KeptRules {
  const { reference, candidate, minEffect = DEFAULT_MIN_EFFECT, equivalence = DEFAULT_EQUIVALENCE } = rules;
  const floors = benchmarks.flatMap((benchmark) =>
    METRICS.flatMap((metric) => {
      const floor = rules.floorOf?.(benchmark, metric);
      return floor?.isKnown ? [{ benchmark, metric, value: floor.value }] : [];
    })
  );
  return { reference, candidate, minEffect, equivalence, looks: rules.looks ?? MOST_LOOKS, floors };
}

/**
 * Reads rules that were written down.
 *
 * @param kept What {@linkcode keptRules} made.
 * @returns The rules.
 */
export function rulesOf({ floors, ...rules }: KeptRules): Required<GateRules> {
  return {
    ...rules,
    floorOf: (benchmark, metric) => {
      const floor = floors.find((one) => one.benchmark === benchmark && one.metric === metric);
      return floor === undefined ? undefined : { value: floor.value, isKnown: true };
    },
  };
}
