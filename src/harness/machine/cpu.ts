/**
 * The processors: what they are and how their frequency is governed. How busy they are is `load.ts`.
 * @module
 */
import { attempt, type Fact, isKnown, known, missing } from "./fact.ts";
import type { Host } from "./host.ts";
import type { MachineFacts } from "./machine_spec.ts";
import { plainText } from "./plain_text.ts";
import { readFact, type TextSource } from "./text_source.ts";

const CPUS = "/sys/devices/system/cpu";

/** Virtual machines and containers seldom show how the frequency is governed. */
const ifAbsent = ", as usual in virtual machines and containers";

/**
 * Reads what processors there are.
 *
 * @param host The machine.
 * @returns Model and counts; where the models are refused, the usable processors are counted as all.
 */
export function readCpu(host: Host): MachineFacts["cpu"] {
  const usable = attempt(() => host.availableParallelism());
  const availableParallelism = isKnown(usable) ? usable.value : 1;
  const models = attempt(() => host.processorModels());
  if (!isKnown(models)) return { model: models, cores: availableParallelism, availableParallelism };
  const model = plainText(models.value[0] ?? "");
  return {
    model: model === null ? missing("the system does not name it") : known(model),
    cores: models.value.length || availableParallelism,
    availableParallelism,
  };
}

/**
 * Reads which frequency governor the processors follow.
 *
 * @param files Where to read.
 * @param cores Logical processors of the machine.
 * @returns The governor, or all of them in order of appearance where processors differ.
 */
export function readGovernor(files: TextSource, cores: number): Fact<string> {
  const facts = Array.from(
    { length: cores },
    (_, core) => readFact(files, { path: `${CPUS}/cpu${core}/cpufreq/scaling_governor`, parse: plainText, ifAbsent }),
  );
  // A processor that is switched off has no governor: the others speak for the machine.
  const governors = new Set(facts.filter(isKnown).map(({ value }) => value));
  return governors.size > 0 ? known([...governors].join(", ")) : facts[0] ?? missing("there is no processor to ask");
}

/**
 * Reads whether the processors may exceed their nominal frequency.
 *
 * @param files Where to read.
 * @returns Whether they may; Intel's driver is asked first, as it names the opposite.
 */
export function readTurbo(files: TextSource): Fact<boolean> {
  const noTurbo = readFact(files, { path: `${CPUS}/intel_pstate/no_turbo`, parse: parseSwitch });
  if (noTurbo.value !== null) return known(!noTurbo.value);
  return readFact(files, { path: `${CPUS}/cpufreq/boost`, parse: parseSwitch, ifAbsent });
}

/**
 * Reads whether cores run more than one thread.
 *
 * @param files Where to read.
 * @returns Whether simultaneous multithreading is on.
 */
export function readSmt(files: TextSource): Fact<boolean> {
  return readFact(files, { path: `${CPUS}/smt/active`, parse: parseSwitch });
}

function parseSwitch(text: string): boolean | null {
  const value = text.trim();
  return value === "1" ? true : value === "0" ? false : null;
}
