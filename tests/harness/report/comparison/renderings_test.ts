import assert from "node:assert/strict";
import type { ComparisonModel } from "../../../../src/harness/report/comparison/comparison_model.ts";
import { comparisonCsv } from "../../../../src/harness/report/csv/comparison_csv.ts";
import { section } from "../../../../src/harness/report/html/comparison.ts";
import { reportDocument } from "../../../../src/harness/report/json/json_report.ts";
import { reportDocumentSchema } from "../../../../src/harness/report/json/report_document.ts";
import { comparisonSections } from "../../../../src/harness/report/markdown/comparison_sections.ts";
import type { ReportModel } from "../../../../src/harness/report/model.ts";
import { drawComparison } from "../../../../src/harness/report/terminal/comparison_tables.ts";
import { displayWidth } from "../../../../src/harness/report/terminal/width.ts";
import { reportModel } from "../../../golden/report_model.ts";
import { HOSTILE_TEXTS } from "../hostile_model.ts";

const estimate = { value: 1_200, lo: 1_100, hi: 1_300, confidence: 0.95, n: 6 };
const unbounded = { ...estimate, lo: -Infinity, hi: Infinity, n: 2 };

function comparisonWith(text: string): ComparisonModel {
  return {
    losses: [`${text} is slower.`],
    facts: [`At 1 ms ${text} is quick.`],
    tables: [{
      id: "test",
      title: text,
      rowHeading: "Framework",
      columns: [text, "b", "c", "d", "e"],
      rows: [{
        name: text,
        cells: [
          { kind: "estimate", estimate, unit: "ns" },
          { kind: "estimate", estimate: unbounded, unit: "bytes" },
          { kind: "counted", value: 65_342_471, unit: "bytes" },
          { kind: "word", text, tone: "good", detail: text },
          { kind: "none", why: text },
        ],
      }],
      note: text,
    }],
  };
}

function modelWith(comparison: ComparisonModel): ReportModel {
  return { ...reportModel({ samples: 8 }), comparison };
}

Deno.test("drawComparison() keeps every line within the terminal, whatever names there are", () => {
  for (const text of HOSTILE_TEXTS) {
    for (const width of [40, 80, 120]) {
      const lines = drawComparison(comparisonWith(text), { width, color: "off", charset: "unicode" });
      for (const line of lines) assert.ok(displayWidth(line) <= width, JSON.stringify(line));
      // deno-lint-ignore no-control-regex -- they are what must not be there
      assert.doesNotMatch(lines.join(""), /[\u0000-\u0008\u001b\u202e]/);
    }
  }
});

Deno.test("drawComparison() shows intervals where there is room, and no number without one", () => {
  const at = (width: number) =>
    drawComparison(comparisonWith("x"), { width, color: "off", charset: "unicode" }).join("\n");
  assert.match(at(120), /1\.20\s?µs 1\.10 … 1\.30/);
  assert.doesNotMatch(at(40), /1\.10/);
  assert.match(at(40).replaceAll("\n", " "), /Intervals are on wider terminals and in other forms\./);
  assert.match(at(80), /can’t tell/);
  assert.match(at(80), /62 MiB/);
});

Deno.test("drawComparison() breaks headings so that eight frameworks fit 80 columns", () => {
  const names = [
    "PuffinFlow",
    "LangGraph",
    "LangGraph, tasks",
    "LlamaIndex",
    "Mastra",
    "Effect",
    "XState",
    "PocketFlow.js",
  ];
  const table = {
    id: "features",
    title: "what each can do",
    rowHeading: "Feature",
    columns: names,
    rows: [{
      name: "deadlock detection",
      cells: names.map(() => ({ kind: "word", text: "yes", tone: "good", detail: null }) as const),
    }],
    note: "",
  };
  const text = drawComparison({ losses: [], facts: [], tables: [table] }, {
    width: 80,
    color: "off",
    charset: "unicode",
  });
  assert.equal(text.at(-2)!.match(/yes/g)?.length, names.length, text.join("\n"));
});

Deno.test("comparison sections of HTML and Markdown leave hostile names inert", () => {
  for (const text of HOSTILE_TEXTS) {
    const model = modelWith(comparisonWith(text));
    assert.doesNotMatch(String(section(model)), /<script>alert|<b a=/);
    const markdown = comparisonSections(model).map((part) => part.text).join("");
    assert.doesNotMatch(markdown, /<script>|\n# heading|\]\(https/);
  }
});

Deno.test("comparisonCsv() has a row for each cell, with bounds left empty where there are none", () => {
  const [header, ...rows] = comparisonCsv(modelWith(comparisonWith("x"))).trimEnd().split("\r\n");
  assert.equal(header, "table,row,column,kind,text,value,lo,hi,unit,processes,detail");
  assert.deepEqual(rows.slice(0, 3), [
    "test,x,x,estimate,,1200,1100,1300,ns,6,",
    "test,x,b,estimate,,1200,,,bytes,2,",
    "test,x,c,counted,,65342471,,,bytes,,",
  ]);
  assert.equal(rows.length, 5);
  assert.equal(comparisonCsv(reportModel({ samples: 8 })), `${header}\r\n`);
});

Deno.test("reportDocument() has the comparison in the form of its schema", () => {
  const document = reportDocument(modelWith(comparisonWith("x")));
  assert.equal(reportDocumentSchema.parse(document).comparison?.tables[0]?.rows[0]?.cells.length, 5);
  assert.equal("comparison" in reportDocument(reportModel({ samples: 8 })), false);
});
