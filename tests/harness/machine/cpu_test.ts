import assert from "node:assert/strict";
import { readCpu, readGovernor, readSmt, readTurbo } from "../../../src/harness/machine/cpu.ts";
import { known, missing } from "../../../src/harness/machine/fact.ts";
import { fixedHost, mutePlatform } from "./fixed_host.ts";
import { fixedTexts, refusedTexts } from "./fixed_texts.ts";
import { BARE_METAL } from "./sample_machines.ts";

const CPU = "/sys/devices/system/cpu";
const governorOf = (cpu: number) => `${CPU}/cpu${cpu}/cpufreq/scaling_governor`;

Deno.test("readCpu() names the model and counts the processors there are and those that may be used", () => {
  const host = fixedHost({ availableParallelism: () => 1 });
  assert.deepEqual(readCpu(host), { model: known("Imaginary 9000"), cores: 4, availableParallelism: 1 });
});

Deno.test("readCpu() gives a reason when the system does not name the model", () => {
  const host = fixedHost({ processorModels: () => ["", ""] });
  assert.deepEqual(readCpu(host).model, missing("the system does not name it"));
});

Deno.test("readCpu() counts the usable processors as all when the models are refused", () => {
  const { processorModels } = mutePlatform("linux");
  const cpu = readCpu(fixedHost({ processorModels: processorModels! }));
  assert.deepEqual(cpu, {
    model: missing("no permission: Deno runs without --allow-all"),
    cores: 4,
    availableParallelism: 4,
  });
});

Deno.test("readGovernor() names the governor once when all processors share it", () => {
  assert.deepEqual(readGovernor(fixedTexts(BARE_METAL), 4), known("performance"));
});

Deno.test("readGovernor() names all governors when processors differ, and passes over those that are off", () => {
  const files = fixedTexts({ [governorOf(1)]: "schedutil\n", [governorOf(2)]: "performance\n" });
  assert.deepEqual(readGovernor(files, 3), known("schedutil, performance"));
});

Deno.test("readGovernor() says that its absence is usual in virtual machines", () => {
  assert.deepEqual(
    readGovernor(fixedTexts({}), 2),
    missing(`${governorOf(0)}: not on this system, as usual in virtual machines and containers`),
  );
});

Deno.test("readTurbo() turns the answer of Intel's driver round and takes that of others as it is", () => {
  assert.deepEqual(readTurbo(fixedTexts({ [`${CPU}/intel_pstate/no_turbo`]: "1\n" })), known(false));
  assert.deepEqual(readTurbo(fixedTexts({ [`${CPU}/intel_pstate/no_turbo`]: "0\n" })), known(true));
  assert.deepEqual(readTurbo(fixedTexts({ [`${CPU}/cpufreq/boost`]: "1\n" })), known(true));
});

Deno.test("readTurbo() and readSmt() give a reason when the file is refused or holds no switch", () => {
  assert.deepEqual(readTurbo(refusedTexts), missing(`${CPU}/cpufreq/boost: no permission`));
  assert.deepEqual(
    readSmt(fixedTexts({ [`${CPU}/smt/active`]: "on" })),
    missing(`${CPU}/smt/active: holds something else than expected`),
  );
});

Deno.test("readSmt() says whether cores run several threads", () => {
  assert.deepEqual(readSmt(fixedTexts(BARE_METAL)), known(true));
});
