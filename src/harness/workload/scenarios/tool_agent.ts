/**
 * An agent that calls tools, as LangGraph's own benchmarks have it: a scripted model reads all messages so far and
 * asks for a tool, the tool answers, and so on until the script ends.
 * @module
 */
import { fold } from "../digest.ts";
import { type Scenario, theOneBefore, untroubled } from "./scenario.ts";

/** A model and its tools. */
export interface ToolAgentShape {
  readonly kind: "tool-agent";
  /** Calls of tools; the model speaks once more. */
  readonly turns: number;
}

/** A message: who speaks does not matter to the digest, only what is said, and when. */
export type Message = number;

/**
 * Numbers what comes next in a conversation: even numbers are the model's, odd ones a tool's.
 *
 * @param messages Messages so far, the question included.
 * @returns Number of the next task.
 */
export function nextTask(messages: readonly Message[]): number {
  return messages.length - 1;
}

/**
 * Says whether the model, having spoken, wants a tool.
 *
 * @param shape The scenario.
 * @param messages Messages so far, the model's last one included.
 */
export function wantsTool({ turns }: ToolAgentShape, messages: readonly Message[]): boolean {
  return messages.length - 1 < 2 * turns + 1;
}

/**
 * What is known of an agent that calls tools.
 *
 * @param shape How often.
 */
export function toolAgent({ turns }: ToolAgentShape): Scenario {
  return {
    tasks: 2 * turns + 1,
    width: 1,
    dependenciesOf: theOneBefore,
    fateOf: untroubled,
    digest(seed, compute) {
      const messages = [seed];
      for (let task = 0; task <= 2 * turns; task++) {
        messages.push(task % 2 === 0 ? compute(fold([...messages, task])) : compute(messages.at(-1)! ^ task));
      }
      return messages.at(-1)!;
    },
  };
}
