/**
 * Solves a few linear equations, for fits with a handful of coefficients.
 * @module
 */
import { invariant } from "../invariant.ts";

/**
 * Solves a square system by Gaussian elimination with partial pivoting.
 *
 * @param matrix As many rows as columns; not singular. Left as it is.
 * @param right One number per row.
 * @returns The unknowns.
 */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  const n = rows.length;
  for (let column = 0; column < n; column++) {
    const below = rows.slice(column).map((row) => Math.abs(row[column]!));
    const pivot = column + below.indexOf(Math.max(...below));
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const head = rows[column]!;
    invariant(head[column] !== 0, "A system of equations has one solution");
    for (const row of rows.slice(column + 1)) {
      const factor = row[column]! / head[column]!;
      for (let i = column; i <= n; i++) row[i]! -= factor * head[i]!;
    }
  }
  const unknowns = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    const known = unknowns.reduce((sum, value, j) => j > i ? sum + value * rows[i]![j]! : sum, 0);
    unknowns[i] = (rows[i]![n]! - known) / rows[i]![i]!;
  }
  return unknowns;
}
