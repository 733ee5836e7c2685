/**
 * Human approval: the run writes a draft, holds itself, and goes on when a person has decided. Nothing polls and
 * nothing is in flight meanwhile: `pause()` in a state holds the run, `resume()` on its handle lets it go on.
 * @module
 */
import { Agent, type ContextOf, state } from "puffinflow";

class Article extends Agent<{ readonly topic: string }> {
  isApproved = false;

  @state()
  draft({ input }: ContextOf<Article>) {
    return `All about ${input.topic}`;
  }

  @state({ after: ["draft"] })
  ask({ from, emit, pause }: ContextOf<Article, "draft">) {
    emit({ question: `Publish "${from.draft}"?` });
    pause();
  }

  @state({
    after: ["draft", "ask"],
    when(this: Article) {
      return this.isApproved;
    },
  })
  publish({ from }: ContextOf<Article, "draft">) {
    return `${from.draft} (published)`;
  }
}

/** Somebody who is asked. */
export type Editor = (question: string) => Promise<boolean>;

/**
 * Writes an article and publishes it if the editor says yes.
 *
 * @param editor Who is asked: at a terminal, in a chat, on a web page.
 * @param topic What the article is about.
 * @returns The published article, or how the last state ended.
 */
export async function main(editor: Editor = () => Promise.resolve(true), topic = "puffins"): Promise<string> {
  const article = new Article(), run = article.start({ topic });
  let question = "";
  for await (const event of run.events()) {
    if (event.type === "custom") question = (event.data as { question: string }).question;
    if (event.type === "run-paused") {
      article.isApproved = await editor(question);
      run.resume();
    }
  }
  const { publish } = (await run.result).states;
  return publish.kind === "completed" ? publish.output : publish.kind;
}

// deno-lint-ignore no-console -- An example shows what it does.
if (import.meta.main) console.log(await main());
