/**
 * PuffinFlow's pools and quotas, one by one: programs of the suite `resources`.
 * @module
 */
import type { MicroPrograms } from "../micro_program.ts";
import { allocators } from "./resources/allocators.ts";
import { contention } from "./resources/contention.ts";
import { leaks } from "./resources/leaks.ts";
import { leases } from "./resources/leases.ts";
import { preemption } from "./resources/preemption.ts";
import { quotas } from "./resources/quotas.ts";

/** Programs by scenario. */
export const resources: MicroPrograms = { ...leases, ...contention, ...quotas, ...allocators, ...preemption, ...leaks };
