import assert from "node:assert/strict";
import { durationText } from "../../src/units/duration.ts";

Deno.test("durationText() chooses the unit in which the estimate is at least 1 and below 1000", () => {
  const table: [valueNs: number, halfWidthNs: number, text: string][] = [
    [412.9, 1.3, "412.9 ns ±1.3"],
    [999.4, 0.4, "999.4 ns ±0.4"],
    [999.96, 0.4, "1.000 µs ±<0.001"],
    [1_310, 3, "1.310 µs ±0.003"],
    [18_390, 40, "18.39 µs ±0.04"],
    [11_230_400, 78_400, "11.23 ms ±0.08"],
    [93_412_000, 4_100_000, "93 ms ±4"],
    [133_300_000, 1_400_000, "133.3 ms ±1.4"],
    [999_960_000, 400_000, "1.000 s ±<0.001"],
    [75_000_000_000, 3_000_000_000, "75.0 s ±3.0"],
    [-310, 20, "−310 ns ±20"],
    [0.31, 0.02, "0.310 ns ±0.020"],
  ];
  for (const [valueNs, halfWidthNs, expected] of table) {
    const { value, unit, halfWidth } = durationText({
      value: valueNs,
      lo: valueNs - halfWidthNs,
      hi: valueNs + halfWidthNs,
    });
    assert.equal(`${value} ${unit} ±${halfWidth}`, expected);
  }
});
