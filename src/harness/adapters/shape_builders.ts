/**
 * How an adapter says which shapes its framework can express: a builder for each that it can, the reason for each that
 * it cannot. What it supports follows from that, so an adapter cannot leave a shape out by accident.
 * @module
 */
import { invariant } from "../../invariant.ts";
import type { GraphShape } from "../workload/shape.ts";
import type { Work } from "../workload/work.ts";
import type { Workload } from "../workload/workload.ts";
import type { Adapter, Prepared } from "./adapter.ts";

/** Kind of a graph. */
export type GraphKind = GraphShape["kind"];

/** Graphs of a kind. */
export type ShapeOf<K extends GraphKind> = Extract<GraphShape, { readonly kind: K }>;

/** Builds the framework's graph of a shape. */
export type ShapeBuilder<K extends GraphKind> = (shape: ShapeOf<K>, work: Work) => Prepared | Promise<Prepared>;

/** A builder for each shape, or the reason why there is none, as a clause. */
export type ShapeBuilders = { readonly [K in GraphKind]: ShapeBuilder<K> | string };

/** Graphs of which each step can be recorded. */
export type CheckpointedKind = "chain" | "subgraphs" | "wide-state" | "tool-agent";

/** A builder for each shape whose steps are recorded; or the one reason why none of them are. */
export type CheckpointBuilders = { readonly [K in CheckpointedKind]: ShapeBuilder<K> | string } | string;

/** All that a framework can build. */
export interface Abilities {
  /** Graphs that record nothing. */
  readonly shapes: ShapeBuilders;
  /** Graphs that record each step in memory. */
  readonly checkpointed: CheckpointBuilders;
}

/**
 * Makes the two functions of an adapter that builds graphs and nothing else.
 *
 * @param abilities What it can build.
 * @returns `supports` and `prepare`.
 */
export function builtFrom(abilities: Abilities): Pick<Adapter, "supports" | "prepare"> {
  return {
    supports(workload) {
      if (workload.shape.kind === "micro") return "measures one part of PuffinFlow";
      const builder = builderOf(abilities, workload);
      return typeof builder === "string" ? builder : true;
    },
    prepare(workload, work) {
      const builder = builderOf(abilities, workload);
      invariant(typeof builder !== "string", "An adapter is given only what it supports");
      return builder(work);
    },
  };
}

/** A builder that has been told its shape. */
type Bound = (work: Work) => Prepared | Promise<Prepared>;

function builderOf({ shapes, checkpointed }: Abilities, { shape, checkpoints }: Workload): Bound | string {
  invariant(shape.kind !== "micro" && shape.kind !== "in-flight", "A single graph is asked for");
  if (checkpoints === undefined) return bound(shapes, shape);
  if (typeof checkpointed === "string") return checkpointed;
  return bound(checkpointed, shape);
}

function bound<K extends GraphKind>(
  builders: { readonly [P in K]?: ShapeBuilder<P> | string },
  shape: ShapeOf<K>,
): Bound | string {
  // The compiler does not follow that a builder found under a shape's kind is one for that shape.
  const builder = builders[shape.kind as K] as ShapeBuilder<K> | string | undefined;
  if (builder === undefined) return "records no steps of such a graph";
  return typeof builder === "string" ? builder : (work) => builder(shape, work);
}
