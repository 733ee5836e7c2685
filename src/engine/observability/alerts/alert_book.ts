/**
 * Which alerts are pending or firing, and when somebody has to be told: an alert fires once it has been found for so
 * long, is told again after a while, and is over at the first evaluation that does not find it.
 * @module
 */
import type { AlertNotice } from "./alert_notice.ts";
import type { AlertRule } from "./alert_rule.ts";
import type { Finding } from "./detectors.ts";

/** Time between two notices of one alert, unless its rule says otherwise. */
const REPEAT_MS = 4 * 3_600_000;

/** A moment on both clocks. */
export interface Moment {
  /** On the monotonic clock, in milliseconds. */
  readonly nowMs: number;
  /** As ISO 8601 in UTC. */
  readonly at: string;
}

/** A rule has found something for long enough. */
interface Holder {
  readonly rule: AlertRule;
  readonly finding: Finding;
}

/** Alerts that are told as one. */
interface Incident {
  readonly key: string;
  readonly since: string;
  /** Those that fire, the first of them first. */
  readonly holders: Map<string, Holder>;
  /** Speaks for it: the first of the holders, or the last there was. */
  speaker: Holder;
  repeats: number;
  toldMs: number;
}

/** The alerts of some rules. */
export class AlertBook {
  readonly #tell: (notice: AlertNotice) => void;
  /** By name of the rule: what it finds at present, by id, and when it was first found. */
  readonly #foundMs: Map<string, ReadonlyMap<string, number>> = new Map();
  readonly #incidents: Map<string, Incident> = new Map();

  /**
   * Makes an empty one.
   *
   * @param tell Gets the notices.
   */
  constructor(tell: (notice: AlertNotice) => void) {
    this.#tell = tell;
  }

  /** Alerts that fire, as they would be told at a moment. */
  firing(at: string): readonly AlertNotice[] {
    return [...this.#incidents.values()].map((incident) => noticeOf(incident, { status: "firing", at }));
  }

  /**
   * Takes what one rule found at an evaluation, all of it.
   *
   * @param rule The rule.
   * @param findings What it found.
   * @param moment When.
   */
  take(rule: AlertRule, findings: readonly Finding[], moment: Moment): void {
    const before = this.#foundMs.get(rule.name), now = new Map<string, number>();
    for (const finding of findings) {
      const id = JSON.stringify([rule.name, finding.key]), foundMs = before?.get(id) ?? moment.nowMs;
      now.set(id, foundMs);
      if (moment.nowMs - foundMs >= (rule.forMs ?? 0)) this.#hold(id, { rule, finding }, moment);
    }
    this.#foundMs.set(rule.name, now);
  }

  /**
   * Tells what has changed, once all rules have said what they found.
   *
   * @param moment When.
   */
  tellAll(moment: Moment): void {
    for (const incident of this.#incidents.values()) {
      for (const [id, { rule }] of incident.holders) {
        if (!this.#foundMs.get(rule.name)!.has(id)) incident.holders.delete(id);
      }
      const [first] = incident.holders.values();
      if (first === undefined) {
        this.#incidents.delete(incident.key);
        this.#tell(noticeOf(incident, { status: "resolved", at: moment.at }));
        continue;
      }
      incident.speaker = first;
      this.#tellIfDue(incident, moment);
    }
  }

  #hold(id: string, holder: Holder, { at }: Moment): void {
    const key = holder.rule.dedupeKey ?? id;
    let incident = this.#incidents.get(key);
    if (incident === undefined) {
      incident = { key, since: at, holders: new Map(), speaker: holder, repeats: -1, toldMs: -Infinity };
      this.#incidents.set(key, incident);
    }
    incident.holders.set(id, holder);
  }

  #tellIfDue(incident: Incident, { nowMs, at }: Moment): void {
    if (nowMs - incident.toldMs < (incident.speaker.rule.repeatMs ?? REPEAT_MS)) return;
    incident.toldMs = nowMs;
    incident.repeats++;
    this.#tell(noticeOf(incident, { status: "firing", at }));
  }
}

function noticeOf(incident: Incident, { status, at }: Pick<AlertNotice, "status" | "at">): AlertNotice {
  const { key, since, repeats, speaker: { rule, finding } } = incident;
  const { labels, summary, value } = finding, { name, severity = "warning" } = rule;
  return { status, key, rule: name, severity, labels, summary, value, repeats: Math.max(repeats, 0), since, at };
}
