/**
 * What a durable run has done once: also those deeds that were done before it was resumed.
 * @module
 */
import { Onces } from "../../run/once.ts";
import type { RunJournal } from "./run_journal.ts";
import { fromJson, toJson } from "./tagged_json.ts";

/** Deeds of one execution. */
export class DurableOnces extends Onces {
  readonly #journal: RunJournal;
  readonly #path: string;

  /**
   * Makes one.
   *
   * @param journal The run's journal.
   * @param path The runs that lead to the execution.
   */
  constructor(journal: RunJournal, path: string) {
    super();
    this.#journal = journal;
    this.#path = path;
  }

  protected override async perform(key: string, deed: () => unknown): Promise<unknown> {
    const fullKey = `${this.#path}${key}`, recorded = this.#journal.find("once", fullKey);
    if (recorded !== undefined) return fromJson(recorded.data);
    const value = await deed();
    await this.#journal.put({ kind: "once", key: fullKey, data: toJson(value, `what once("${key}") gave`) });
    return value;
  }
}
