// tests/examples/five_minutes/events.ts
import { agent } from "puffinflow";
import { recordRun, toMermaid } from "puffinflow/picture";

const speaker = agent("speaker")
  .state("speak", ({ token }) => ["Hi ", "there"].forEach((word) => token(word)))
  .state("bow", { after: ["speak"] }, () => "bowed");

// A run that is started, and not just run, tells what happens and can be paused, resumed and cancelled.
const run = speaker.start();
export const heard: string[] = [];
for await (const event of run.events()) heard.push(event.type === "token" ? event.text : event.type);

// The same events make a record, and the record a picture: here of the agent, with how long each state took.
export const picture = toMermaid(speaker, { trace: await recordRun(speaker.start()) });
