// tests/examples/five_minutes/shared_resources.ts
import { agent } from "puffinflow";
import { Mutex } from "puffinflow/coordination";
import { ResourcePool } from "puffinflow/resources";

const pool = new ResourcePool([{ name: "box", capacity: { gpu: 1, memory: 16_384 } }]), printer = new Mutex();

// What a state asks for is there before its attempt begins, and is given back whatever becomes of it.
const render = agent("render", { pool })
  .input<{ scene: string }>()
  .state(
    "frames",
    { resources: { gpu: 1, memory: 8_192 }, retry: { maxAttempts: 2 } },
    ({ input }) => input.scene.length,
  )
  .state("print", { after: ["frames"], holds: [printer] }, ({ from }) => `${from.frames} frames on paper`);

// Both runs want the one GPU and the one printer: they take turns.
const runs = await Promise.all([render.run({ scene: "sea" }), render.run({ scene: "shore" })]);
export const papers = runs.map((run) => run.unwrap().print); // ["3 frames on paper", "5 frames on paper"]
