/**
 * Steps that are recorded by hand: each is written, and committed, before the next begins.
 * @module
 */
import { DatabaseSync } from "node:sqlite";
import { foldNext } from "../../../workload/digest.ts";
import { JOURNALED_STEPS } from "../../../workload/micro/durability.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import type { MicroProgram, MicroPrograms } from "../../micro_program.ts";
import { ScratchFolder } from "../../scratch_folder.ts";

/** Where outputs are recorded. */
interface Records {
  readonly write: (run: number, step: number, output: number) => void;
  readonly read: (run: number, step: number) => number;
  readonly close: () => void;
}

/** Programs by scenario. */
export const recordedByHand: MicroPrograms = {
  "step-memory": recorded(inMap),
  "step-sqlite-full": recorded(() => inTable("FULL")),
  "step-sqlite-normal": recorded(() => inTable("NORMAL")),
};

function recorded(open: () => Records): MicroProgram {
  return ({ operations, did }) => {
    const records = open();
    let runs = 0;
    return {
      // deno-lint-ignore require-await -- A run is a promise, for every subject.
      async run(seed) {
        let value = seed;
        for (let run = 0; run < operations / JOURNALED_STEPS; run++, runs++) {
          let output = nextStep(seed, run);
          for (let step = 0; step < JOURNALED_STEPS; step++) {
            output = nextStep(output, step);
            records.write(runs, step, output);
          }
          value = foldNext(foldNext(value, output), records.read(runs, JOURNALED_STEPS - 1));
          did(JOURNALED_STEPS);
        }
        return value;
      },
      close: () => Promise.resolve(records.close()),
    };
  };
}

/** Texts, as nothing may be shared with who wrote it; only the last run's, as nobody asks for others. */
function inMap(): Records {
  const texts = new Map<number, string>();
  return {
    write: (_run, step, output) => void texts.set(step, JSON.stringify({ output })),
    read: (_run, step) => (JSON.parse(texts.get(step)!) as { output: number }).output,
    close: () => texts.clear(),
  };
}

function inTable(synchronous: "FULL" | "NORMAL"): Records {
  const folder = new ScratchFolder(), database = new DatabaseSync(folder.file("records"));
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}`);
  database.exec("CREATE TABLE record (run INTEGER, step INTEGER, line TEXT, PRIMARY KEY (run, step))");
  const insert = database.prepare("INSERT INTO record VALUES (?, ?, ?)");
  const select = database.prepare("SELECT line FROM record WHERE run = ? AND step = ?");
  return {
    write: (run, step, output) => void insert.run(run, step, JSON.stringify({ output })),
    read: (run, step) => (JSON.parse(String(select.get(run, step)?.["line"])) as { output: number }).output,
    close() {
      database.close();
      folder[Symbol.dispose]();
    },
  };
}
