import assert from "node:assert/strict";
import { bytesText, sizeText } from "../../src/units/bytes.ts";

Deno.test("bytesText() counts in powers of 1024", () => {
  const table: [bytes: number, halfWidth: number, text: string][] = [
    [32.3, 0.5, "32.3 B ±0.5"],
    [1_023, 2, "1,023 B ±2"],
    [8_900, 9, "8.691 KiB ±0.009"],
    [5 * 2 ** 20, 2 ** 15, "5.000 MiB ±0.031"],
    [3 * 2 ** 30, 2 ** 30, "3.0 GiB ±1.0"],
  ];
  for (const [bytes, halfWidth, expected] of table) {
    const text = bytesText({ value: bytes, lo: bytes - halfWidth, hi: bytes + halfWidth });
    assert.equal(`${text.value} ${text.unit} ±${text.halfWidth}`, expected);
  }
});

Deno.test("sizeText() gives two digits to sizes that are known exactly", () => {
  const table: [bytes: number, text: string][] = [
    [0, "0 B"],
    [512, "512 B"],
    [1_536, "1.5 KiB"],
    [4_123_168_604, "3.8 GiB"],
    [16 * 2 ** 30, "16 GiB"],
    [128 * 2 ** 30, "128 GiB"],
  ];
  for (const [bytes, expected] of table) assert.equal(sizeText(bytes), expected);
});
