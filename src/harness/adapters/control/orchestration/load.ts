/**
 * Units that are shared, memory that is used, and many at once, by hand.
 * @module
 */
import { EMPTY_FOLD, fold, foldNext } from "../../../workload/digest.ts";
import { JOB_ORDERS, orderOf, SHARED_UNITS } from "../../../workload/micro/contended_jobs.ts";
import { Crowd } from "../../../workload/micro/crowd.ts";
import { BLOCK_BYTES, checksumOf, touchedBlock } from "../../../workload/micro/memory_blocks.ts";
import { nextStep } from "../../../workload/micro/oracle.ts";
import { JOBS_PER_ROUND, PARTIES } from "../../../workload/micro/orchestration.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroTask } from "../../micro_program.ts";

/** A number of units and a line: what a program writes that has no pool. */
class Units {
  readonly #line: { readonly units: number; readonly admit: () => void }[] = [];
  #free = SHARED_UNITS;

  take(units: number): Promise<void> | null {
    if (this.#line.length === 0 && units <= this.#free) {
      this.#free -= units;
      return null;
    }
    return new Promise((admit) => void this.#line.push({ units, admit }));
  }

  give(units: number): void {
    this.#free += units;
    for (let first = this.#line[0]; first !== undefined && first.units <= this.#free; first = this.#line[0]) {
      this.#free -= first.units;
      this.#line.shift();
      first.admit();
    }
  }
}

/** Program of the scenario. */
export function resourceContention({ operations, did }: MicroTask): Prepared {
  const units = new Units();
  return {
    async run(seed) {
      let digest = EMPTY_FOLD;
      for (let round = 0; round < operations / JOBS_PER_ROUND; round++) {
        const used = new Crowd();
        let atFirst = 0;
        const jobs = JOB_ORDERS[orderOf(seed, round)]!.map(async (size, job) => {
          const turn = units.take(size);
          if (turn !== null) await turn;
          used.enter(size);
          digest = foldNext(foldNext(digest, job), size);
          await null;
          if (job === 0) atFirst = used.inside;
          used.leave(size);
          units.give(size);
        });
        await Promise.all(jobs);
        digest = foldNext(digest, atFirst);
        did(JOBS_PER_ROUND);
      }
      return digest;
    },
  };
}

/** Program of the scenario. */
export function memoryPressure({ operations, did }: MicroTask): Prepared {
  return {
    // deno-lint-ignore require-await -- A run is a promise, for every subject.
    async run(seed) {
      const blocks = BLOCK_BYTES.map((bytes, block) => touchedBlock(bytes, nextStep(seed, block) & 0xff));
      did(operations);
      return fold(blocks.map(checksumOf));
    },
  };
}

/** Program of the scenario. */
export function horizontalScaling({ operations, did }: MicroTask): Prepared {
  return {
    async run(seed) {
      const crowd = new Crowd();
      const work = async (value: number, run: number) => {
        crowd.enter();
        await null;
        crowd.leave();
        return nextStep(value, run);
      };
      const values = await Promise.all(Array.from({ length: operations }, (_, run) => work(nextStep(seed, run), run)));
      let digest = EMPTY_FOLD;
      for (const value of values) digest = foldNext(digest, value);
      did(operations);
      return foldNext(digest, crowd.peak);
    },
  };
}

/** Where parties meet: a count and a promise for all of them. */
class MeetingPoint {
  #open = Promise.withResolvers<void>();
  #arrived = 0;
  generation = 0;

  arrive(): { readonly generation: number; readonly position: number; readonly over: Promise<void> } {
    const { generation } = this, position = this.#arrived++, over = this.#open.promise;
    if (this.#arrived === PARTIES) {
      this.#open.resolve();
      this.#open = Promise.withResolvers();
      this.#arrived = 0;
      this.generation++;
    }
    return { generation, position, over };
  }
}

/** Program of the scenario. */
export function coordinationGrowth({ operations, did }: MicroTask): Prepared {
  return {
    async run(seed) {
      const place = new MeetingPoint();
      const attend = async (value: number) => {
        let met = value;
        for (let point = 0; point < operations; point++) {
          const { generation, position, over } = place.arrive();
          await over;
          met = nextStep(met, generation * PARTIES + position);
        }
        return met;
      };
      const parties = await Promise.all(Array.from({ length: PARTIES }, (_, i) => attend(nextStep(seed, i))));
      let digest = EMPTY_FOLD;
      for (const met of parties) digest = foldNext(digest, met);
      did(operations);
      return foldNext(digest, place.generation);
    },
  };
}
