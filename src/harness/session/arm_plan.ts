/**
 * What a session compares: arms. Usually an arm is a framework and nothing more; an arm may also be the
 * same framework once more, made slower on purpose, or run by another build, so that a harness can be
 * set against itself and a change against what it changed.
 * @module
 */
import type { ForeignLanguage } from "../adapters/facts.ts";
import type { Subject } from "./result.ts";
import type { WorkerCommand } from "./self_command.ts";

/** One thing that is compared with others. */
export interface ArmPlan {
  /**
   * Name in the plan, unique in it. Where it is the same as `adapter`, results call the arm as the adapter
   * calls itself; else they call it this.
   */
  readonly id: string;
  /** Name for people. @default the adapter's title */
  readonly title?: string;
  /** Id of a known adapter, or path or URL of an adapter module. */
  readonly adapter: string;
  /** How to start its workers, another build for instance. @default the plan's */
  readonly workerCommand?: WorkerCommand;
  /** Variables that its workers get besides those of the command. @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** Which build its workers are of, where it is another than the session's. @default not told */
  readonly build?: Subject["build"];
  /** Language of its workers, where it is not that of this program. @default none */
  readonly language?: ForeignLanguage;
  /** Why it cannot be measured here, as a clause with the remedy: its cells say so. @default none */
  readonly unavailable?: string;
  /** Work that is planted before each run, in percent of what a run takes; above 0. @default none */
  readonly extraWorkPercent?: number;
  /** Ids of the benchmarks in which it is planted. @default all of them */
  readonly extraWorkIn?: readonly string[];
}

/**
 * Plans an arm for each adapter.
 *
 * @param adapters Ids, paths or URLs, each once.
 * @returns Arms that are their adapters and nothing more.
 */
export function plainArms(adapters: readonly string[]): ArmPlan[] {
  return adapters.map((adapter) => ({ id: adapter, adapter }));
}

/**
 * Composes the command of an arm's workers.
 *
 * @param arm The arm.
 * @param usual The command of arms that say nothing else.
 * @returns Its command.
 */
export function commandOf({ workerCommand, env }: ArmPlan, usual: WorkerCommand): WorkerCommand {
  const command = workerCommand ?? usual;
  return env === undefined ? command : { ...command, environment: { ...command.environment, ...env } };
}
