/**
 * Nodes that the scenarios are made of: what a node reads from the shared store, which work it does, what it writes and
 * which action it answers with, handed in as functions.
 * @module
 */
// deno-lint-ignore-file require-await -- the methods of a node are async functions, as its documentation writes them.
import { type BaseNode, Flow, Node, ParallelBatchNode } from "pocketflow";
import { MOST_ATTEMPTS } from "../../workload/scenarios/retry.ts";
import type { Prepared } from "../adapter.ts";
import type { DeclaredGraph } from "../declared_graph.ts";

/** What a node does with the shared store. */
export interface Step<S, I, O> {
  readonly read: (shared: S) => I;
  readonly work: (input: I) => Promise<O>;
  /** Writes; gives an action where the node has several successors. */
  readonly write: (shared: S, output: O) => string | void;
}

// A flow copies each node before it runs it, field by field: a private field would be left behind.
/** A node of one step. */
export class StepNode<S, I, O> extends Node<S> {
  /**
   * Makes a node.
   *
   * @param step What it does.
   * @param attempts How often it is tried.
   */
  constructor(readonly step: Step<S, I, O>, attempts = 1) {
    super(attempts);
  }

  override async prep(shared: S): Promise<I> {
    return this.step.read(shared);
  }

  override async exec(input: I): Promise<O> {
    return await this.step.work(input);
  }

  override async post(shared: S, _input: I, output: O): Promise<string | undefined> {
    return this.step.write(shared, output) ?? undefined;
  }
}

/** A node that is tried as often as flaky tasks need. */
export class StubbornNode<S, I, O> extends StepNode<S, I, O> {
  /**
   * Makes a node.
   *
   * @param step What it does.
   */
  constructor(step: Step<S, I, O>) {
    super(step, MOST_ATTEMPTS);
  }
}

/** A node that does something for each item, all at once; an item that fails gives what stands for no output. */
export class ItemsNode<S, I> extends ParallelBatchNode<S> {
  /**
   * Makes a node.
   *
   * @param step What it does: `work` is done for each item that `read` gives.
   * @param failed Output of an item that fails. @default {undefined} the run fails with it
   */
  constructor(
    readonly step: { readonly read: (shared: S) => I[] } & {
      readonly work: (item: I) => Promise<number>;
      readonly write: (shared: S, outputs: number[]) => void;
    },
    readonly failed?: number,
  ) {
    super();
  }

  override async prep(shared: S): Promise<I[]> {
    return this.step.read(shared);
  }

  override async exec(item: I): Promise<number> {
    return await this.step.work(item);
  }

  override async execFallback(_item: unknown, error: Error): Promise<number> {
    if (this.failed === undefined) throw error;
    return this.failed;
  }

  override async post(shared: S, _items: I[], outputs: number[]): Promise<undefined> {
    this.step.write(shared, outputs);
  }
}

/**
 * Joins nodes one after the other.
 *
 * @param nodes One or more.
 * @returns The first of them.
 */
export function inOrder(nodes: readonly BaseNode[]): BaseNode {
  for (const [index, node] of nodes.slice(1).entries()) nodes[index]!.next(node);
  return nodes[0]!;
}

/** What a run's store is made of and what is read from its end. */
export interface Ends<S> {
  readonly input: (seed: number) => S;
  readonly digest: (shared: S) => number;
}

/**
 * Prepares a flow.
 *
 * @param start Its first node.
 * @param ends What a run begins and ends with.
 */
export function preparedFrom<S>(start: BaseNode, { input, digest }: Ends<S>): Prepared {
  const flow = new Flow<S>(start);
  return {
    async run(seed) {
      const shared = input(seed);
      await flow.run(shared);
      return digest(shared);
    },
    declaredGraph: () => graphFrom(start),
  };
}

/** Successors of a node: protected, and only read here. */
interface Linked {
  readonly _successors: ReadonlyMap<string, BaseNode>;
}

function graphFrom(start: BaseNode): DeclaredGraph {
  const names = new Map<BaseNode, string>(), edges: [string, string][] = [];
  const visit = (node: BaseNode): string => {
    const known = names.get(node);
    if (known !== undefined) return known;
    const name = `node-${names.size}`;
    names.set(node, name);
    for (const successor of linksOf(node)) edges.push([name, visit(successor)]);
    return name;
  };
  visit(start);
  return { nodes: [...names.values()], edges };
}

function linksOf(node: object): Iterable<BaseNode> {
  return (node as Linked)._successors.values();
}
