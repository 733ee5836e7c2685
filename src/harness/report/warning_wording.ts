/**
 * The sentences about doubts in one cell, one template for each code, for every report.
 * @module
 */
import { percentText, plainText, wholeText } from "./number_text.ts";
import type { WarningModel } from "./model.ts";

/** A badge of one or two characters, and what it is about in a few words. */
export interface WarningBadge {
  readonly sign: string;
  readonly name: string;
}

const BADGES: Readonly<Record<WarningModel["code"], WarningBadge>> = {
  "too-few-samples": { sign: "n", name: "few samples" },
  "timer-saturated": { sign: "⏱", name: "clock too coarse" },
  "dead-code-suspected": { sign: "0", name: "work may be missing" },
  "bimodal": { sign: "2", name: "several modes" },
  "drift": { sign: "~", name: "drift" },
  "throttled": { sign: "!", name: "throttled" },
  "mostly-waiting": { sign: "w", name: "mostly waiting" },
  "no-steady-state": { sign: "!", name: "not steady" },
};

/**
 * Finds the badge of a doubt.
 *
 * @param code The doubt.
 * @returns Sign and name.
 */
export function warningBadge(code: WarningModel["code"]): WarningBadge {
  return BADGES[code];
}

/**
 * Words a doubt.
 *
 * @param warning The doubt with its facts; a fact that is missing is left out.
 * @returns A sentence.
 */
export function warningText({ code, facts }: WarningModel): string {
  const whole = (name: string, missing: string = "some") =>
    facts[name] === undefined ? missing : wholeText(facts[name]);
  const time = (name: string) => facts[name] === undefined ? "too little" : plainText(facts[name], "ns");
  const share = (name: string) => facts[name] === undefined ? "part" : percentText(facts[name]);
  switch (code) {
    case "too-few-samples":
      return `Too few samples: ${whole("forks")} processes where ${whole("neededForks", "more")} are needed, ${
        whole("fewestSamples")
      } samples in the smallest.`;
    case "timer-saturated":
      return `The clock is too coarse: a sample lasts ${time("sampleNs")} and should last ${time("neededNs")}.`;
    case "dead-code-suspected":
      return `Quicker than plain code that does the same work: ${time("runNs")} against ${
        time("floorNs")
      }. Some of the work may be missing.`;
    case "bimodal":
      return `Processes settle in ${whole("modes", "several")} modes, so the median hides two kinds of run.`;
    case "drift":
      return `Processes drift in the order in which they were measured${
        facts.ratio === undefined ? "" : `: the last third takes ${percentText(facts.ratio, 3)} of the first`
      }.`;
    case "throttled":
      return `The control group stopped the program ${whole("periods")} times.`;
    case "mostly-waiting":
      return `Waits more than it computes: the processor was busy for ${share("share")} of the time.`;
    case "no-steady-state":
      return `${whole("forks")} of ${
        whole("allForks", "all")
      } processes were not shown to be steady when their warm-up ended.`;
  }
}
