import assert from "node:assert/strict";
import {
  MetricsRegistry,
  openMetricsText,
  prometheusText,
  SimulatedClock,
  SimulatedWallClock,
} from "../../../../src/engine/observability/mod.ts";

/** A registry with one metric of each kind. */
function threeMetrics(): MetricsRegistry {
  const registry = new MetricsRegistry({ wallClock: new SimulatedWallClock(new SimulatedClock(), new Date(1_500)) });
  const jobs = registry.counter("jobs", { help: 'Jobs "done"\nand \\ gone.', labelNames: ["queue"] });
  jobs.labels({ queue: 'a"b\\c\nd' }).inc(3, { trace_id: "abc" });
  registry.gauge("waiting", { help: "Jobs that wait." }).labels().set(-2.5);
  const sizes = registry.histogram("size_bytes", { help: "Sizes.", unit: "bytes", buckets: [1, 2.5] });
  sizes.labels().observe(2, { trace_id: "def", span_id: "1" });
  sizes.labels().observe(99);
  return registry;
}

Deno.test("prometheusText() writes the text format 0.0.4", () => {
  assert.equal(
    prometheusText(threeMetrics().collect()),
    String.raw`# HELP jobs_total Jobs "done"\nand \\ gone.
# TYPE jobs_total counter
jobs_total{queue="a\"b\\c\nd"} 3
# HELP waiting Jobs that wait.
# TYPE waiting gauge
waiting -2.5
# HELP size_bytes Sizes.
# TYPE size_bytes histogram
size_bytes_bucket{le="1"} 0
size_bytes_bucket{le="2.5"} 1
size_bytes_bucket{le="+Inf"} 2
size_bytes_sum 101
size_bytes_count 2
`,
  );
});

Deno.test("openMetricsText() writes the text format 1.0, with units, exemplars and an end", () => {
  assert.equal(
    openMetricsText(threeMetrics().collect()),
    String.raw`# TYPE jobs counter
# HELP jobs Jobs \"done\"\nand \\ gone.
jobs_total{queue="a\"b\\c\nd"} 3 # {trace_id="abc"} 3 1.5
# TYPE waiting gauge
# HELP waiting Jobs that wait.
waiting -2.5
# TYPE size_bytes histogram
# UNIT size_bytes bytes
# HELP size_bytes Sizes.
size_bytes_bucket{le="1.0"} 0
size_bytes_bucket{le="2.5"} 1 # {trace_id="def",span_id="1"} 2 1.5
size_bytes_bucket{le="+Inf"} 2
size_bytes_count 2
size_bytes_sum 101
# EOF
`,
  );
});

Deno.test("an exemplar without labels has braces all the same", () => {
  const registry = new MetricsRegistry({ wallClock: new SimulatedWallClock(new SimulatedClock(), new Date(0)) });
  registry.counter("jobs", { help: "Jobs." }).labels().inc(1, {});
  assert.match(openMetricsText(registry.collect()), /^jobs_total 1 # \{\} 1 0$/m);
});
