/**
 * Steps that share a state of many fields, as LangGraph's own benchmarks have it: each reads one field and writes
 * several; at the end all are read.
 * @module
 */
import { fold } from "../digest.ts";
import { type Scenario, theOneBefore, untroubled } from "./scenario.ts";

/** A chain over a wide state. */
export interface WideStateShape {
  readonly kind: "wide-state";
  /** Fields of the state: a multiple of `steps`. */
  readonly fields: number;
  /** Steps that write, before the one that reads all. */
  readonly steps: number;
}

/** What a step reads and writes. */
export interface WideStep {
  /** Field that it reads. */
  readonly reads: number;
  /** First of the fields that it writes, and how many. */
  readonly writes: number;
  readonly count: number;
}

/**
 * Names a field.
 *
 * @param field Its number.
 */
export function fieldName(field: number): string {
  return `field${field}`;
}

/**
 * Makes the state that a run begins with.
 *
 * @param shape The scenario.
 * @param seed The run's seed.
 * @returns Values in the order of the fields.
 */
export function firstFields({ fields }: WideStateShape, seed: number): number[] {
  return Array.from({ length: fields }, (_, field) => (seed ^ field) >>> 0);
}

/**
 * Says what a step reads and writes.
 *
 * @param shape The scenario.
 * @param step Number of the step, from 0.
 * @returns It reads the first field that the step before wrote.
 */
export function wideStep({ fields, steps }: WideStateShape, step: number): WideStep {
  const count = fields / steps;
  return { reads: ((step + steps - 1) % steps) * count, writes: step * count, count };
}

/**
 * Makes what a step writes.
 *
 * @param output Output of the step's task.
 * @param place Which of its fields, from 0.
 * @returns A 32-bit unsigned integer.
 */
export function writtenField(output: number, place: number): number {
  return (output + place) >>> 0;
}

/**
 * What is known of a chain over a wide state.
 *
 * @param shape How wide, and how long.
 */
export function wideState(shape: WideStateShape): Scenario {
  const { steps } = shape;
  return {
    tasks: steps + 1,
    width: 1,
    dependenciesOf: theOneBefore,
    fateOf: untroubled,
    digest(seed, compute) {
      const fields = firstFields(shape, seed);
      for (let step = 0; step < steps; step++) {
        const { reads, writes, count } = wideStep(shape, step), output = compute(fields[reads]! ^ step);
        for (let place = 0; place < count; place++) fields[writes + place] = writtenField(output, place);
      }
      return compute(fold([...fields, steps]));
    },
  };
}
