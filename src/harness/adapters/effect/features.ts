/**
 * What Effect can do, as small programs that `features/` judges. Its workflows, which keep runs, are marked unstable by
 * their makers in version 4.1.0.
 * @module
 */
import * as effectModule from "effect";
import * as workflowModule from "effect/workflow";
import { type FeaturePrograms, has, lacks, searched, type Task } from "../feature_programs.ts";

const { Deferred, Effect, Layer, Schema, Stream } = effectModule;
const { Activity, DurableDeferred, Workflow, WorkflowEngine } = workflowModule;

/** Effect's programs. */
const effect: FeaturePrograms = {
  retries: has("Effect.retry", async ({ task }) => {
    return await Effect.runPromise(Effect.retry(lifted(task, 0), { times: 2 }));
  }),

  timeouts: has("Effect.timeout", async ({ task, limitMs }) => {
    return await Effect.runPromise(Effect.timeout(Effect.tryPromise((signal) => task(signal)), limitMs));
  }),

  cancellation: has("signal of Effect.runPromise", async ({ task, started }) => {
    const controller = new AbortController();
    void started.then(() => controller.abort());
    return await Effect.runPromise(Effect.tryPromise((signal) => task(signal)), { signal: controller.signal });
  }),

  isolation: has('Effect.all with the mode "result"', async ({ good, bad }) => {
    const both = Effect.all([lifted(good, 0), lifted(bad, 0)], { concurrency: "unbounded", mode: "result" });
    const [ended] = await Effect.runPromise(both);
    return effectModule.Result.isSuccess(ended) ? ended.success : ended.failure;
  }),

  resumption: has("Workflow and Activity with SuspendOnFailure (unstable)", async ({ first, second }) => {
    const steps = Workflow.make("steps", { payload: {}, success: Schema.Number, idempotencyKey: () => "run" })
      .annotate(Workflow.SuspendOnFailure, true);
    const body = steps.toLayer(() =>
      Effect.gen(function* () {
        const one = yield* activity("first", () => first(0));
        return yield* activity("second", () => second(one, "fails"));
      })
    );
    const both = Effect.gen(function* () {
      const id = yield* steps.execute({}, { discard: true });
      yield* untilSuspended(steps.poll(id));
      yield* steps.resume(id);
      return yield* steps.execute({});
    });
    return await Effect.runPromise(both.pipe(Effect.provide(Layer.provideMerge(body, WorkflowEngine.layerMemory))));
  }),

  streaming: has("Stream", async ({ first, second, seen }) => {
    const values = Stream.fromEffect(lifted(first, 0)).pipe(
      Stream.flatMap((value) => Stream.concat(Stream.make(value), Stream.fromEffect(lifted(second, value)))),
      Stream.tap((value) => Effect.sync(() => seen(value))),
    );
    return effectModule.Option.getOrUndefined(await Effect.runPromise(Stream.runLast(values)));
  }),

  approval: has("Workflow and DurableDeferred (unstable)", async ({ before, after, answer }) => {
    const asking = Workflow.make("asking", { payload: {}, success: Schema.Number, idempotencyKey: () => "run" });
    const answered = DurableDeferred.make("answer", { success: Schema.Number });
    const body = asking.toLayer(() =>
      Effect.gen(function* () {
        const value = yield* activity("before", () => before(0));
        const said = yield* DurableDeferred.await(answered);
        return yield* activity("after", () => after(value, said));
      })
    );
    const both = Effect.gen(function* () {
      const id = yield* asking.execute({}, { discard: true });
      yield* untilSuspended(asking.poll(id));
      const token = DurableDeferred.tokenFromExecutionId(answered, { workflow: asking, executionId: id });
      yield* DurableDeferred.succeed(answered, { token, value: answer() });
      return yield* asking.execute({});
    });
    return await Effect.runPromise(both.pipe(Effect.provide(Layer.provideMerge(body, WorkflowEngine.layerMemory))));
  }),

  typing: has("the type of an effect", async ({ first, second }) => {
    return await Effect.runPromise(Effect.gen(function* () {
      const value = yield* lifted(first, 0);
      // @ts-expect-error -- The output is a number.
      const _wrong: string = value;
      return yield* lifted(second, value);
    }));
  }),

  checkedInput: has("Schema.decodeUnknownEffect", async ({ task, right, wrong }) => {
    const checked = (value: unknown) =>
      Effect.flatMap(Schema.decodeUnknownEffect(Schema.Number)(value), (number) => lifted(task, number));
    await Effect.runPromise(checked(right));
    return await Effect.runPromise(checked(wrong));
  }),

  timeTravel: lacks("a workflow goes on where it ended, from nowhere else and with nothing else", () => {
    return searched([workflowModule, Workflow, WorkflowEngine], /fork|rewind|travel|replay|branch/i);
  }),

  routing: has("if in a generator", async ({ first, left, right }) => {
    return await Effect.runPromise(Effect.gen(function* () {
      const value = yield* lifted(first, 0);
      return yield* value % 2 === 0 ? lifted(left, value) : lifted(right, value);
    }));
  }),

  dynamicFanOut: has("Effect.forEach", async ({ count, task }) => {
    return await Effect.runPromise(Effect.gen(function* () {
      const items = yield* Effect.promise(count);
      return yield* sumOfEach({ count: items, task, concurrency: "unbounded" });
    }));
  }),

  subGraphs: has("an effect inside an effect", async ({ before, inside, after }) => {
    const inner = Effect.fnUntraced(function* (value: number) {
      return yield* lifted(inside, value);
    });
    return await Effect.runPromise(Effect.gen(function* () {
      return yield* lifted(after, yield* inner(yield* lifted(before, 0)));
    }));
  }),

  concurrencyLimit: has("the option concurrency", async ({ count, task, limit }) => {
    return await Effect.runPromise(sumOfEach({ count, task, concurrency: limit }));
  }),

  stepLimit: lacks("an effect that repeats goes on until it is told otherwise", async ({ task }) => {
    return await Effect.runPromise(Effect.forever(lifted(task, 0)));
  }),

  deadlock: lacks("fibers that wait for each other are waited for", async ({ first, second }) => {
    return await Effect.runPromise(Effect.gen(function* () {
      const one = yield* Deferred.make<number>(), other = yield* Deferred.make<number>();
      const waiting = (mine: typeof one, theirs: typeof other, task: Task) =>
        Effect.flatMap(
          Deferred.await(theirs),
          (value) => Effect.flatMap(lifted(task, value), (own) => Deferred.succeed(mine, own)),
        );
      return yield* Effect.all([waiting(one, other, first), waiting(other, one, second)], { concurrency: "unbounded" });
    }));
  }),
};

export default effect;

function lifted(task: Task, value: number) {
  return Effect.tryPromise({ try: () => task(value), catch: (error) => error });
}

interface Each {
  readonly count: number;
  readonly task: Task;
  readonly concurrency: number | "unbounded";
}

function sumOfEach({ count, task, concurrency }: Each) {
  const items = Array.from({ length: count }, (_, item) => item);
  return Effect.map(
    Effect.forEach(items, (item) => lifted(task, item), { concurrency }),
    (values) => values.reduce((sum, value) => sum + value, 0),
  );
}

/** Waits until a workflow has let go of its caller. */
function untilSuspended<E, R>(poll: effectModule.Effect.Effect<PolledWorkflow, E, R>) {
  return Effect.gen(function* () {
    for (;;) {
      const polled = yield* poll;
      if (effectModule.Option.isSome(polled) && polled.value._tag === "Suspended") return;
      yield* Effect.sleep(1);
    }
  });
}

type PolledWorkflow = effectModule.Option.Option<workflowModule.Workflow.Result<number, never>>;

function activity(name: string, body: () => Promise<number>) {
  return Activity.make({ name, success: Schema.Number, execute: Effect.promise(body) });
}
