/**
 * What sinks are told of an alert: plain data.
 * @module
 */

/** How bad it is. */
export type Severity = "info" | "warning" | "error" | "critical";

/** An alert has begun, goes on or is over. */
export interface AlertNotice {
  /** `firing` when it begins and each time it is repeated, `resolved` once when it is over. */
  readonly status: "firing" | "resolved";
  /** Stays the same from the first notice to the last: for services that want to know what belongs together. */
  readonly key: string;
  /** Name of the rule. */
  readonly rule: string;
  /** How bad it is. */
  readonly severity: Severity;
  /** What it is about: the labels that the rule tells alerts apart by. */
  readonly labels: Readonly<Record<string, string>>;
  /** What happened, in a sentence. */
  readonly summary: string;
  /** What was compared: a value, or a growth per second; `null` if there is no series. */
  readonly value: number | null;
  /** How often it was said before: 0 for the first notice. */
  readonly repeats: number;
  /** When it began to fire, as ISO 8601 in UTC. */
  readonly since: string;
  /** When this was found, as ISO 8601 in UTC. */
  readonly at: string;
}
