/**
 * Options of running agents on many machines, and the check of them.
 * @module
 */

/** Settings of a fleet: those who run agents and those who work have the same. */
export interface DistributedOptions {
  /** Where the server is: `redis://host:port`, or `rediss://` with TLS. */
  readonly connection: string;
  /**
   * What the server must keep. `full`: all that was acknowledged, also in a power cut (`appendfsync always`). `relaxed`:
   * all but what was acknowledged in the last second before a power cut (`appendfsync everysec`). A server that keeps
   * less is refused. @default {"full"}
   */
  readonly durability?: "full" | "relaxed";
  /** What all keys begin with; the braces keep them in one slot of a cluster. @default {"{puffin}"} */
  readonly prefix?: string;
  /**
   * How long a worker that does not answer any more keeps its runs, in milliseconds, a whole number of 500 or more. A
   * state that blocks the event loop for as long looks dead too, and its run is done again elsewhere. @default {30_000}
   */
  readonly lockMs?: number;
  /**
   * Names the code of the agents in this process: runs go to workers with the same version and the same states only.
   * @default {""}
   */
  readonly version?: string;
  /**
   * How often a run is given out again after trouble that is not its own: a journal that could not be written. Deaths of
   * workers do not count here. A whole number of 0 or more. @default {20}
   */
  readonly maxRedeliveries?: number;
  /** How often the server is asked for the end of a run, if its message should get lost, in milliseconds, 10 or more. @default {1_000} */
  readonly resultPollMs?: number;
}

/** Options of a run. */
export interface DistributedRunOptions {
  /** What names the run: the same id is the same run, whoever submits it. @default {undefined} a random one */
  readonly id?: string;
  /** Runs with a lower number begin first, those with 0 before all; a whole number up to 2,097,152. @default {0} */
  readonly priority?: number;
  /** How long the run waits before it may begin, in milliseconds, 0 or more. @default {0} */
  readonly delayMs?: number;
  /** Longest duration of the run in milliseconds, above 0: counted from its submission. @default {undefined} no limit */
  readonly timeoutMs?: number;
}

/** Options of a worker. */
export interface WorkerOptions {
  /** Most runs of each agent that this process works on at once, a whole number of 1 or more. @default {10} */
  readonly concurrency?: number;
  /** Told of trouble with the server and of runs that were lost to another worker. @default {undefined} */
  readonly onWarning?: (error: unknown) => void;
}

/** Options with everything filled in. */
export type DistributedSettings = Required<DistributedOptions>;

/** Largest number that BullMQ takes as priority. */
const LOWEST_PRIORITY = 2_097_152;

/**
 * Checks options and fills in the defaults.
 *
 * @param options What a caller configured.
 * @returns Settings.
 * @throws {RangeError} If a number is out of its bounds.
 * @throws {TypeError} If the connection, the prefix or a choice is not usable.
 */
export function distributedSettings(options: DistributedOptions): DistributedSettings {
  const { connection, durability = "full", prefix = "{puffin}", version = "" } = options;
  const { lockMs = 30_000, maxRedeliveries = 20, resultPollMs = 1_000 } = options;
  if (!URL.canParse(connection) || !/^rediss?:$/.test(new URL(connection).protocol)) {
    throw typeError("connection", 'an address as "redis://host:port"', connection);
  }
  if (durability !== "full" && durability !== "relaxed") {
    throw typeError("durability", '"full" or "relaxed"', durability);
  }
  if (!/^[^{}]*\{[^{}]+\}[^{}]*$/.test(prefix)) {
    throw typeError("prefix", 'text with a hash tag in braces, as "{puffin}"', prefix);
  }
  atLeast("lockMs", lockMs, 500);
  atLeast("maxRedeliveries", maxRedeliveries, 0);
  atLeast("resultPollMs", resultPollMs, 10);
  return { connection, durability, prefix, version, lockMs, maxRedeliveries, resultPollMs };
}

/**
 * Checks the options of a run.
 *
 * @param options What a caller configured.
 * @returns The same, with defaults but for those that have none.
 * @throws {RangeError} If a number is out of its bounds.
 */
export function submission(
  options: DistributedRunOptions,
): Required<Omit<DistributedRunOptions, "timeoutMs">> & Pick<DistributedRunOptions, "timeoutMs"> {
  const { id = crypto.randomUUID(), priority = 0, delayMs = 0, timeoutMs } = options;
  atLeast("priority", priority, 0);
  if (priority > LOWEST_PRIORITY) throw rangeError("priority", `at most ${LOWEST_PRIORITY}`, priority);
  if (!(delayMs >= 0 && delayMs < Infinity)) throw rangeError("delayMs", "0 or more and finite", delayMs);
  if (timeoutMs === undefined) return { id, priority, delayMs };
  if (!(timeoutMs > 0 && timeoutMs < Infinity)) throw rangeError("timeoutMs", "above 0 and finite", timeoutMs);
  return { id, priority, delayMs, timeoutMs };
}

/**
 * Checks the options of a worker, and fills in the defaults.
 *
 * @param options What a caller configured.
 * @returns Settings.
 * @throws {RangeError} If a number is out of its bounds.
 */
export function workerSettings({ concurrency = 10, onWarning }: WorkerOptions): {
  readonly concurrency: number;
  readonly onWarning: (error: unknown) => void;
} {
  atLeast("concurrency", concurrency, 1);
  return { concurrency, onWarning: onWarning ?? (() => {}) };
}

function atLeast(option: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least)) {
    throw rangeError(option, `a whole number of ${least} or more`, value);
  }
}

function rangeError(option: string, requirement: string, value: number): RangeError {
  return new RangeError(
    `Cannot run agents on many machines as '${option}' must be ${requirement}: current value is ${value}`,
  );
}

function typeError(option: string, requirement: string, value: unknown): TypeError {
  return new TypeError(
    `Cannot run agents on many machines as '${option}' must be ${requirement}: current value is ${
      JSON.stringify(value)
    }`,
  );
}
