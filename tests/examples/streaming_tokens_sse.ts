/**
 * Streaming: a model's words reach the reader while it is still speaking. A server runs the agent and sends the
 * run's events as server-sent events; a client reads them with `fetch`, as a browser's `EventSource` would.
 * @module
 */
import { agent, toServerSentEvents } from "puffinflow";

const storyteller = agent("storyteller")
  .input<{ readonly about: string }>()
  .state("tell", async ({ input, token }) => {
    let words = 0;
    for await (const word of model(input.about)) {
      token(word);
      words++;
    }
    return words;
  });

/** In a real program: the stream of a model's tokens. */
async function* model(about: string): AsyncGenerator<string> {
  for (const word of `Once there was ${about}.`.split(/(?<= )/)) yield await Promise.resolve(word);
}

/** Runs the agent for each request; a reader who leaves ends the run. */
function handle(request: Request, info: Deno.ServeHandlerInfo): Response {
  const about = new URL(request.url).searchParams.get("about") ?? "nothing";
  const run = storyteller.start({ about });
  // Whether all was read or the reader left: a run that has ended is not cancelled.
  info.completed.then(() => run.cancel(), (reason) => run.cancel(reason));
  return new Response(toServerSentEvents(run.events()), { headers: { "content-type": "text/event-stream" } });
}

/** Reads server-sent events; each has one line of data, which is JSON. */
async function* readEvents(response: Response): AsyncGenerator<{ readonly type: string; readonly text?: string }> {
  let rest = "";
  for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
    const messages = (rest + part).split("\n\n");
    rest = messages.pop()!;
    for (const message of messages) yield JSON.parse(/^data: (.*)$/m.exec(message)![1]!);
  }
}

/**
 * Serves the agent on a free port of this machine and asks it for a story.
 *
 * @param about What the story is about.
 * @returns The words in the order in which they came.
 */
export async function main(about = "a puffin"): Promise<readonly string[]> {
  await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, handle);
  const response = await fetch(`http://127.0.0.1:${server.addr.port}/?${new URLSearchParams({ about })}`);
  const words: string[] = [];
  for await (const event of readEvents(response)) if (event.type === "token") words.push(event.text!);
  return words;
}

// deno-lint-ignore no-console -- An example shows what it does.
if (import.meta.main) console.log(await main());
