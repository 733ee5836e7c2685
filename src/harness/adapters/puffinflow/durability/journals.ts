/**
 * Programs that run durable agents: one run after the other, many at once, and runs that go on after a stop. What was
 * recorded is read from the store, not taken from the run.
 * @module
 */
import { agent, type BuiltAgent } from "puffinflow";
import {
  type CheckpointStore,
  type Durability,
  durable,
  type DurableAgent,
  fileCheckpoints,
  memoryCheckpoints,
  sqliteCheckpoints,
  waitFor,
} from "puffinflow/durability";
import { foldNext } from "../../../workload/digest.ts";
import { CROWD_STEPS, JOURNALED_STEPS, RESUMED_STEPS } from "../../../workload/micro/durability.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroProgram, MicroPrograms } from "../../micro_program.ts";
import { completed } from "../completed.ts";
import { ScratchFolder } from "../../scratch_folder.ts";

/** Opens a store; what is in memory only needs no place. */
type Open = (path: string) => CheckpointStore;

/** Where runs are kept. */
interface Backend {
  readonly open: Open;
  readonly needs: "files" | "memory";
  readonly durability?: Durability;
}

const MEMORY: Backend = { open: () => memoryCheckpoints(), needs: "memory" };

function sqlite(durability: Durability): Backend {
  return { open: (path) => sqliteCheckpoints(path), needs: "files", durability };
}

/** Programs by scenario. */
export const journals: MicroPrograms = {
  "step-memory": recorded(MEMORY),
  "step-sqlite-full": recorded(sqlite("full")),
  "step-sqlite-normal": recorded(sqlite("normal")),
  "step-sqlite-off": recorded(sqlite("off")),
  "step-files-full": recorded({ open: (path) => fileCheckpoints(path), needs: "files", durability: "full" }),
  "resume-memory": resumed(MEMORY),
  "resume-sqlite": resumed(sqlite("full")),
  "concurrent-memory": crowded(MEMORY),
  "concurrent-sqlite": crowded(sqlite("full")),
};

/** A store that is open, and what ends it. */
class OpenBackend {
  readonly durability: Durability;
  readonly #backend: Backend;
  readonly #folder: ScratchFolder | null;
  store: CheckpointStore;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.durability = backend.durability ?? "full";
    this.#folder = backend.needs === "files" ? new ScratchFolder() : null;
    this.store = backend.open(this.#folder?.file("runs") ?? "");
  }

  /** Forgets what is kept in memory, where nothing else would. */
  renew(): void {
    if (this.#folder === null) this.store = this.#backend.open("");
  }

  async close(): Promise<void> {
    await this.store.close();
    this.#folder?.[Symbol.dispose]();
  }
}

type Chain = BuiltAgent<number, Readonly<Record<string, number>>>;

function chainOf(steps: number): Chain {
  let chain = agent("chain").input<number>() as Chain;
  chain = chain.state("0", ({ input }) => nextStep(input, 0));
  for (let step = 1; step < steps; step++) {
    chain = chain.state(`${step}`, { after: [`${step - 1}`] }, ({ values: [before] }) => nextStep(before!, step));
  }
  return chain.validate();
}

/** Runs an agent durably, and folds what its last state gave and what the store says that it gave. */
class Recorder {
  readonly #backend: OpenBackend;
  readonly #chain: Chain;
  readonly #last: string;
  #durable: DurableAgent<number, Readonly<Record<string, number>>, unknown>;
  #runs = 0;

  constructor(backend: OpenBackend, steps: number) {
    this.#backend = backend;
    this.#chain = chainOf(steps);
    this.#last = `${steps - 1}`;
    this.#durable = this.#fitted();
  }

  renew(): void {
    this.#backend.renew();
    this.#durable = this.#fitted();
  }

  /** Runs once; gives the run's last output and the recorded one. */
  async run(input: number): Promise<readonly [output: number, recorded: number]> {
    const id = `run-${this.#runs++}`, run = completed(await this.#durable.run(input, { id }));
    // A run that is over is not run again: this is what is in the store.
    const again = completed(await this.#durable.run(0, { id }));
    return [run.output(this.#last), again.output(this.#last)];
  }

  #fitted(): DurableAgent<number, Readonly<Record<string, number>>, unknown> {
    const { store, durability } = this.#backend;
    return durable(this.#chain, { store, durability });
  }
}

/** One run after the other. */
function recorded(from: Backend): MicroProgram {
  return ({ operations, did }) => {
    const backend = new OpenBackend(from), recorder = new Recorder(backend, JOURNALED_STEPS);
    return {
      async run(seed) {
        let value = seed;
        recorder.renew();
        for (let run = 0; run < operations / JOURNALED_STEPS; run++) {
          for (const output of await recorder.run(nextStep(seed, run))) value = foldNext(value, output);
          did(JOURNALED_STEPS);
        }
        return value;
      },
      close: () => backend.close(),
    };
  };
}

/** All runs at once. */
function crowded(from: Backend): MicroProgram {
  return ({ operations, did }) => {
    const backend = new OpenBackend(from),
      recorder = new Recorder(backend, CROWD_STEPS),
      runs = operations / CROWD_STEPS;
    return {
      async run(seed) {
        let value = seed;
        recorder.renew();
        const outputs = await Promise.all(Array.from({ length: runs }, (_, run) => recorder.run(nextStep(seed, run))));
        for (const output of outputs.flat()) value = foldNext(value, output);
        did(outputs.length * CROWD_STEPS);
        return value;
      },
      close: () => backend.close(),
    };
  };
}

/** Goes on with a run that was stopped when all its steps but the last were recorded, and stops it again. */
function resumed(from: Backend): MicroProgram {
  return async ({ operations, did }): Promise<Prepared> => {
    const backend = new OpenBackend(from), { store, durability } = backend;
    let executed = 0, arrive = (_: number) => {};
    let chain = agent("chain").input<number>() as BuiltAgent<number, Readonly<Record<string, number>>>;
    for (let step = 0; step < RESUMED_STEPS; step++) {
      const after = step === 0 ? [] : [`${step - 1}`];
      chain = chain.state(`${step}`, { after }, ({ input, values: [before] }) => {
        executed++;
        return nextStep(before ?? input, step);
      });
    }
    const waiting = chain.state("gate", { after: [`${RESUMED_STEPS - 1}`] }, async (context) => {
      arrive(context.values[0]!);
      return await waitFor<number>(context, "never");
    });
    const runs = durable(waiting, { store, durability }), id = "stopped";
    const arrival = () => new Promise<number>((resolve) => void (arrive = resolve));
    const first = arrival(), run = await runs.start(RESUMED_STEPS, { id });
    await first;
    await run.suspend();
    return {
      async run(seed) {
        let value = seed;
        for (let turn = 0; turn < operations / RESUMED_STEPS; turn++) {
          const before = executed, arrived = arrival(), again = await runs.resume(id);
          value = nextStep(foldNext(value, await arrived), executed - before + turn);
          await again.suspend();
          did(RESUMED_STEPS);
        }
        return value;
      },
      close: () => backend.close(),
    };
  };
}
