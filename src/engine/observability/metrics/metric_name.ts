/**
 * What metrics and labels may be called, by the rules of Prometheus and OpenMetrics: a name that one of them refuses
 * would be found out by the first scrape, and all other metrics with it.
 * @module
 */

/** Ends of names that are added when a metric is written. */
const ADDED_SUFFIX = /_(?:total|created|bucket|count|sum)$/;

/** Checked parts of a metric's definition. */
export interface NamedMetric {
  readonly name: string;
  readonly unit: string | undefined;
  readonly labelNames: readonly string[];
}

/**
 * Checks the names of a metric.
 *
 * @param metric Its name, unit and labels.
 * @throws {TypeError} If one of them is not allowed.
 */
export function checkNames({ name, unit, labelNames }: NamedMetric): void {
  const action = `make metric "${name}"`;
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) {
    throw new TypeError(
      `Cannot ${action} as its name must be letters, digits and underscores, and not begin with a digit`,
    );
  }
  const added = ADDED_SUFFIX.exec(name)?.[0];
  if (added !== undefined) {
    throw new TypeError(`Cannot ${action} as its name must not end in "${added}": that is added when it is written`);
  }
  if (unit !== undefined && !(/^[a-z][a-z0-9_]*$/.test(unit) && name.endsWith(`_${unit}`))) {
    throw new TypeError(`Cannot ${action} as its name must end in its unit: current unit is "${unit}"`);
  }
  for (const [index, label] of labelNames.entries()) {
    checkLabelName(label, action);
    if (labelNames.indexOf(label) !== index) {
      throw new TypeError(`Cannot ${action} as its label names must differ: "${label}" is there twice`);
    }
  }
}

/**
 * Checks the name of a label.
 *
 * @param label The name.
 * @param action What is to be done with it, for the message.
 * @throws {TypeError} If it is not allowed.
 */
export function checkLabelName(label: string, action: string): void {
  // "__" is Prometheus's own, "le" tells the buckets of a histogram apart, "quantile" the lines of a summary.
  if (/^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/.test(label) && label !== "le" && label !== "quantile") return;
  throw new TypeError(
    `Cannot ${action} as a label's name must be letters, digits and underscores, not begin with a digit or "__", and ` +
      `not be "le" or "quantile": current value is "${label}"`,
  );
}
