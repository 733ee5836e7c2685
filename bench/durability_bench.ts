/**
 * What it costs to record a run, where writing is allowed (`deno bench -A`): a bare `deno bench` must need no
 * permission, so there these are left out. They are in `durability_on_disk.ts`.
 * @module
 */
if (Deno.permissions.querySync({ name: "write" }).state === "granted") await import("./durability_on_disk.ts");
