import assert from "node:assert/strict";
import { MetricsRegistry, OVERFLOW, prometheusText } from "../../../src/engine/observability/mod.ts";

Deno.test("row 20: a counter counts on however often it is counted", () => {
  const counter = new MetricsRegistry({ maxLabelSets: 1 }).counter("hits", { help: "Hits.", labelNames: ["page"] });
  for (let i = 0; i < 50_000; i++) counter.labels({ page: "home" }).inc();
  assert.equal(counter.labels({ page: "home" }).value, 50_000);
  assert.equal(counter.droppedLabelSets, 0);
});

Deno.test("row 20: 100,000 label sets against a limit of 1,000 give 1,000 exact series and 99,000 counted drops", () => {
  const registry = new MetricsRegistry();
  const hits = registry.counter("hits", { help: "Hits.", labelNames: ["user"], maxLabelSets: 1_000 });
  for (let user = 0; user < 100_000; user++) hits.labels({ user }).inc(user + 1);

  const snapshot = registry.read("hits");
  assert.ok(snapshot?.kind === "counter");
  const { series } = snapshot;
  const overflow = series.filter(({ labelValues }) => labelValues[0] === OVERFLOW);
  const exact = series.filter(({ labelValues }) => labelValues[0] !== OVERFLOW);
  assert.equal(exact.length, 1_000);
  assert.ok(exact.every(({ labelValues, value }) => value === Number(labelValues[0]) + 1));
  assert.equal(overflow.length, 1);
  // What was counted beyond the limit is in one series: nothing of it is lost but the label.
  assert.equal(overflow[0]!.value, (100_000 * 100_001 - 1_000 * 1_001) / 2);
  assert.equal(hits.droppedLabelSets, 99_000);
  const drops = /^puffinflow_dropped_label_sets_total\{metric="hits"\} 99000$/m;
  assert.match(prometheusText(registry.collect()), drops);

  // Series that are there are still found, and still exact.
  hits.labels({ user: 7 }).inc();
  assert.equal(hits.labels({ user: 7 }).value, 9);
  assert.equal(hits.droppedLabelSets, 99_000);
});
