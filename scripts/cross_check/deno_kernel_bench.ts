/**
 * A kernel for `deno bench`: `deno bench --json deno_kernel_bench.ts -- 80us`.
 * @module
 */
import { kernelNamed, KERNELS } from "./kernels.ts";

const name = kernelNamed(Deno.args[0]);
Deno.bench(name, KERNELS[name]);
