import assert from "node:assert/strict";
import { parseReply } from "../../../src/harness/session/reply_schema.ts";
import type { Reply } from "../../../src/harness/session/protocol.ts";

const PROOF = { firstIteration: 1, iterations: 2, digestFold: 3, taskFold: 0xffffffff };

const READING = {
  wallNs: 1,
  cpuNs: 1,
  allocatedBytes: 1,
  gcCount: 0,
  gcNs: 0,
  voluntarySwitches: 0,
  involuntarySwitches: 0,
  minorFaults: 0,
  majorFaults: 0,
  rssBytes: 30_000_000,
  proof: PROOF,
};

const ADAPTER = {
  id: "control",
  title: "plain promises",
  packages: ["a"],
  executionModel: "async",
  durability: "none",
  approach: "idiomatic",
  idiom: "none",
} as const;

const POINTS = [{ count: 0, heapUsedBytes: 5_000_000, externalBytes: 2_000_000 }];

const REPLIES: readonly Reply[] = [
  { v: 1, id: 1, op: "set-up", importNs: 1, prepareNs: 2, adapter: ADAPTER },
  { v: 1, id: 1, op: "unsupported", reason: "has no fan-in", adapter: ADAPTER },
  { v: 1, id: 2, op: "traced", figures: {}, digest: 7, steps: [["start", 0], ["end", 0]], firstRunNs: 5 },
  { v: 1, id: 3, op: "warmed-up", steady: true, elapsedMs: 1.5, runNs: 0.5, proofs: [PROOF] },
  { v: 1, id: 4, op: "sampled", reading: READING },
  { v: 1, id: 5, op: "explained", digests: [1], tasks: [2] },
  { v: 1, id: 6, op: "bye" },
  { v: 1, id: 8, op: "ran", elapsedNs: 5, digest: 7, tasks: 4 },
  { v: 1, id: 9, op: "timed-each", latenciesNs: [5, 6], proof: PROOF },
  { v: 1, id: 10, op: "defined", batch: 2, wallNs: [5], cpuNs: [4], allocatedBytes: [64], digest: 7, tasks: 4 },
  { v: 1, id: 11, op: "retained", definitions: POINTS, inFlight: POINTS, finished: POINTS, proofs: [PROOF, PROOF] },
  { v: 1, id: 12, op: "served", runs: 3, tasks: 12 },
  { v: 1, id: 13, op: "pong" },
  { v: 1, id: 7, op: "failed", code: "framework", message: "threw" },
];

for (const reply of REPLIES) {
  Deno.test(`parseReply() reads the reply "${reply.op}" as it was sent`, () => {
    assert.deepEqual(parseReply(JSON.stringify(reply)), reply);
  });
}

const OTHERS: Readonly<Record<string, string>> = {
  "text": "no reply at all",
  "a JSON value that is no object": "7",
  "a reply without an id": '{"v":1,"op":"bye"}',
  "an unknown op": '{"v":1,"id":1,"op":"hello"}',
  "a sample without its proof": JSON.stringify({
    v: 1,
    id: 1,
    op: "sampled",
    reading: { ...READING, proof: undefined },
  }),
  "a digest that is not a 32-bit number": '{"v":1,"id":1,"op":"explained","digests":[4294967296],"tasks":[1]}',
  "a time that is not a number": '{"v":1,"id":1,"op":"traced","digest":1,"steps":[],"firstRunNs":null}',
  "a warm-up that proves nothing": '{"v":1,"id":1,"op":"warmed-up","steady":true,"elapsedMs":1,"runNs":1,"proofs":[]}',
};

for (const [what, line] of Object.entries(OTHERS)) {
  Deno.test(`parseReply() returns null for ${what}`, () => {
    assert.equal(parseReply(line), null);
  });
}
