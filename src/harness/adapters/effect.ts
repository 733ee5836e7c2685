/**
 * Effect as an adapter: a program for each shape, written with generators, its tasks lifted from
 * promises. The library's own guide asks for `Effect.fnUntraced` where a function is not worth a span of
 * its own; `Effect.fn` would open one for each run, and nothing here reads it.
 * @module
 */
import type { Adapter } from "./adapter.ts";
import {
  chain,
  complex,
  diamond,
  fanout,
  isolation,
  loop,
  records,
  retry,
  stages,
  subgraphs,
  toolAgent,
  wideState,
} from "./effect/shapes.ts";
import { EFFECT } from "./facts.ts";
import { builtFrom } from "./shape_builders.ts";

/** Effect, as the harness drives it. */
const effect: Adapter = {
  ...EFFECT,
  ...builtFrom({
    shapes: {
      chain,
      fanout,
      diamond,
      stages,
      loop,
      retry,
      complex,
      isolation,
      records,
      subgraphs,
      "wide-state": wideState,
      "tool-agent": toolAgent,
    },
    checkpointed: "records steps only with its workflows, which ask for a cluster and an engine to run them",
  }),
};
export default effect;
