/**
 * The result of a run that is over, read from its journal: nothing is run for it, and it can be read long after its
 * definition was changed.
 * @module
 */
import type { JournalRecord } from "../checkpoints/checkpoint_store.ts";
import type { Compensation, StateOutcome } from "../../run/outcome.ts";
import { RunFailedError } from "../../run/result.ts";
import type { StepData } from "./earlier_life.ts";
import type { CompletedVisit, EndedData, OutcomeData } from "./recorded_ending.ts";
import { revivedError } from "./recorded_error.ts";
import { recordedOutput } from "./recorded_step.ts";
import { stepKey } from "./step_key.ts";
import { fromJson } from "./tagged_json.ts";

/** A result; `RunResult` is its public face. */
export class RecordedResult {
  readonly status: EndedData["status"];
  readonly error: unknown;
  readonly failedState: string | undefined;
  readonly compensations: readonly Compensation[];
  readonly #agent: string;
  readonly #ended: EndedData;
  readonly #records: ReadonlyMap<string, JournalRecord>;
  #states: Readonly<Record<string, StateOutcome>> | undefined;
  #outputs: Readonly<Record<string, unknown>> | undefined;

  /**
   * Makes one.
   *
   * @param agent Name of the run's agent.
   * @param records The run's journal, its end included.
   */
  constructor(agent: string, records: readonly JournalRecord[]) {
    this.#agent = agent;
    this.#records = new Map(records.map((record) => [record.key, record]));
    const ended = this.#ended = records.findLast((record) => record.kind === "ended")!.data as EndedData;
    this.status = ended.status;
    this.error = ended.error === undefined ? undefined : revivedError(ended.error);
    this.failedState = ended.failedState;
    this.compensations = ended.compensations.map(({ state, error }): Compensation =>
      error === undefined ? { state, kind: "compensated" } : { state, kind: "failed", error: revivedError(error) }
    );
  }

  get states(): Readonly<Record<string, StateOutcome>> {
    return this.#states ??= Object.freeze(
      Object.fromEntries(
        Object.entries(this.#ended.states).map(([state, data]) => [state, this.#outcome(state, data)]),
      ),
    );
  }

  get outputs(): Readonly<Record<string, unknown>> {
    if (this.#outputs === undefined) {
      const outputs = Object.entries(this.states).flatMap(([state, outcome]) =>
        outcome.kind === "completed" ? [[state, outcome.output] as const] : []
      );
      this.#outputs = Object.freeze(Object.fromEntries(outputs));
    }
    return this.#outputs;
  }

  get channels(): Readonly<Record<string, unknown>> {
    const channels = Object.entries(this.#ended.channels).map(([name, value]) => [name, fromJson(value)]);
    return Object.freeze(Object.fromEntries(channels));
  }

  output(state: string): unknown {
    return this.outputs[state];
  }

  unwrap(): Readonly<Record<string, unknown>> {
    if (this.status === "completed") return this.outputs;
    throw new RunFailedError(this.#agent, this.status, this.failedState, this.error);
  }

  #outcome(state: string, data: OutcomeData): StateOutcome {
    switch (data.kind) {
      case "completed":
        return { kind: "completed", output: this.#outputOf(state, data) };
      case "failed":
      case "timed-out":
        return { ...data, error: revivedError(data.error) };
      default:
        return data;
    }
  }

  #outputOf(state: string, { visit, tasks }: CompletedVisit): unknown {
    const step = (index?: number) => {
      const { result } = this.#records.get(`step:${stepKey({ path: "", state, visit, index })}`)!.data as StepData;
      return recordedOutput(result);
    };
    return tasks === undefined ? step() : Array.from({ length: tasks }, (_, index) => step(index));
  }
}
