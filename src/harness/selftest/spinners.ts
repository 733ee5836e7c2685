/**
 * Load on purpose: threads that do nothing but keep a processor busy, as a neighbour on a shared host does.
 * Threads and not processes, because they cannot outlive this program, however it ends.
 * @module
 */

/** How long a thread spins without a pause: a thread that never looks up cannot be ended in order. */
const BURST_MS = 100;

const SPIN = `
  const spin = () => {
    const endMs = performance.now() + ${BURST_MS};
    while (performance.now() < endMs);
    setTimeout(spin, 0);
  };
  spin();
`;

/**
 * Does something on a busy host.
 *
 * @param count Threads that spin, 0 or more.
 * @param work What to do meanwhile.
 * @returns What it gives; no thread goes on spinning after that.
 * @throws Whatever the work throws.
 */
export async function besideSpinners<T>(count: number, work: () => Promise<T>): Promise<T> {
  const url = `data:text/javascript,${encodeURIComponent(SPIN)}`;
  const spinners = Array.from({ length: count }, () => new Worker(url, { type: "module" }));
  try {
    return await work();
  } finally {
    for (const spinner of spinners) spinner.terminate();
  }
}
