/**
 * The part of METHOD.md about how samples come about: pairs, warm-up, batches, what is read, what is proved.
 * @module
 */
import { LARGEST_BATCH } from "../../src/harness/measure/batch.ts";
import { TASK_CPU_NS } from "../../src/harness/measure/calibrate_cpu.ts";
import { REFERENCE_LOOP_MS } from "../../src/harness/measure/reference_loop.ts";
import { DEVIATION_TOLERANCE, LARGEST_TREND, MEDIAN_TOLERANCE, WINDOW } from "../../src/harness/measure/steady.ts";
import { DEFAULT_TIME_LIMIT_MS } from "../../src/harness/session/plan.ts";
import { type Effort, effortFor } from "../../src/harness/session/effort.ts";
import { PROFILES } from "../../src/harness/session/profile.ts";
import { DECIDING_FORKS } from "../../src/harness/session/rounds.ts";
import { GRAINS_PER_SAMPLE, LARGEST_SPEED_FACTOR, LONGEST_DROPPED_MS } from "../../src/harness/session/sampling.ts";
import { PADDING_BOUND } from "../../src/harness/session/worker_pool.ts";
import { TASK_WAIT_MS } from "../../src/harness/suites/workload_of.ts";
import { duration, percent, table } from "./number_words.ts";

const GRAPH = { shape: { kind: "diamond" }, kernel: "noop" } as const;
const WAIT = { shape: { kind: "diamond" }, kernel: "wait" } as const;
const COMPARED = { ...GRAPH, pace: "brisk" } as const;
const PROGRAM = { shape: { kind: "micro", program: "", operations: 1 }, kernel: "noop" } as const;

/** Writes the part. */
export function measuringPart(): string {
  return [
    "## How a sample comes about",
    "**The unit is the process.** Two samples of one process are not independent: they share a heap, compiled code and a place in memory. So whatever is compared has processes of its own, alive together, of which one runs at a time while the others wait at a pipe. Such a group is a _block_; with two arms it is a _pair_. What disturbs the machine disturbs all processes of a block alike, and drops out of their ratio.",
    "**Order.** Each pass goes through the benchmarks in a new random order. Within a block the order of processes is drawn, and turned round from one round of samples to the next: A B, B A, A B. All of it follows from one seed, which is printed and stored, and cannot be switched off. " +
    `Each process also gets a random amount of padding in its environment, below ${PADDING_BOUND} bytes, because the place of the stack alone can move a time by some percent (Mytkowicz et al., 2009).`,
    table(["profile", "processes per cell", "samples each", "sample", "warm-up", "a fresh process for"], rows()),
    "**Programs** are benchmarks of one part of an engine, a hundred and more of them, each with a thousand operations or so in a run. Outside of the gate all programs of a subject share one fresh process a pass, in the random order of the pass: the number of processes behind an interval stays the same, and what one program leaves to the next differs from pass to pass and widens the interval instead of shifting it. Their warm-up also ends after as many operations as bring a cold program within a tenth (`quick`) or a twentieth (`standard`) of what it takes in the end.",
    "**Frameworks** is a suite of more than thirty graphs with up to a dozen subjects: hundreds of cells. All graphs of a subject share one fresh process a pass, as programs do, and each gets a share of the time; a run that alone takes longer than a warm-up may is traced once, which warms it up, and sampled once. The number of processes stays, and with it the way in which intervals come about; that they are wider is the price.",
    `**Warm-up** goes on until it looks steady: the medians of the last two windows of ${WINDOW} batches differ by less than ${
      percent(MEDIAN_TOLERANCE)
    }, their deviations by less than ${
      percent(DEVIATION_TOLERANCE)
    }, and Kendall's τ over both is below ${LARGEST_TREND}. Where the time is up first, the cell carries the warning "no steady state"; it is no error, as many programs never become steady (Barrett et al., 2017). One full garbage collection ends it, and none is forced between samples: what a framework leaves behind is part of what it costs.`,
    `**Batches.** A sample lasts at least as long as the table says, and ${
      GRAINS_PER_SAMPLE.toLocaleString("en")
    } grains of the clock; quicker runs are repeated within a sample, up to ${
      LARGEST_BATCH.toLocaleString("en")
    } times. Arms that are compared have equal batches, set by the faster one; frameworks that are more than ${LARGEST_SPEED_FACTOR}× apart have batches of their own. Between the two readings of the clock there is nothing but the runs. The first samples of a process are thrown away (unless they take longer than ${
      duration(LONGEST_DROPPED_MS)
    } each), nothing else ever is: an outlier is kept and counts.`,
    `**How many samples** a process takes is settled once ${DECIDING_FORKS} processes have shown how much samples vary within and between processes: ⌈√(cost of a process ÷ cost of a sample × variance within ÷ variance between)⌉ (Kalibera and Jones, 2013), within the bounds of the profile.`,
    "**What is read** of each sample: wall time, processor time of the whole process, allocated bytes, garbage collections and their time, context switches, page faults, resident set. All of it is kept raw in the result. Allocated bytes come from V8's own counter. That counter also counts what is still free in the page that is being filled, up to 256 KiB at every reading; a second reading right after the last shows how much that was, and it is taken off.",
    `**Work.** A computing task is sized once a session so that it takes ${
      TASK_CPU_NS / 1_000
    } µs on this machine; a waiting task waits ${
      duration(TASK_WAIT_MS)
    }. Each run gets a seed of its own, and its digest and the number of executed tasks are computed again by the parent process. A cell whose work was not done as agreed has no time at all. One run of every process is traced: the order of tasks and, where tasks wait, whether they waited together.`,
    `**The machine** is watched: a loop of ${
      duration(REFERENCE_LOOP_MS)
    } that is always the same is timed before every block, and its series is part of the result, with load, pressure and stolen time after every pass. A worker that does not answer within ${
      duration(DEFAULT_TIME_LIMIT_MS)
    } is killed; its cell is lost and says why, and all others go on. Each finished block is on the disk before the next begins, so a session that is killed goes on where it was.`,
  ].join("\n\n");
}

function rows(): string[][] {
  return Object.values(PROFILES).flatMap((profile) => {
    const rows = [rowOf(`\`${profile.name}\``, effortFor(profile, GRAPH))];
    if (profile.brisk !== undefined) rows.push(rowOf(`\`${profile.name}\`, frameworks`, effortFor(profile, COMPARED)));
    if (profile.waits !== undefined) rows.push(rowOf(`\`${profile.name}\`, waits`, effortFor(profile, WAIT)));
    if (profile.programs !== undefined) rows.push(rowOf(`\`${profile.name}\`, programs`, effortFor(profile, PROGRAM)));
    return rows;
  });
}

function rowOf(title: string, effort: Effort): string[] {
  const { isolation } = effort;
  return [
    title,
    String(effort.forks),
    samplesOf(effort),
    duration(effort.sampleMs),
    effort.warmUpMs.map(duration).join(" to ") +
    (isolation.kind === "pass" ? `, then ${isolation.warmAgainMs.map(duration).join(" to ")}` : ""),
    isolation.kind === "benchmark" ? "each benchmark" : "each pass",
  ];
}

function samplesOf({ rounds, adaptiveRounds }: Effort): string {
  return adaptiveRounds === null ? `${rounds}` : `${rounds}, then ${adaptiveRounds.join(" to ")}`;
}
