/**
 * The part of METHOD.md about what the figures cannot tell, and where the formulas come from.
 * @module
 */

const SOURCES: readonly string[] = [
  "Barrett et al., _Virtual machine warmup blows hot and cold_, 2017: why a warm-up may never end.",
  "Kalibera and Jones, _Rigorous benchmarking in reasonable time_, 2013: samples per process.",
  "Georges, Buytaert and Eeckhout, _Statistically rigorous Java performance evaluation_, 2007: processes as the unit.",
  "Mytkowicz et al., _Producing wrong data without doing anything obviously wrong_, 2009: padding and order.",
  "Hodges and Lehmann, _Estimates of location based on rank tests_, 1963: the estimate and its interval.",
  "Wilcoxon, 1945; Mann and Whitney, 1947: the exact tests.",
  "Pocock, 1977: looking more than once.",
  "Schuirmann, 1987: two one-sided tests, which is how _unchanged_ is shown.",
  "Clopper and Pearson, 1934: the intervals of proportions below.",
  "Tene, _How not to measure latency_: latency from the intended start.",
];

/** Writes the part. */
export function limitsPart(): string {
  return [
    "## What the figures cannot tell",
    [
      "- They are about one machine, one version of each framework, and the shapes that were run. Another machine may rank close rivals differently; that is what intervals and ties are for, and they cover only the noise that was there.",
      "- An interval speaks of the code as it runs in fresh processes after a short warm-up. What a server does after a week is another question; memory over many runs is measured on its own.",
      "- `quick` shares a process among the benchmarks of a pass: good for a look, not for a verdict.",
      "- The gate pairs two builds in one session. Results of different sessions are compared only as advice.",
      "- Pairs are taken to be independent. On a host whose speed swings slowly they nearly are, because both arms of a pair swing together; the self-test above measures what is left of it.",
      "- Processor time includes V8's helper threads, so it can exceed wall time.",
      "- Frameworks in one process and those behind a server answer different needs; only equals are compared.",
    ].join("\n"),
    "## Sources",
    SOURCES.map((source) => `- ${source}`).join("\n"),
  ].join("\n\n");
}
