/**
 * A store whose writes fail for a while, as on a disk that is full.
 * @module
 */
import { type CheckpointStore, type JournalRecord, memoryCheckpoints, type RunClaim } from "puffinflow/durability";

/** A store, and whether it can be written at the moment. */
export interface FailingStore {
  readonly store: CheckpointStore;
  /** Records that are refused; the others are kept. */
  refuses: (record: JournalRecord) => boolean;
}

/** Makes a store in memory that refuses what it is told to. */
export function failingStore(): FailingStore {
  const inner = memoryCheckpoints();
  const failing: FailingStore = {
    refuses: () => false,
    store: {
      name: "a store on a full disk",
      create: (run, durability) => inner.create(run, durability),
      find: (id) => inner.find(id),
      claim: async (id, holder) => claimOf(await inner.claim(id, holder)),
      load: (id) => inner.load(id),
      send: (id, signal) => inner.send(id, signal),
      signals: (id) => inner.signals(id),
      list: (query) => inner.list(query),
      drop: (id) => inner.drop(id),
      prune: (query) => inner.prune(query),
      close: () => inner.close(),
    },
  };
  const claimOf = (claim: RunClaim): RunClaim => ({
    fence: claim.fence,
    putIfAbsent: (record, durability) =>
      failing.refuses(record) ? Promise.reject(new Error("no space left")) : claim.putIfAbsent(record, durability),
    release: () => claim.release(),
  });
  return failing;
}
