/**
 * The scenarios there are. A new one is a file beside this one and a line here, and then a line in each adapter.
 * @module
 */
import { isolation, type IsolationShape } from "./isolation.ts";
import { loop, type LoopShape } from "./loop.ts";
import { records, type RecordsShape } from "./records.ts";
import { complex, type ComplexShape, retry, type RetryShape } from "./retry.ts";
import type { Scenario } from "./scenario.ts";
import { stages, type StagesShape } from "./stages.ts";
import { subgraphs, type SubgraphsShape } from "./subgraphs.ts";
import { toolAgent, type ToolAgentShape } from "./tool_agent.ts";
import { wideState, type WideStateShape } from "./wide_state.ts";

/** A graph with more to it than a chain, a fan-out or a diamond. */
export type ScenarioShape =
  | StagesShape
  | LoopShape
  | RetryShape
  | ComplexShape
  | IsolationShape
  | RecordsShape
  | SubgraphsShape
  | WideStateShape
  | ToolAgentShape;

/**
 * Finds what is known of a scenario.
 *
 * @param shape Kind and size.
 */
export function scenarioOf(shape: ScenarioShape): Scenario {
  switch (shape.kind) {
    case "stages":
      return stages(shape);
    case "loop":
      return loop(shape);
    case "retry":
      return retry(shape);
    case "complex":
      return complex(shape);
    case "isolation":
      return isolation(shape);
    case "records":
      return records(shape);
    case "subgraphs":
      return subgraphs(shape);
    case "wide-state":
      return wideState(shape);
    case "tool-agent":
      return toolAgent(shape);
  }
}
