/**
 * What probes found out about a subject, as it stands in a result; they are run by `features/`.
 * @module
 */
import * as z from "zod";

/** What probes found out about one subject. */
export const probedFeaturesSchema = z.strictObject({
  subject: z.string(),
  answers: z.array(z.strictObject({
    /** Id of the feature; which there are is the tool's matter. */
    feature: z.string(),
    /** `broken` where the probe did not do what it should: nothing is known then. */
    answer: z.enum(["yes", "no", "n/a", "broken"]),
    /** What happened, in one sentence. */
    evidence: z.string(),
  })),
});

/** What probes found out about one subject. */
export type ProbedFeatures = z.infer<typeof probedFeaturesSchema>;
