import assert from "node:assert/strict";
import { MaxStepsError, RunFailedError } from "puffinflow";
import { main } from "./research_loop_command.ts";

Deno.test("research_loop_command follows what it finds until nothing is left, and nothing twice", async () => {
  assert.equal(
    await main(),
    "Puffins nest in burrows. Burrows are a metre deep. Puffins carry many sand eels at once.",
  );
});

Deno.test("research_loop_command ends a research without end", async () => {
  let topics = 0;
  const endless = () => Promise.resolve({ fact: "More.", seeAlso: [`topic ${++topics}`] });
  await assert.rejects(
    main("everything", endless),
    (error) => error instanceof RunFailedError && error.cause instanceof MaxStepsError,
  );
});
