/**
 * What the store costs, beside a map that copies and beside bare SQLite with the same rows. Each iteration is a
 * thousand operations, so microseconds read as nanoseconds an operation, and proves its work. Bare `deno bench`
 * runs what needs no permission; with `-A`, stores in files too, in a temporary folder.
 * @module
 */
import { DatabaseSync } from "node:sqlite";
import { type KeyValueStore, memoryStore, sqliteStore } from "puffinflow/durability";

/** Operations of an iteration. */
const OPERATIONS = 1_000;

/** Entries that are there already, where there are. */
const ENTRIES = 20_000;

const VALUE = { name: "Ada Lovelace", visits: 12, tags: ["first", "analyst"], address: { city: "London", zip: "W1" } };

/** Does so many operations, and counts them. */
type Arm = (operations: number) => Promise<number> | number;

/** Registers ways to do the same; the first is the baseline. */
function compare(group: string, arms: Readonly<Record<string, Arm>>): void {
  Object.entries(arms).forEach(([name, arm], i) => {
    Deno.bench({
      name: `${group}: ${name}`,
      group,
      baseline: i === 0,
      async fn() {
        const count = await arm(OPERATIONS);
        if (count !== OPERATIONS) throw new Error(`${group} of ${name} counted ${count} instead of ${OPERATIONS}`);
      },
    });
  });
}

/** Writes entries, each as soon as the last one is there, or all in one turn. */
function setting(store: KeyValueStore, pace: "one by one" | "at once"): Arm {
  return async (operations) => {
    const versions: (number | Promise<number>)[] = [];
    for (let n = 0; n < operations; n++) {
      const version = store.set(["user", n], VALUE);
      versions.push(pace === "at once" ? version : await version);
    }
    return new Set(await Promise.all(versions)).size;
  };
}

function getting(store: KeyValueStore): Arm {
  return async (operations) => {
    let count = 0;
    for (let n = 0; n < operations; n++) {
      const entry = await store.get<typeof VALUE>(["user", (n * 7_919) % ENTRIES]);
      if (entry?.value.visits === 12) count++;
    }
    return count;
  };
}

/** Lists pages of a hundred from the middle. */
function listing(store: KeyValueStore): Arm {
  return async (operations) => {
    let count = 0;
    for (let n = 0; count < operations; n++) {
      const { entries } = await store.list({ prefix: ["user"], from: ["user", (n * 7_919) % 10_000] });
      count += entries.length;
    }
    return count;
  };
}

/** Counts: a hundred counters, each by all that compares and sets. */
function counting(store: KeyValueStore): Arm {
  return async (operations) => {
    let count = 0;
    await Promise.all(Array.from({ length: 100 }, async (_, n) => {
      for (let i = 0; i < operations / 100; i++) {
        const entry = await store.get<number>(["counter", n]), value = (entry?.value ?? 0) + 1;
        const result = await store.compareAndSet(["counter", n], { ifVersion: entry?.version ?? null, value });
        if (result.status === "committed") count++;
      }
    }));
    return count;
  };
}

async function filled(store: KeyValueStore): Promise<KeyValueStore> {
  for (let from = 0; from < ENTRIES; from += OPERATIONS) {
    const writes = Array.from({ length: OPERATIONS }, (_, n) => (
      { kind: "set", key: ["user", from + n], value: VALUE } as const
    ));
    await store.commit({ writes });
  }
  return store;
}

const map = new Map<string, typeof VALUE>(), memory = memoryStore(), full = await filled(memoryStore());
const fullMap = new Map(Array.from({ length: ENTRIES }, (_, n) => [`user/${n}`, VALUE]));

compare("set in memory", {
  "a map and a copy"(operations) {
    for (let n = 0; n < operations; n++) map.set(`user/${n}`, structuredClone(VALUE));
    return map.size;
  },
  "memoryStore, awaited one by one": setting(memory, "one by one"),
});

compare("get from memory", {
  "a map and a copy"(operations) {
    let count = 0;
    for (let n = 0; n < operations; n++) {
      if (structuredClone(fullMap.get(`user/${(n * 7_919) % ENTRIES}`))?.visits === 12) count++;
    }
    return count;
  },
  "memoryStore": getting(full),
});

compare("list from memory, entries", {
  "a map that is searched and sorted"(operations) {
    let count = 0;
    while (count < operations) {
      const keys = [...fullMap.keys()].filter((key) => key >= "user/5").sort().slice(0, 100);
      count += keys.map((key) => structuredClone(fullMap.get(key))).length;
    }
    return count;
  },
  "memoryStore": listing(full),
});

compare("compare and set in memory", { "memoryStore, 100 at once": counting(memoryStore()) });

/** Bare SQLite with the same rows, as a program would use it that needs nothing else. */
class BareRows {
  readonly #database: DatabaseSync;
  readonly #put;
  readonly #get;

  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    this.#database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    this.#database.exec("CREATE TABLE IF NOT EXISTS rows (key TEXT PRIMARY KEY, value TEXT)");
    this.#put = this.#database.prepare("INSERT OR REPLACE INTO rows VALUES (?, ?)");
    this.#get = this.#database.prepare("SELECT value FROM rows WHERE key = ?");
  }

  set(count: number): number {
    this.#database.exec("BEGIN IMMEDIATE");
    for (let n = 0; n < count; n++) this.#put.run(`user/${n}`, JSON.stringify(VALUE));
    this.#database.exec("COMMIT");
    return count;
  }

  get(count: number): number {
    let found = 0;
    for (let n = 0; n < count; n++) {
      const row = this.#get.get(`user/${(n * 7_919) % ENTRIES}`);
      if ((JSON.parse(row!["value"] as string) as typeof VALUE).visits === 12) found++;
    }
    return found;
  }

  close(): void {
    this.#database.close();
  }
}

async function compareFiles(): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "puffin-store-" });
  const store = sqliteStore(`${folder}/new`), filledStore = await filled(sqliteStore(`${folder}/filled`));
  const alone = sqliteStore(`${folder}/alone`, { maxGroupSize: 1 }), bare = new BareRows(`${folder}/bare`);
  bare.set(ENTRIES);
  globalThis.addEventListener("unload", () => {
    for (const open of [store, filledStore, alone]) void open.close();
    bare.close();
    Deno.removeSync(folder, { recursive: true });
  });
  compare("set in a file, one commit", {
    "bare SQLite": (operations) => bare.set(operations),
    "sqliteStore, a batch": async (operations) => {
      const writes = Array.from({ length: operations }, (_, n) => (
        { kind: "set", key: ["user", n], value: VALUE } as const
      ));
      await store.commit({ writes });
      return operations;
    },
    "sqliteStore, a thousand calls": setting(store, "at once"),
  });
  compare("get from a file", {
    "bare SQLite": (operations) => bare.get(operations),
    "sqliteStore": getting(filledStore),
  });
  compare("list from a file, entries", { "sqliteStore": listing(filledStore) });
  compare("compare and set in a file, 100 at once", {
    "sqliteStore": counting(store),
    "sqliteStore, a commit each": counting(alone),
  });
}

if ((await Deno.permissions.query({ name: "write" })).state === "granted") await compareFiles();
