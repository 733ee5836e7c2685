/**
 * What the arms of a session are called in its results, and what is known of them. A plan may name
 * an adapter by path or URL; its own id is learnt when a worker has loaded it, as the session itself
 * never loads a framework.
 * @module
 */
import type { AdapterFacts } from "../adapters/facts.ts";
import { packageVersions } from "../adapters/package_versions.ts";
import { PYTHON_SUBJECTS } from "../adapters/python_facts.ts";
import { KNOWN_ADAPTERS } from "../adapters/registry.ts";
import { type ArmPlan, commandOf } from "./arm_plan.ts";
import type { Subject } from "./result.ts";
import type { WorkerCommand } from "./self_command.ts";

/** Names and facts by the plan's name for each arm. */
export class SubjectNames {
  readonly #arms: readonly ArmPlan[];
  readonly #command: WorkerCommand;
  readonly #facts = new Map<string, AdapterFacts>();
  /** Names in results, of the arms that have one. */
  readonly #names = new Map<string, string>();

  /**
   * Starts with what is known without loading anything.
   *
   * @param arms The arms, each id once.
   * @param command Command of arms that have none of their own.
   */
  constructor(arms: readonly ArmPlan[], command: WorkerCommand) {
    this.#arms = arms;
    this.#command = command;
    for (const { id, adapter } of arms) {
      const known = [...KNOWN_ADAPTERS, ...PYTHON_SUBJECTS].find((candidate) => candidate.id === adapter);
      if (known !== undefined) this.learn(id, known);
    }
  }

  /**
   * Takes note of what a loaded adapter says of itself.
   *
   * @param id The plan's name for the arm.
   * @param facts What it says. An id that another arm has already is not taken over.
   */
  learn(id: string, facts: AdapterFacts): void {
    if (this.#facts.has(id)) {
      // Versions of another language's packages are known when one of its workers has told them.
      if (facts.versions !== undefined) this.#facts.set(id, facts);
      return;
    }
    this.#facts.set(id, facts);
    const isPlain = this.#arms.some((arm) => arm.id === id && arm.adapter === id);
    const isTaken = [...this.#names.values()].includes(facts.id);
    this.#names.set(id, isPlain && !isTaken ? facts.id : id);
  }

  /**
   * Tells an arm's name in results.
   *
   * @param id The plan's name for it.
   * @returns The adapter's id where the arm is its adapter and nothing more, and was loaded; else the plan's name.
   */
  nameOf(id: string): string {
    return this.#names.get(id) ?? id;
  }

  /**
   * Lists the arms of which something is known.
   *
   * @param pythonCpuRounds Rounds of the `cpu` kernel in Python, where something is measured in it.
   * @returns Their records, in the plan's order.
   */
  subjects(pythonCpuRounds?: number): Subject[] {
    return this.#arms.flatMap((arm) => {
      const facts = this.#facts.get(arm.id);
      if (facts === undefined) return [];
      const cpuRounds = facts.language === "python" ? pythonCpuRounds : undefined;
      return [{ ...this.#subjectOf(arm, facts), ...(cpuRounds !== undefined && { cpuRounds }) }];
    });
  }

  #subjectOf(arm: ArmPlan, facts: AdapterFacts): Subject {
    const { executionModel, durability, approach, idiom, packages, language } = facts;
    return {
      id: this.nameOf(arm.id),
      title: arm.title ?? facts.title,
      packages: facts.versions ?? packageVersions(packages),
      executionModel,
      durability,
      approach,
      idiom,
      adapter: facts.id,
      ...(language !== undefined && { language }),
      extraWorkPercent: arm.extraWorkPercent ?? 0,
      workerFlags: [...commandOf(arm, this.#command).flags],
      ...(arm.build !== undefined && { build: arm.build }),
    };
  }
}
