/**
 * Where the repository is.
 * @module
 */
import { fileURLToPath } from "node:url";

/** Directory of deno.json, absolute, without a slash at its end. */
export const REPOSITORY_ROOT: string = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
