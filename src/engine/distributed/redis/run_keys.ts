/**
 * Where things are in Redis. All keys have one hash tag, so that a script may touch any of them in a cluster.
 * @module
 */

/** Names of keys. */
export class RunKeys {
  readonly #prefix: string;

  /**
   * Makes them.
   *
   * @param prefix What all keys begin with, with a hash tag in braces.
   */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** Head of a run: what it was started with, and how it ended. */
  run(id: string): string {
    return `${this.#prefix}:run:${id}`;
  }

  /** Journal of a run: a line for each key of a record. */
  journal(id: string): string {
    return `${this.#prefix}:journal:${id}`;
  }

  /** What was sent to a run, in order. */
  signals(id: string): string {
    return `${this.#prefix}:signals:${id}`;
  }

  /** Who works on a run: gone when they do not renew it. */
  lock(id: string): string {
    return `${this.#prefix}:lock:${id}`;
  }

  /** Ids of all runs. */
  get runs(): string {
    return `${this.#prefix}:runs`;
  }

  /** Ids of an agent's runs. */
  runsOf(agent: string): string {
    return `${this.#prefix}:runs:${agent}`;
  }

  /** Ids of an agent's ended runs, by the time of their end. */
  endedOf(agent: string): string {
    return `${this.#prefix}:ended:${agent}`;
  }

  /** Where it is told that runs ended: their ids. */
  get endNews(): string {
    return `${this.#prefix}:news:ended`;
  }

  /** Where it is told that runs are to be cancelled: their ids. */
  get cancelNews(): string {
    return `${this.#prefix}:news:cancelled`;
  }
}
