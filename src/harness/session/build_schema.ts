/**
 * Which build the workers of a subject are of, where a session compares builds.
 * @module
 */
import * as z from "zod";

/** Schema of a build. */
export const buildSchema = z.discriminatedUnion("kind", [
  /** A commit; that of a working tree with changes is made for the purpose and on no branch. */
  z.strictObject({ kind: z.literal("commit"), name: z.string(), commit: z.string() }),
  z.strictObject({ kind: z.literal("program"), name: z.string(), sha256: z.string() }),
]);
