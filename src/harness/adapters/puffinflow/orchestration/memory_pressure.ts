/**
 * States that use a hundred megabytes together, all of them at once.
 * @module
 */
import process from "node:process";
import { agent } from "puffinflow";
import { fold } from "../../../workload/digest.ts";
import { BLOCK_BYTES, checksumOf, MEGABYTE, touchedBlock } from "../../../workload/micro/memory_blocks.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroTask } from "../../micro_program.ts";
import { completed } from "../completed.ts";
import type { LoopBuilt } from "../loop_built.ts";

/** One run, as its states see it. */
interface Errand {
  readonly seed: number;
  /** Called when all blocks are there. */
  readonly atPeak: () => void;
}

const NAMES = BLOCK_BYTES.map((_, block) => `block-${block}`);

function blocksAgent(): LoopBuilt<Errand, unknown> {
  let flow = agent("blocks").input<Errand>() as LoopBuilt<Errand, unknown>;
  for (const [block, name] of NAMES.entries()) {
    flow = flow.state(name, ({ input: { seed } }) => touchedBlock(BLOCK_BYTES[block]!, nextStep(seed, block) & 0xff));
  }
  return flow.state("collect", { after: NAMES }, ({ input, values }) => {
    input.atPeak();
    return fold((values as readonly Uint8Array[]).map(checksumOf));
  }).validate();
}

/** Program of the scenario. */
export function memoryPressure({ operations, did }: MicroTask): Prepared {
  const flow = blocksAgent();
  const digestOf = async (errand: Errand) => completed(await flow.run(errand)).output("collect") as number;
  return {
    async run(seed) {
      const digest = await digestOf({ seed, atPeak: () => {} });
      did(operations);
      return digest;
    },
    async figures() {
      const requestedBytes = BLOCK_BYTES.reduce((sum, bytes) => sum + bytes, 0);
      let peakBytes = 0;
      const beforeBytes = await settledBytes();
      await digestOf({ seed: 1, atPeak: () => void (peakBytes = outsideHeapBytes()) });
      const extraBytes = peakBytes - beforeBytes, retainedBytes = await settledBytes() - beforeBytes;
      return {
        peakExtraMegabytes: extraBytes / MEGABYTE,
        retainedMegabytes: retainedBytes / MEGABYTE,
        // What went beyond it was there before and was nobody's here.
        memoryReclaimedPercent: 100 * (1 - Math.max(0, retainedBytes) / extraBytes),
        requestedPerPeakRatio: requestedBytes / extraBytes,
      };
    },
  };
}

/** Bytes outside of V8's heap: that is where the contents of typed arrays are. */
function outsideHeapBytes(): number {
  return process.memoryUsage().external;
}

/** As {@linkcode outsideHeapBytes}, once all garbage is gone. */
async function settledBytes(): Promise<number> {
  const { gc } = globalThis as { gc?: () => void };
  if (gc === undefined) throw new Error("Cannot see what is retained as the process must have --v8-flags=--expose-gc");
  // What a collection finds is freed beside the program: the second one comes when that is done.
  for (let round = 0; round < 2; round++) {
    gc();
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
  return outsideHeapBytes();
}
