/**
 * Values as text: JSON, which any tool can read, with tags for what it has no word for. What would not come
 * back as it went in is refused by name and place: functions, symbols, instances of classes, cycles, holes.
 * @module
 */
import { Buffer } from "node:buffer";
import { TAG, TAG_MARK } from "./value_tags.ts";

/** Deepest nesting of a value. */
const MAX_DEPTH = 500;

/**
 * Encodes a value.
 *
 * @param value What to encode.
 * @param maxBytes Most bytes of the text in UTF-8.
 * @returns The text.
 * @throws {TypeError} If something in it cannot be stored.
 * @throws {RangeError} If it is too large or too deep.
 */
export function encodeValue(value: unknown, maxBytes: number): string {
  const text = JSON.stringify(new Encoder(maxBytes).encode(value));
  // A character takes three bytes at most, so that few texts must be measured.
  if (text.length * 3 > maxBytes && Buffer.byteLength(text) > maxBytes) throw tooLarge(maxBytes);
  return text;
}

class Encoder {
  readonly #maxBytes: number;
  /** Bytes that are left, by an estimate that is never too high: ends a walk through more than can be stored. */
  #left: number;
  /** The objects that lead to where the walk is, and the members taken in them. */
  readonly #ancestors: object[] = [];
  readonly #path: (string | number)[] = [];

  constructor(maxBytes: number) {
    this.#maxBytes = this.#left = maxBytes;
  }

  /** Gives what `JSON.stringify()` writes as it should be: the value itself wherever nothing in it is tagged. */
  encode(value: unknown): unknown {
    switch (typeof value) {
      case "string":
        this.#spend(value.length);
        return value;
      case "number":
        return Number.isFinite(value) && !Object.is(value, -0) ? value : { [TAG.number]: numberText(value) };
      case "boolean":
        return value;
      case "undefined":
        return { [TAG.undefined]: true };
      case "bigint":
        return { [TAG.bigint]: this.#digits(value) };
      case "object":
        return value === null ? null : this.#inside(value);
    }
    throw this.#refusal(`a ${typeof value}`);
  }

  #inside(value: object): unknown {
    if (this.#ancestors.includes(value)) throw this.#refusal("a reference to an object that it is part of");
    if (this.#ancestors.length >= MAX_DEPTH) {
      throw new RangeError(`Cannot store a value as it must not be nested deeper than ${MAX_DEPTH} levels`);
    }
    this.#ancestors.push(value);
    const encoded = Array.isArray(value) ? this.#array(value) : this.#object(value);
    this.#ancestors.pop();
    return encoded;
  }

  #array(value: readonly unknown[]): readonly unknown[] {
    this.#spend(value.length);
    if (Object.keys(value).length !== value.length) throw this.#refusal("an array with holes or named members");
    let copy: unknown[] | undefined;
    for (let i = 0; i < value.length; i++) {
      const member = value[i], encoded = this.#member(i, member);
      if (encoded !== member) (copy ??= value.slice())[i] = encoded;
    }
    return copy ?? value;
  }

  #object(value: object): unknown {
    const prototype = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) return this.#plain(value);
    if (value instanceof Uint8Array) {
      this.#spend(value.length);
      return { [TAG.bytes]: value.toBase64() };
    }
    switch (prototype) {
      case Date.prototype: {
        const ms = (value as Date).getTime();
        return { [TAG.date]: Number.isNaN(ms) ? null : ms };
      }
      case Map.prototype:
        return { [TAG.map]: this.#array([...value as Map<unknown, unknown>]) };
      case Set.prototype:
        return { [TAG.set]: this.#array([...value as Set<unknown>]) };
    }
    throw this.#refusal(`an instance of ${prototype.constructor?.name || "a class"}`);
  }

  #plain(value: object): unknown {
    if (Object.getOwnPropertySymbols(value).length > 0) {
      throw this.#refusal("an object with a member named by a symbol");
    }
    const names = Object.keys(value);
    let changed: [string, unknown][] | undefined;
    for (const name of names) {
      this.#spend(name.length);
      const member = (value as Record<string, unknown>)[name], encoded = this.#member(name, member);
      if (encoded !== member) (changed ??= []).push([name, encoded]);
    }
    const encoded = changed === undefined ? value : replaced(value, changed);
    return names.length === 1 && names[0]!.startsWith(TAG_MARK) ? { [TAG.object]: encoded } : encoded;
  }

  #member(name: string | number, member: unknown): unknown {
    this.#path.push(name);
    const encoded = this.encode(member);
    this.#path.pop();
    return encoded;
  }

  #digits(value: bigint): string {
    // Hexadecimal takes fewer characters than decimal, and far less time.
    this.#spend(value.toString(16).length);
    return value.toString();
  }

  #spend(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw tooLarge(this.#maxBytes);
  }

  #refusal(what: string): TypeError {
    const place = this.#path.map((step) => typeof step === "number" ? `[${step}]` : `.${step}`).join("");
    return new TypeError(
      `Cannot store a value as it must be plain data: value${place.slice(0, 200)} is ${what} ` +
        "(store its data and make it anew from them)",
    );
  }
}

/** Copies an object with other members; not by assignment, as one may be named "__proto__". */
function replaced(value: object, members: readonly (readonly [string, unknown])[]): object {
  return Object.fromEntries(new Map([...Object.entries(value), ...members]));
}

function numberText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

function tooLarge(maxBytes: number): RangeError {
  return new RangeError(
    `Cannot store a value as it must take at most ${maxBytes} bytes: it takes more (see 'maxValueBytes')`,
  );
}
