/**
 * The machine that this program runs on, as Deno shows it. Nothing is started for it: no `lscpu`, no
 * `sysctl`, no shell.
 * @module
 */
import os from "node:os";
import process from "node:process";
import { setImmediate } from "node:timers";
import type { Host } from "./host.ts";
import { systemTexts } from "./text_source.ts";

/** The real machine. */
export const systemHost: Host = {
  files: systemTexts,
  os: Deno.build.os,
  arch: Deno.build.arch,
  runtime: { deno: Deno.version.deno, v8: Deno.version.v8, typescript: Deno.version.typescript },
  osRelease: () => Deno.osRelease(),
  hostname: () => Deno.hostname(),
  processorModels: () => os.cpus().map(({ model }) => model),
  availableParallelism: () => navigator.hardwareConcurrency,
  memory() {
    const { total, available } = Deno.systemMemoryInfo();
    return { totalBytes: total, availableBytes: available };
  },
  loadAverage: () => Deno.loadavg(),
  nowMs: () => performance.now(),
  processorUs() {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  involuntarySwitches: () => process.resourceUsage().involuntaryContextSwitches,
  yieldTurn: () => new Promise((resolve) => setImmediate(resolve)),
};
