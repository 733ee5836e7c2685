/**
 * Map-reduce: counts the words of any number of documents. How many tasks there are is not known before the
 * run, so the first state sends one document to each of them, at most four at a time.
 * @module
 */
import { agent, type MappedContext, SendAll } from "puffinflow";

/** How often each word occurs. */
export type WordCounts = Readonly<Record<string, number>>;

interface Input {
  readonly documents: readonly string[];
}

const wordCount = agent("word count", { maxConcurrent: 4 })
  .input<Input>()
  .state("scatter", { to: ["count"] }, ({ input }) => SendAll("count", input.documents))
  .map("count", ({ payload }: MappedContext<Input, string>) => countWords(payload))
  // The outputs of the tasks are in the order of the documents, whichever ended first.
  .state("reduce", { after: ["count"] }, ({ from }) => from.count.reduce(add, {}));

function countWords(text: string): WordCounts {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.map((word) => ({ [word]: 1 })).reduce(add, {});
}

function add(total: WordCounts, part: WordCounts): WordCounts {
  const sums = Object.entries(part).map(([word, count]) => [word, (total[word] ?? 0) + count]);
  return { ...total, ...Object.fromEntries(sums) };
}

/**
 * Counts words.
 *
 * @param documents Texts.
 * @returns How often each word occurs in all of them.
 */
export async function main(documents: readonly string[] = ["To be, or not", "to be"]): Promise<WordCounts> {
  const result = await wordCount.run({ documents });
  return result.unwrap().reduce;
}

// deno-lint-ignore no-console -- An example shows what it does.
if (import.meta.main) console.log(await main());
