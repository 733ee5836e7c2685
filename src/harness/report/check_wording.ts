/**
 * How the checks of a machine are called, and their numbers written, in every report.
 * @module
 */
import { sizeText } from "../../units/bytes.ts";
import { countText } from "../../units/count.ts";
import type { Check, MeasuredCheck } from "../machine/checks.ts";
import type { CheckUnit } from "../machine/grade.ts";

const QUIETER = "end other programs, or use a machine with more processors";

/** What a check looks at, and what to do where it is not good. */
const WORDS: Readonly<Record<Check["id"], { readonly name: string; readonly remedy: string }>> = {
  "spin-variation": { name: "spread of equal work", remedy: QUIETER },
  "processor-share": { name: "processor had while computing", remedy: QUIETER },
  "processor-pressure": { name: "time with tasks kept waiting", remedy: QUIETER },
  "self-comparison": { name: "difference of two equal arms", remedy: "take more processes: --profile gate" },
  "steal": { name: "stolen by the hypervisor", remedy: "use a machine whose processors are not shared" },
  "throttling": { name: "stopped by the control group", remedy: "raise the processor limit of the container" },
  "load": { name: "load per processor", remedy: QUIETER },
  "involuntary-switches": { name: "processor taken away", remedy: QUIETER },
  "memory-headroom": { name: "memory to be had", remedy: "free memory, or raise the limit of the container" },
  "clock-cost": { name: "one reading of the clock", remedy: "use the clock source tsc" },
  "clock-grain": { name: "grain of the clock", remedy: "use the clock source tsc" },
  "governor": { name: "frequency governor", remedy: "set the governor to performance" },
  "turbo": { name: "turbo", remedy: "switch turbo off" },
};

/**
 * Names what a check looks at.
 *
 * @param id The check.
 * @returns A few words without an article.
 */
export function checkName(id: Check["id"]): string {
  return WORDS[id].name;
}

/**
 * Says what would help where a check is not good.
 *
 * @param id The check.
 * @returns An order to the user.
 */
export function checkRemedy(id: Check["id"]): string {
  return WORDS[id].remedy;
}

/**
 * Writes a number that was checked.
 *
 * @param unit Its unit.
 * @param value The number.
 * @returns Two significant digits, or more where it is a whole number.
 */
export function checkNumber(unit: CheckUnit, value: number): string {
  switch (unit) {
    case "share":
    case "excess":
      return `${twoDigits(100 * value)}%`;
    case "percent":
      return `${twoDigits(value)}%`;
    case "per-second":
      return `${twoDigits(value)}/s`;
    case "per-core":
      return twoDigits(value);
    case "nanoseconds":
      return `${countText(Math.round(value))} ns`;
    case "bytes":
      return sizeText(value);
  }
}

/** Two significant digits without zeros at the end, or a whole number. */
function twoDigits(value: number): string {
  return value >= 10 ? countText(Math.round(value)) : String(Number(value.toPrecision(2)));
}

/**
 * Writes what a number should be.
 *
 * @param check The check of the number.
 * @returns For example `at most 2%`.
 */
export function checkBound({ limit }: MeasuredCheck): string {
  const bound = checkNumber(limit.unit, limit.good);
  return limit.better === "lower" ? `at most ${bound}` : `at least ${bound}`;
}

/**
 * Writes how the machine is set.
 *
 * @param value The setting.
 * @returns Its name, or `on` and `off`.
 */
export function settingText(value: string | boolean): string {
  if (typeof value === "string") return value;
  return value ? "on" : "off";
}

/**
 * Writes what a check found.
 *
 * @param check The check.
 * @returns Number or setting; `unknown` with the reason where nothing could be read.
 */
export function checkFound(check: Check): string {
  if (check.value.value === null) return `unknown: ${check.value.why}`;
  return check.kind === "measured" ? checkNumber(check.limit.unit, check.value.value) : settingText(check.value.value);
}
