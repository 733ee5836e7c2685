// tests/examples/five_minutes/retry_timeout_signal.ts
import { agent } from "puffinflow";

async function askServer(attempt: number, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  if (attempt < 3) throw new Error("busy");
  return await Promise.resolve("fine weather");
}

const weather = agent("weather").state(
  "forecast",
  // The limit is each attempt's: its signal is aborted then.
  { retry: { maxAttempts: 5, backoff: { kind: "exponential", baseDelayMs: 1 } }, timeoutMs: 2_000 },
  ({ attempt, signal }) => askServer(attempt, signal),
);

// A whole run has a limit and a signal too. How it ends is a value: nothing is thrown.
const result = await weather.run(undefined, { timeoutMs: 10_000, signal: new AbortController().signal });
export const told = result.status === "completed" ? result.outputs.forecast : String(result.error); // "fine weather"
