/**
 * Programs that write many series as text.
 * @module
 */
import { MetricsRegistry, openMetricsText, prometheusText } from "puffinflow/observability";
import { EXPORTED, lookAt, movedSeries } from "../../../workload/micro/exported_text.ts";
import type { Prepared } from "../../adapter.ts";
import type { MicroPrograms, MicroTask } from "../../micro_program.ts";
import { medianUs } from "../figure_times.ts";

/** Exports that a figure is taken from. */
const FIGURE_EXPORTS = 20;

/** Programs by scenario. */
export const exports: MicroPrograms = { "export-1k": exporting, "export-10k": exporting };

function exporting({ operations, did }: MicroTask): Prepared {
  const registry = new MetricsRegistry(), { name, help, label } = EXPORTED;
  const gauge = registry.gauge(name, { help, labelNames: [label], maxLabelSets: operations });
  const series = Array.from({ length: operations }, (_, index) => gauge.labels({ [label]: index }));
  series.forEach((each, index) => each.set(index));
  return {
    // deno-lint-ignore require-await -- A run is a promise, for every program.
    async run(seed) {
      const { index, value } = movedSeries(seed, operations), moved = series[index]!;
      moved.set(value);
      const text = prometheusText(registry.collect());
      moved.set(index);
      did(operations);
      return lookAt(text, seed, operations);
    },
    async figures() {
      const exportOnce = () => Promise.resolve(prometheusText(registry.collect()));
      return {
        exportMs: await medianUs(FIGURE_EXPORTS, exportOnce) / 1e3,
        prometheusBytes: new TextEncoder().encode(await exportOnce()).length,
        openMetricsBytes: new TextEncoder().encode(openMetricsText(registry.collect())).length,
      };
    },
  };
}
