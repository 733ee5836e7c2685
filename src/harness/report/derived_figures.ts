/**
 * What follows from measurements beside their times: the figures that have names of their own, all other figures
 * that programs gave, and how costs grow with sizes. Estimates only; `terminal/`, `markdown/` and `html/` show them.
 * @module
 */
import { CONTROL } from "../adapters/facts.ts";
import type { BenchmarkAnalysis, MeasuredRow } from "../compare/benchmark_analysis.ts";
import type { Estimate } from "../../stats/estimate.ts";
import { growth } from "../../stats/growth.ts";
import { medianInterval } from "../../stats/order_statistic_interval.ts";
import type { BenchmarkResult, Fork } from "../session/result.ts";
import { NAMED_FIGURES, type NamedFigure } from "../suites/named_figures.ts";
import { figureName } from "./figure_name.ts";
import type { BenchmarkModel, DerivedModel, FigureModel, GrowthModel, MeasuredCellModel } from "./model.ts";

/** What figures are derived from. */
export interface DerivedSource {
  readonly analyses: readonly BenchmarkAnalysis[];
  readonly results: readonly BenchmarkResult[];
  readonly models: readonly BenchmarkModel[];
  /** Id of the subject that it is about. */
  readonly subject: string;
}

/** Sizes that show how something grows. */
const FEWEST_SIZES = 3;

/**
 * Derives figures.
 *
 * @param source What was measured; lists have one entry a benchmark, in one order.
 * @returns The figures; each list is empty where nothing was measured that has such.
 */
export function derivedFigures(source: DerivedSource): DerivedModel {
  const taken = new Set(NAMED_FIGURES.map(({ benchmarkId, source }) => keyOf(benchmarkId, source)));
  return {
    named: NAMED_FIGURES.flatMap((named) => namedFigure(named, source)),
    others: source.results.flatMap((result) =>
      [...figuresOf(result, source.subject)]
        .filter(([name]) => !taken.has(keyOf(result.id, { figure: name })))
        .map(([name, value]) => figureModel({ name, value, benchmarkId: result.id }, source))
    ),
    growth: growthModels(source),
  };
}

function keyOf(benchmarkId: string, source: NamedFigure["source"]): string {
  return typeof source === "string" ? source : `${benchmarkId} ${source.figure}`;
}

function namedFigure({ title, benchmarkId, source, meaning }: NamedFigure, from: DerivedSource): FigureModel[] {
  const cell = measuredCell(from, benchmarkId);
  if (cell === null) return [];
  if (source === "time") {
    return [{ title, benchmarkId, value: cell.value, unit: cell.metric.unit, meaning, rating: cell.rating }];
  }
  if (source === "share-of-control") {
    const ratio = cell.ratioTo[CONTROL.id];
    return ratio === undefined
      ? []
      : [{ title, benchmarkId, value: inverse(ratio), unit: "share", meaning, rating: null }];
  }
  const result = from.results.find(({ id }) => id === benchmarkId);
  const value = result === undefined ? undefined : figuresOf(result, from.subject).get(source.figure);
  return value === undefined
    ? []
    : [{ ...figureModel({ name: source.figure, value, benchmarkId }, from), title, meaning }];
}

function measuredCell({ models, subject }: DerivedSource, benchmarkId: string): MeasuredCellModel | null {
  const cell = models.find(({ id }) => id === benchmarkId)?.cells.find((one) => one.subject === subject);
  return cell?.status === "measured" ? cell : null;
}

function inverse({ value, lo, hi, ...rest }: Estimate): Estimate {
  return { ...rest, value: 1 / value, lo: 1 / hi, hi: 1 / lo };
}

/** Estimates of all figures that the subject's processes gave. */
function figuresOf({ cells }: BenchmarkResult, subject: string): Map<string, Estimate> {
  const cell = cells.find((one) => one.subject === subject);
  const forks: readonly Fork[] = cell?.status === "measured" ? cell.forks : [];
  const names = new Set(forks.flatMap(({ figures = {} }) => Object.keys(figures)));
  return new Map([...names].map((name) => {
    const values = forks.map(({ figures }) => figures?.[name]).filter((value) => value !== undefined);
    return [name, medianInterval(values)];
  }));
}

interface RawFigure {
  readonly name: string;
  readonly value: Estimate;
  readonly benchmarkId: string;
}

function figureModel({ name, value, benchmarkId }: RawFigure, from: DerivedSource): FigureModel {
  const { title, unit, factor } = figureName(name);
  const scaled = { ...value, value: value.value * factor, lo: value.lo * factor, hi: value.hi * factor };
  const rating = measuredCell(from, benchmarkId)?.rating ?? null;
  return {
    title,
    benchmarkId,
    value: scaled,
    unit,
    meaning: null,
    rating: rating?.figure?.name === name ? rating : null,
  };
}

/** Scenarios that were measured in several sizes, with a fit for every pass that has all of them. */
function growthModels({ analyses, subject }: DerivedSource): GrowthModel[] {
  const sized = analyses.filter(({ id, workload }) => workload.shape.kind === "micro" && /-\d+$/.test(id));
  const families = Map.groupBy(sized, ({ suite, scenario }) => `${suite}/${scenario}`);
  return [...families].flatMap(([title, family]): GrowthModel[] => {
    const members = family.flatMap((analysis) => {
      const row = analysis.rows.find((one) => one.subject === subject);
      return row?.status === "measured" ? [{ size: analysis.tasks, row, clock: clockOf(analysis) }] : [];
    }).toSorted((a, b) => a.size - b.size);
    const exponents = members.length < FEWEST_SIZES ? [] : exponentsOf(members);
    return exponents.length === 0
      ? []
      : [{ title, sizes: members.map(({ size }) => size), exponent: medianInterval(exponents) }];
  });
}

interface SizedRow {
  readonly size: number;
  readonly row: MeasuredRow;
  readonly clock: "cpuNs" | "wallNs";
}

function clockOf({ primaryClock }: BenchmarkAnalysis): SizedRow["clock"] {
  return primaryClock === "cpu" ? "cpuNs" : "wallNs";
}

function exponentsOf(members: readonly SizedRow[]): number[] {
  const passes = members[0]!.row.forks.map(({ pass }) => pass);
  return passes.flatMap((pass) => {
    const points = members.flatMap(({ size, row, clock }) => {
      const fork = row.forks.find((one) => one.pass === pass);
      return fork === undefined || fork[clock] <= 0 ? [] : [{ x: size, y: fork[clock] }];
    });
    return points.length === members.length ? [growth(points).exponent.value] : [];
  });
}
