/**
 * Section 1: can I believe this? Where the session ran, what was checked with its limits, and how quiet the
 * machine was all through it.
 * @module
 */
import { sizeText } from "../../../units/bytes.ts";
import { counted } from "../../../units/count.ts";
import type { Check } from "../../machine/checks.ts";
import type { CheckVerdict } from "../../machine/grade.ts";
import { checkBound, checkName, checkNumber, checkRemedy } from "../check_wording.ts";
import type { ReportModel } from "../model.ts";
import { plainText } from "../number_text.ts";
import { type Html, html, type Interpolation } from "./markup.ts";
import { noiseChart } from "./noise_chart.ts";

const SIGNS: Readonly<Record<CheckVerdict, { readonly sign: string; readonly look: string; readonly word: string }>> = {
  good: { sign: "✓", look: "faster", word: "good" },
  doubtful: { sign: "!", look: "doubt", word: "doubtful" },
  bad: { sign: "✗", look: "slower", word: "bad" },
  unknown: { sign: "–", look: "same", word: "unknown" },
};

/**
 * Draws machine and noise.
 *
 * @param model The report.
 * @returns The section's content.
 */
export function section(model: ReportModel): Html {
  return html`
    <p
      class="lead">Differences smaller than the noise floor are the machine. Here is how we know what that floor is.</p><div
      class="pair">
      <div class="card">
        <h3>Where this ran</h3>
        <dl class="spec">${spec(model).map(([name, text]) =>
          html`
            <dt>${name}</dt>
            <dd>${text}</dd>
          `
        )}</dl>
      </div>
      <div class="card"><h3>Can these numbers be trusted?</h3>${checkList(model)}</div>
    </div>${model.noise === null
      ? html`
        <div class="card">
          <h3>Was the machine quiet?</h3>
          <p class="caption">Nobody knows: this session timed no reference loop.</p>
        </div>
      `
      : noiseChart(model.noise)}
  `;
}

function spec({ machine, subjects, session }: ReportModel): readonly (readonly [string, Interpolation])[] {
  const { cpu, os, memoryBytes, cgroup, runtime, virtualization, hostId } = machine;
  const limit = cgroup.cpuLimit.value === null ? "" : `, limited to ${cgroup.cpuLimit.value}`;
  const packages = subjects.flatMap(({ title, packages }) => {
    const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
    return versions.length === 0 ? [] : [`${title}: ${versions.join(", ")}`];
  });
  const known: readonly (readonly [string, Interpolation])[] = [
    ["CPU", `${cpu.model.value ?? os.arch}, ${counted(cpu.cores, "core")}${limit}`],
    ["Memory", sizeText(memoryBytes)],
    ["System", `${os.distribution.value ?? os.name}, ${os.name} ${os.release}, ${os.arch}`],
    ["Virtual", virtualization.value],
    [
      "Clock",
      `${plainText(machine.clock.costNs, "ns", 2)} a reading, grain ${plainText(machine.clock.grainNs, "ns", 2)}`,
    ],
    ["Runtime", `Deno ${runtime.deno} (V8 ${runtime.v8})`],
    ["Packages", packages.map((text) => html`<div>${text}</div>`)],
    ["Order", `random, seed ${session.seed}`],
    ["Host", hostId.value === null ? null : html`<code>${hostId.value}</code>`],
  ];
  return known.filter(([, text]) => text !== null && !(Array.isArray(text) && text.length === 0));
}

function checkList({ checks, grade }: ReportModel): Html {
  const summary = grade === null
    ? null
    : html`<p class="caption">Grade ${grade}, where A is a quiet machine and F one not to measure on.</p>`;
  if (checks.length === 0) return html`${summary}<p class="caption">Nothing was checked; puffinbench doctor does.</p>`;
  return html`${summary}<ul class="checks">${checks.map(checkItem)}</ul>`;
}

function checkItem(check: Check): Html {
  const { sign, look, word } = SIGNS[check.verdict];
  const { found, wanted } = wordsOf(check);
  const remedy = check.verdict === "bad" || check.verdict === "doubtful" ? `; ${checkRemedy(check.id)}` : "";
  return html`<li><span class="sign ${look}" aria-hidden="true">${sign}</span><div><span class="unseen">${word}: </span>${
    checkName(check.id)
  } ${found} <span class="muted">${wanted}${remedy}</span></div></li>`;
}

function wordsOf(check: Check): { readonly found: string; readonly wanted: string } {
  if (check.value.value === null) return { found: "unknown", wanted: `· ${check.value.why}` };
  if (check.kind === "measured") {
    return { found: checkNumber(check.limit.unit, check.value.value), wanted: `· ${checkBound(check)}` };
  }
  const text = (value: string | boolean) => typeof value === "string" ? value : value ? "on" : "off";
  return {
    found: text(check.value.value),
    wanted: check.verdict === "good" ? "" : `· ${text(check.wanted)} is better`,
  };
}
