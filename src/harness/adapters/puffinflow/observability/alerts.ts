/**
 * Programs that evaluate rules over gauges, and fold the notices in the order in which they are told. Time stands
 * still: rules are evaluated when the program says so.
 * @module
 */
import { type AlertNotice, type AlertRule, Alerts, MetricsRegistry, SimulatedClock } from "puffinflow/observability";
import { DEDUPED_RULES, LEVELS, noticeStep, raisedGauge } from "../../../workload/micro/alert_levels.ts";
import type { MicroProgram, MicroPrograms } from "../../micro_program.ts";

/** How often a rule's gauge is raised and lowered. */
interface Evaluation {
  readonly number: number;
  readonly seed: number;
  readonly isLast: boolean;
}

/** Rules, each with a gauge of its own, and what moves the gauges before an evaluation. */
interface Watch {
  readonly rules: number;
  readonly dedupeKey?: string;
  readonly move: (gauges: readonly { set(value: number): void }[], evaluation: Evaluation) => void;
}

/** Programs by scenario. */
export const alertRules: MicroPrograms = {
  "alerts-1": evaluating({ rules: 1, move: oneAtATime() }),
  "alerts-100": evaluating({ rules: 100, move: oneAtATime() }),
  "alert-dedupe": evaluating({
    rules: DEDUPED_RULES,
    dedupeKey: "all of them",
    move(gauges, { number }) {
      for (const gauge of gauges) gauge.set(number % 2 === 0 ? LEVELS.raised : LEVELS.lowered);
    },
  }),
};

/** Lowers what was raised, and raises another or none. */
function oneAtATime(): Watch["move"] {
  let raised = 0;
  return (gauges, { number, seed, isLast }) => {
    gauges[raised]?.set(LEVELS.lowered);
    raised = isLast ? gauges.length : raisedGauge(seed, number, gauges.length);
    gauges[raised]?.set(LEVELS.raised);
  };
}

function evaluating({ rules: count, dedupeKey, move }: Watch): MicroProgram {
  return ({ operations, did }) => {
    const registry = new MetricsRegistry(), names = Array.from({ length: count }, (_, rule) => `level_${rule}`);
    const gauges = names.map((name) => registry.gauge(name, { help: "Level." }).labels());
    const rules = names.map((metric): AlertRule => ({
      kind: "threshold",
      name: metric,
      metric,
      is: "above",
      limit: LEVELS.limit,
      ...(dedupeKey !== undefined && { dedupeKey }),
    }));
    let value = 0;
    const write = (notices: readonly AlertNotice[]) => {
      for (const { rule, status } of notices) value = noticeStep(value, names.indexOf(rule), status === "firing");
    };
    const sinks = [{ name: "fold", write }];
    const alerts = new Alerts(registry, { rules, sinks, clock: new SimulatedClock(), maxBuffered: 2 * operations });
    const evaluations = operations / count;
    return {
      async run(seed) {
        value = seed;
        for (let number = 0; number < evaluations; number++) {
          move(gauges, { number, seed, isLast: number === evaluations - 1 });
          alerts.evaluate();
        }
        await alerts.flush();
        did(evaluations * count);
        return value;
      },
      close: () => alerts.close(),
    };
  };
}
