/**
 * Objects in a list instead of spans: a name, a number, a parent, two times.
 * @module
 */
import { CHILDREN, SPAN_NAMES, spanName } from "../../../workload/micro/observability.ts";
import { foldCounts } from "../../../workload/micro/recordings.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroPrograms, MicroTask } from "../../micro_program.ts";

/** What stands for a span. */
interface Note {
  readonly name: string;
  readonly number: number;
  readonly parent: number | undefined;
  readonly startMs: number;
  readonly details: Readonly<Record<string, unknown>> | undefined;
  endMs: number;
}

/** Keeps notes once they have ended. */
class Notebook {
  readonly kept: Note[] = [];
  #begun = 0;

  begin(name: string, { parent, details }: { parent?: number; details?: Note["details"] } = {}): Note {
    return { name, number: ++this.#begun, parent, startMs: performance.now(), details, endMs: NaN };
  }

  end(note: Note): void {
    note.endMs = performance.now();
    this.kept.push(note);
  }
}

/** Writes the notes of one operation, and says what those that were kept are. */
interface Noting {
  readonly write: (notebook: Notebook, name: string, operation: number) => void | Promise<void>;
  readonly read: (notes: readonly Note[]) => readonly number[];
}

/** Makes a program that writes so many notes for each operation, then reads them. */
function noted(notesEach: number, { write, read }: Noting) {
  return ({ operations, did }: MicroTask): Prepared => ({
    async run(seed) {
      const notebook = new Notebook();
      for (let operation = 0; operation < operations; operation++) {
        const writing = write(notebook, SPAN_NAMES[spanName(seed, operation)]!, operation);
        if (writing !== undefined) await writing;
      }
      const { kept } = notebook;
      let value = seed;
      for (let first = 0; first < kept.length; first += notesEach) {
        const notes = kept.slice(first, first + notesEach);
        value = foldCounts(value, [SPAN_NAMES.indexOf(notes.at(-1)!.name), ...read(notes)]);
      }
      did(kept.length / notesEach);
      return value;
    },
  });
}

/** Programs by scenario. */
export const notedByHand: MicroPrograms = {
  span: noted(1, { write: (notebook, name) => notebook.end(notebook.begin(name)), read: () => [] }),
  "span-attributes": noted(1, {
    write(notebook, name, operation) {
      notebook.end(notebook.begin(name, { details: { index: operation, isOdd: operation % 2 === 1, step: "a" } }));
    },
    read([note]) {
      const { index, isOdd, step } = note!.details!;
      return [Number(index), Number(isOdd), String(step).length];
    },
  }),
  "span-nested": noted(2, {
    write(notebook, name) {
      const parent = notebook.begin(name), child = notebook.begin(name, { parent: parent.number });
      notebook.end(child);
      notebook.end(parent);
    },
    read: ([child, parent]) => [Number(child!.parent === parent!.number)],
  }),
  "span-event": noted(1, {
    write: (notebook, name, index) => notebook.end(notebook.begin(name, { details: { index } })),
    read: ([note]) => [Number(note!.details!["index"])],
  }),
  propagation: noted(CHILDREN + 1, {
    async write(notebook, name) {
      const parent = notebook.begin(name);
      await Promise.all(Array.from({ length: CHILDREN }, () => hop(notebook, parent)));
      notebook.end(parent);
    },
    read: (tree) => [tree.filter(({ parent }) => parent === tree.at(-1)!.number).length],
  }),
};

async function hop(notebook: Notebook, { name, number }: Note): Promise<void> {
  await undefined;
  const note = notebook.begin(name, { parent: number });
  await undefined;
  notebook.end(note);
}
