/**
 * Tracing as something that runs are fitted with: decides which runs are traced and what they are part of, and lets
 * the states' functions run inside their spans. `run_spans.ts` makes the spans.
 * @module
 */
import { type Context, context as contexts, type Span, trace, TraceFlags } from "@opentelemetry/api";
import type { Random } from "../../../random/random.ts";
import { systemRandom } from "../../../random/system_random.ts";
import type { Plan } from "../../graph/plan.ts";
import type { Context as AttemptContext } from "../../run/context.ts";
import type { Execution, Instrument } from "../../run/execution.ts";
import { RunInstrument, withBodies } from "../../run/instrument.ts";
import { watch } from "../../run/observer_group.ts";
import { FailureNotes } from "./failure_notes.ts";
import type { Tracer } from "./open_telemetry.ts";
import { beginRun, runSpans } from "./run_spans.ts";
import { contextUnder, type TraceParent, validSpanContext } from "./trace_headers.ts";
import { drawSpanId, drawTraceId } from "./trace_id.ts";
import { noteTracedRun, type Spanned, spanOf, tracedRun } from "./traced_run.ts";

/** Options of {@linkcode traceRuns}. */
export interface TraceOptions {
  /**
   * Makes the spans, and decides which it keeps: an SDK's tracer, or a {@linkcode SpanRecorder}.
   * @default {trace.getTracer("puffinflow")} of whatever is registered with `@opentelemetry/api`; Deno registers its
   * own with `OTEL_DENO=true`
   */
  readonly tracer?: Tracer;
  /**
   * What the runs are part of: headers of a request, of which a valid `traceparent` and the `tracestate` with it
   * count, or a context of `@opentelemetry/api`. @default {undefined} the context that is active when a run is started
   */
  readonly parent?: TraceParent;
  /**
   * Share of the runs that are traced, from 0 for none to 1 for all; the others cost next to nothing. Only a run that
   * begins a trace is drawn for: where there is a parent, the tracer does as the parent did, unless its own sampler was
   * told otherwise. @default {1}
   */
  readonly sampleRatio?: number;
  /** Where the chance of being traced comes from. @default {systemRandom} */
  readonly random?: Random;
}

/**
 * Traces runs with OpenTelemetry. Hand it to `instruments` of an agent, or of one run; a run is traced once, by the
 * last one that it was given.
 *
 * | span | parent | attributes beside `puffinflow.outcome` |
 * |---|---|---|
 * | `agent NAME` | `parent`, or the state whose function started the run | `puffinflow.agent` |
 * | `state NAME`, one per visit and one per task that was sent | its run | `puffinflow.agent`, `.state`, `.visit`, `.index` |
 * | `attempt N`, where the state may be tried again | its state | `puffinflow.attempt`, `.retry_delay_ms` |
 * | `resource wait`, for what the state takes or holds | its state | `.retry_delay_ms` |
 *
 * The function of a state runs with the innermost of these spans active, so that what it starts (a `fetch` that is
 * traced, spans of its own) becomes part of it. That takes a context manager, which Deno's telemetry and SDKs register;
 * {@linkcode stateSpan} and {@linkcode traceHeaders} do without. Spans of failures carry the status ERROR and the error
 * without the texts of secrets.
 *
 * @param options Where the spans go, what they are part of and how many runs are traced.
 * @returns An instrument.
 * @throws {RangeError} If `sampleRatio` is out of its bounds.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { agent } from "puffinflow";
 * import { SpanRecorder, traceRuns } from "puffinflow/observability";
 *
 * const recorder = new SpanRecorder();
 * const pair = agent("pair", { instruments: [traceRuns({ tracer: recorder })] })
 *   .state("a", () => 1)
 *   .state("b", { after: ["a"], retry: { maxAttempts: 3 } }, ({ from }) => from.a + 1);
 * await pair.run();
 *
 * const names = recorder.spans.map((span) => span.name);
 * assert.deepEqual(names, ["state a", "attempt 1", "state b", "agent pair"]);
 * ```
 *
 * @example A run as part of the trace of a request
 * ```ts
 * import assert from "node:assert/strict";
 * import { agent } from "puffinflow";
 * import { SpanRecorder, traceRuns } from "puffinflow/observability";
 *
 * const answer = agent("answer").state("all", () => 42), recorder = new SpanRecorder();
 * const request = new Request("http://localhost/", {
 *   headers: { traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
 * });
 * await answer.run(undefined, { instruments: [traceRuns({ tracer: recorder, parent: request.headers })] });
 * assert.equal(recorder.spans.at(-1)?.parentSpanId, "b7ad6b7169203331");
 * ```
 */
export function traceRuns(options: TraceOptions = {}): Instrument {
  const { tracer = trace.getTracer("puffinflow"), parent, sampleRatio = 1, random = systemRandom } = options;
  if (!(sampleRatio >= 0 && sampleRatio <= 1)) {
    throw new RangeError(`Cannot trace runs as 'sampleRatio' must be from 0 to 1: current value is ${sampleRatio}`);
  }
  return new Tracing({ tracer, parent, sampleRatio, random });
}

interface TraceSettings {
  readonly tracer: Tracer;
  readonly parent: TraceParent | undefined;
  readonly sampleRatio: number;
  readonly random: Random;
}

/** Plans whose states run inside their spans: the same for all instruments, since they find the spans by the run. */
const tracedPlans: WeakMap<Plan, Plan> = new WeakMap();

class Tracing extends RunInstrument {
  readonly name = "traceRuns";
  readonly #settings: TraceSettings;

  constructor(settings: TraceSettings) {
    super();
    this.#settings = settings;
  }

  override planFor(plan: Plan): Plan {
    let traced = tracedPlans.get(plan);
    if (traced === undefined) {
      traced = withBodies(plan, (body) => insideSpan(body as (context: AttemptContext) => unknown));
      tracedPlans.set(plan, traced).set(traced, traced);
    }
    return traced;
  }

  /** The run's span is begun here and not with its first state: when it is not recorded, there is nothing to watch. */
  override attach(execution: Execution): void {
    const isOverruled = this !== execution.settings.instruments.findLast((instrument) => instrument instanceof Tracing);
    if (isOverruled) return;
    const { tracer } = this.#settings, spanned = this.#begin(execution);
    noteTracedRun(execution, { ...spanned, tracer, failures: new FailureNotes(), tasks: new Map() });
    if (spanned.span.isRecording()) watch(execution, runSpans);
  }

  #begin(execution: Execution): Spanned {
    const { tracer, parent, sampleRatio, random } = this.#settings, context = contextUnder(parent);
    const isDrawn = sampleRatio < 1 && validSpanContext(context) === undefined;
    if (isDrawn && random.float() >= sampleRatio) return unsampled(context, random);
    return beginRun(execution, tracer, context);
  }
}

/** What stands for the span of a run that is not traced, so that nothing inside it begins a trace of its own. */
function unsampled(context: Context, random: Random): Spanned {
  const spanContext = { traceId: drawTraceId(random), spanId: drawSpanId(random), traceFlags: TraceFlags.NONE };
  const span: Span = trace.wrapSpanContext(spanContext);
  return { span, context: trace.setSpan(context, span) };
}

function insideSpan(body: (context: AttemptContext) => unknown): (context: AttemptContext) => unknown {
  return (context) => {
    // A run whose plan is fitted was attached to, or one around it was.
    const run = tracedRun(context.execution)!;
    return contexts.with(spanOf(run, context.task).context, body, undefined, context);
  };
}
