/**
 * Tasks that want the same thing, in turn: who has it when, if nobody overtakes.
 * @module
 */
import { nextStep, type Oracle } from "./oracle.ts";

/**
 * Does the step of a turn.
 *
 * @param value What the step before gave.
 * @param task Number of the task whose turn it is, from 0 and below 256.
 * @param turn Number of the turn among all that were taken in the run, from 0.
 * @returns A 32-bit unsigned integer.
 */
export function turnStep(value: number, task: number, turn: number): number {
  return nextStep(value, turn * 256 + task);
}

/**
 * Makes the oracle of tasks that come back as soon as they have been served, each as often as the others: they are
 * served round and round.
 *
 * @param tasks How many tasks.
 * @param counted What is counted on the way and must come out so, such as the most that were inside.
 * @returns The oracle; operations are turns.
 */
export function turnsOf(tasks: number, counted: readonly number[] = []): Oracle {
  return (operations, seed) => {
    let value = seed;
    for (let turn = 0; turn < operations; turn++) value = turnStep(value, turn % tasks, turn);
    return counted.reduce(nextStep, value);
  };
}
