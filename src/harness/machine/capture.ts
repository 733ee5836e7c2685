/**
 * The machine as a result file keeps it. Every part reads for itself and none throws; the load, which
 * changes while a session runs, is `load.ts`.
 * @module
 */
import { readCgroup } from "./cgroup.ts";
import { measureClock, readClockSource } from "./clock.ts";
import { readCpu, readGovernor, readSmt, readTurbo } from "./cpu.ts";
import type { Host } from "./host.ts";
import type { MachineFacts } from "./machine_spec.ts";
import { readMemoryBytes } from "./memory.ts";
import { readHostId, readOs } from "./os.ts";
import { systemHost } from "./system_host.ts";
import { readVirtualization } from "./virtualization.ts";

/**
 * Writes down what machine this is. Takes some tens of milliseconds, most of them to measure the clock.
 *
 * @param host The machine; the one that this program runs on by default.
 * @returns All that stays the same while a session runs.
 */
export async function captureMachine(host: Host = systemHost): Promise<MachineFacts> {
  const { files } = host;
  const cpu = readCpu(host);
  return {
    cpu,
    memoryBytes: readMemoryBytes(host),
    os: readOs(host),
    hostId: await readHostId(host),
    cgroup: readCgroup(files),
    governor: readGovernor(files, cpu.cores),
    turbo: readTurbo(files),
    smt: readSmt(files),
    virtualization: readVirtualization(files),
    clockSource: readClockSource(files),
    clock: measureClock(() => host.nowMs()),
    runtime: host.runtime,
  };
}
