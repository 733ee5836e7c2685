/**
 * What the subjects of a session are called in its results, and what is known of them. A plan may name
 * an adapter by path or URL; its own id is learnt when a worker has loaded it, as the session itself
 * never loads a framework.
 * @module
 */
import type { AdapterFacts } from "../adapters/facts.ts";
import { packageVersions } from "../adapters/package_versions.ts";
import { KNOWN_ADAPTERS } from "../adapters/registry.ts";
import type { Subject } from "./result.ts";

/** Names and facts by the plan's name for each subject. */
export class SubjectNames {
  readonly #planned: readonly string[];
  readonly #facts = new Map<string, AdapterFacts>();

  /**
   * Starts with what is known without loading anything.
   *
   * @param planned Ids, paths or URLs of the adapters, each once.
   */
  constructor(planned: readonly string[]) {
    this.#planned = planned;
    for (const adapter of KNOWN_ADAPTERS) {
      if (planned.includes(adapter.id)) this.#facts.set(adapter.id, adapter);
    }
  }

  /**
   * Takes note of what a loaded adapter says of itself.
   *
   * @param planned The plan's name for it.
   * @param facts What it says. An id that another subject has already is not taken over.
   */
  learn(planned: string, facts: AdapterFacts): void {
    if (this.#facts.has(planned)) return;
    const isTaken = [...this.#facts.values()].some(({ id }) => id === facts.id);
    this.#facts.set(planned, isTaken ? { ...facts, id: planned } : facts);
  }

  /**
   * Tells a subject's name in results.
   *
   * @param planned The plan's name for it.
   * @returns The adapter's id; the plan's name as long as the adapter was never loaded.
   */
  nameOf(planned: string): string {
    return this.#facts.get(planned)?.id ?? planned;
  }

  /**
   * Lists the subjects of which something is known.
   *
   * @returns Their records, in the plan's order.
   */
  subjects(): Subject[] {
    return this.#planned.flatMap((planned) => {
      const facts = this.#facts.get(planned);
      return facts === undefined ? [] : [subjectOf(facts)];
    });
  }
}

function subjectOf({ id, title, packages, executionModel, durability, approach, idiom }: AdapterFacts): Subject {
  return { id, title, packages: packageVersions(packages), executionModel, durability, approach, idiom };
}
