import assert from "node:assert/strict";

Deno.test("hello greets", async () => {
  const { greet } = await import("./hello.ts");
  assert.equal(greet, "Hello, Ada!");
});

Deno.test("dependencies makes a page of what two states found side by side", async () => {
  const { page } = await import("./dependencies.ts");
  assert.equal(page, "Puffs: 3 words");
});

Deno.test("routing_loop goes back until it has found", async () => {
  const { found } = await import("./routing_loop.ts");
  assert.equal(found, "It is 7");
});

Deno.test("channels merges what was written side by side", async () => {
  const { bill } = await import("./channels.ts");
  assert.equal(bill, "coffee and cake: 770");
});

Deno.test("map_with_send maps as many payloads as there are", async () => {
  const { longest } = await import("./map_with_send.ts");
  assert.equal(longest, 6);
});

Deno.test("events tells what happens and draws it", async () => {
  const { heard, picture } = await import("./events.ts");
  assert.deepEqual(heard, [
    "run-started",
    "state-started",
    "Hi ",
    "there",
    "state-completed",
    "state-started",
    "state-completed",
    "run-ended",
  ]);
  assert.match(picture, /s0\("speak<br\/>completed in .*"\)\n {2}s1\("bow<br\/>completed in /);
});

Deno.test("shared_resources lets two runs take turns", async () => {
  const { papers } = await import("./shared_resources.ts");
  assert.deepEqual(papers, ["3 frames on paper", "5 frames on paper"]);
});

Deno.test("durable_run goes on where it was suspended", async () => {
  const { publish } = await import("./durable_run.ts");
  assert.equal(publish, "draft 1 about puffins, approved by Ada");
});

Deno.test("metrics_and_traces records both", async () => {
  const { spans, page } = await import("./metrics_and_traces.ts");
  assert.deepEqual(spans, ["state words", "state even", "agent digest"]);
  assert.match(page, /^puffinflow_runs_ended_total\{agent="digest",status="completed"\} 1$/m);
});

Deno.test("team_of_agents hears all who are there", async () => {
  const { status, guesses } = await import("./team_of_agents.ts");
  assert.deepEqual([status, guesses], ["partial", [12, 6]]);
});

// The real clock's timer outlives the last alarm by up to one tick, on purpose; so this test is the last one.
Deno.test("retry_timeout_signal tries until there is an answer", {
  sanitizeOps: false,
  sanitizeResources: false,
}, async () => {
  const { told } = await import("./retry_timeout_signal.ts");
  assert.equal(told, "fine weather");
});
