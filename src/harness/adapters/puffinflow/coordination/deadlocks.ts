/**
 * A program in which everybody holds a lock and asks for one more, watched by a detector of deadlocks. Which circles it
 * finds is folded into the digest, member by member.
 * @module
 */
import { DeadlockDetector, DeadlockError, Mutex, type Permit } from "puffinflow/coordination";
import { deadlockStep, wantedBy } from "../../../workload/micro/wait_graph.ts";
import type { MicroProgram, MicroPrograms } from "../../micro_program.ts";

/** Answer of a run in which somebody got what was another's, or kept something. */
const FAULT = -1;

const detecting: MicroProgram = ({ operations, did }) => {
  const detector = new DeadlockDetector();
  const owners = Array.from({ length: operations }, (_, number) => ({ name: `owner ${number}`, number }));
  const numbers = new Map<object, number>(owners.map((owner) => [owner, owner.number]));
  const locks = owners.map(({ number }) => new Mutex({ name: `lock ${number}`, detector }));
  return {
    async run(seed) {
      let value = seed, ended = 0;
      const held = locks.map((lock, number) => lock.tryAcquire({ owner: owners[number]! }));
      const release = (number: number, wanted: Permit | null) => {
        wanted?.release();
        held[number]?.release();
        ended++;
      };
      await Promise.all(owners.map(async (owner) => {
        const wanted = locks[wantedBy(seed, owner.number, operations)]!;
        try {
          const permit = await wanted.acquire({ owner });
          if (permit.owner !== owner) value = FAULT;
          release(owner.number, permit);
        } catch (error) {
          if (!(error instanceof DeadlockError)) throw error;
          value = deadlockStep(value, error.cycle.map((link) => numbers.get(link.owner)!));
          release(owner.number, null);
        }
      }));
      did(ended);
      return detector.owners === 0 ? value : FAULT;
    },
  };
};

/** Programs by scenario. */
export const deadlocks: MicroPrograms = { "deadlock-1k": detecting, "deadlock-10k": detecting };
