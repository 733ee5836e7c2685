/**
 * A compiled graph as the harness runs it: with or without a checkpointer, and as LangGraph draws it itself.
 * @module
 */
import { END, MemorySaver, START } from "@langchain/langgraph";
import type { Prepared } from "../adapter.ts";
import type { DeclaredGraph } from "../declared_graph.ts";

/** Takes more steps than any graph here has: every step executes a task, and reaching the limit is an error. */
const RECURSION_LIMIT = 10_000;

/** How a run is configured. */
export interface RunConfig {
  readonly recursionLimit: number;
  readonly configurable?: { readonly thread_id: string };
}

/** A compiled graph whose state is `S`, as far as it is used here. */
export interface Compiled<S, I> {
  invoke(input: I, config: RunConfig): Promise<S>;
  getState(config: RunConfig): Promise<{ readonly values: S }>;
  getGraph(): {
    readonly nodes: Readonly<Record<string, unknown>>;
    readonly edges: readonly { readonly source: string; readonly target: string }[];
  };
}

/** What a run is given and what is read from its end. */
export interface Ends<S, I> {
  readonly input: (seed: number) => I;
  readonly digest: (state: S) => number;
}

/**
 * Prepares a graph that records nothing.
 *
 * @param graph The graph, compiled.
 * @param ends What goes in and what comes out.
 */
export function preparedFrom<S, I>(graph: Compiled<S, I>, { input, digest }: Ends<S, I>): Prepared {
  const config = { recursionLimit: RECURSION_LIMIT };
  return {
    run: async (seed) => digest(await graph.invoke(input(seed), config)),
    async runToKeep(seed) {
      const state = await graph.invoke(input(seed), config);
      return { digest: digest(state), kept: state };
    },
    declaredGraph: () => drawn(graph),
  };
}

/**
 * Prepares a graph that records each step in memory. What a run gives is read back from the store, and then forgotten.
 *
 * @param compile Compiles the graph with a checkpointer.
 * @param ends What goes in and what comes out.
 */
export function keptFrom<S, I>(
  compile: (checkpointer: MemorySaver) => Compiled<S, I>,
  { input, digest }: Ends<S, I>,
): Prepared {
  const checkpointer = new MemorySaver(), graph = compile(checkpointer);
  let started = 0;
  return {
    async run(seed) {
      const thread = `run-${started++}`,
        config = { recursionLimit: RECURSION_LIMIT, configurable: { thread_id: thread } };
      await graph.invoke(input(seed), config);
      const { values } = await graph.getState(config);
      await checkpointer.deleteThread(thread);
      return digest(values);
    },
    declaredGraph: () => drawn(graph),
  };
}

function drawn(graph: Pick<Compiled<unknown, never>, "getGraph">): DeclaredGraph {
  const { nodes, edges } = graph.getGraph(), isOwn = (name: string) => name !== START && name !== END;
  return {
    nodes: Object.keys(nodes).filter(isOwn),
    edges: edges.filter(({ source, target }) => isOwn(source) && isOwn(target))
      .map(({ source, target }): [string, string] => [source, target]),
  };
}
