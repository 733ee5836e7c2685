/**
 * Values as plain JSON and back. What JSON lacks (`undefined`, `NaN`, dates, maps, sets, big integers, bytes, errors) is
 * an object with a tag; what cannot come back as it was (functions, instances of classes, cycles) is refused with the
 * path to it. Secrets are refused too, and texts of secrets: what is kept could be read by anyone.
 * @module
 */
import { Buffer } from "node:buffer";
import { redact, Secret } from "../../data/secret.ts";
import { PuffinError } from "../../puffin_error.ts";
import { type ErrorFacts, errorFacts, revivedError } from "./recorded_error.ts";

/** Property that marks a tagged value. */
const TAG = "$";
/** Deepest nesting: far more than data has, and less than a value that contains itself. */
const DEEPEST = 200;

/** A value cannot be kept. */
export class UnrecordableError extends PuffinError {
  /** The class's name. */
  override readonly name = "UnrecordableError";
  /** Stable name of this kind of error. */
  override readonly code = "unrecordable";

  /**
   * Words the error.
   *
   * @param what What is to be kept, such as `the output of state "a"`.
   * @param path Where in it the value is.
   * @param why What is wrong with it, as a clause.
   */
  constructor(readonly what: string, readonly path: string, why: string) {
    super(`Cannot record ${what} as all of it must be plain data: ${path === "" ? "it" : path} is ${why}`);
  }
}

/**
 * Makes plain JSON of a value.
 *
 * @param value Plain data.
 * @param what What it is, for the error.
 * @returns JSON; parts that are JSON already are not copied.
 * @throws {UnrecordableError} If something in it is not plain data.
 */
export function toJson(value: unknown, what: string): unknown {
  return new Tagger(what).json(value);
}

/**
 * Makes a value of JSON.
 *
 * @param json What `toJson()` gave.
 * @returns A copy of the value.
 */
export function fromJson(json: unknown): unknown {
  if (typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) return json.map(fromJson);
  if (Object.hasOwn(json, TAG)) return untagged(json as Tagged);
  return Object.fromEntries(Object.entries(json).map(([key, part]) => [key, fromJson(part)]));
}

interface Tagged {
  readonly [TAG]: string;
  readonly value: unknown;
  readonly type?: string;
}

class Tagger {
  readonly #what: string;
  readonly #path: (string | number)[] = [];

  constructor(what: string) {
    this.#what = what;
  }

  json(value: unknown): unknown {
    switch (typeof value) {
      case "string":
        return redact(value) === value ? value : this.#refuse("the text of a secret: hand secrets in as constants");
      case "number":
        return Number.isFinite(value) && !Object.is(value, -0) ? value : tagged("number", numberText(value));
      case "boolean":
        return value;
      case "undefined":
        return tagged("undefined", 0);
      case "bigint":
        return tagged("bigint", value.toString());
      case "object":
        return value === null ? null : this.#object(value);
      default:
        return this.#refuse(`a ${typeof value}`);
    }
  }

  #object(value: object): unknown {
    if (this.#path.length >= DEEPEST) this.#refuse(`nested more than ${DEEPEST} deep, or contains itself`);
    if (Array.isArray(value)) return this.#array(value);
    if (isPlain(value)) return this.#record(value as Record<string, unknown>);
    if (value instanceof Date) return tagged("date", Number.isNaN(value.getTime()) ? null : value.getTime());
    if (value instanceof Map) return tagged("map", this.#array([...value].flat()));
    if (value instanceof Set) return tagged("set", this.#array([...value]));
    if (value instanceof Error) return tagged("error", errorFacts(value));
    if (value instanceof Secret) return this.#refuse("a secret: hand secrets in as constants");
    if (value instanceof ArrayBuffer) return { ...tagged("bytes", base64(new Uint8Array(value))), type: "ArrayBuffer" };
    if (ArrayBuffer.isView(value)) return this.#view(value);
    return this.#refuse(`an instance of ${value.constructor?.name || "a class"}`);
  }

  #view(view: ArrayBufferView): unknown {
    const type = view.constructor.name;
    if (!Object.hasOwn(VIEWS, type)) return this.#refuse(`an instance of ${type}`);
    return { ...tagged("bytes", base64(new Uint8Array(view.buffer, view.byteOffset, view.byteLength))), type };
  }

  #array(list: readonly unknown[]): unknown[] {
    let copy: unknown[] | null = null;
    for (let i = 0; i < list.length; i++) {
      const part = this.#part(list[i], i);
      if (part === list[i]) continue;
      copy ??= [...list];
      copy[i] = part;
    }
    return copy ?? list as unknown[];
  }

  #record(record: Record<string, unknown>): unknown {
    let copy: Record<string, unknown> | null = null;
    for (const key of Object.keys(record)) {
      const part = this.#part(record[key], key);
      if (part === record[key]) continue;
      // Not by assignment: a key may be "__proto__".
      copy ??= Object.fromEntries(Object.entries(record));
      Object.defineProperty(copy, key, { value: part, enumerable: true, configurable: true, writable: true });
    }
    // An object that looks like a tagged one is a list of its entries.
    if (Object.hasOwn(record, TAG)) return tagged("object", Object.entries(copy ?? record));
    return copy ?? record;
  }

  #part(value: unknown, key: string | number): unknown {
    this.#path.push(key);
    const json = this.json(value);
    this.#path.pop();
    return json;
  }

  #refuse(why: string): never {
    const path = this.#path.slice(0, 20).map((key) => typeof key === "number" ? `[${key}]` : `.${key}`).join("");
    throw new UnrecordableError(this.#what, path.replace(/^\./, ""), why);
  }
}

function tagged(tag: string, value: unknown): Tagged {
  return { [TAG]: tag, value };
}

function untagged({ [TAG]: tag, value, type }: Tagged): unknown {
  switch (tag) {
    case "number":
      return value === "-0" ? -0 : Number(value);
    case "bigint":
      return BigInt(value as string);
    case "date":
      return new Date(value === null ? NaN : value as number);
    case "map":
      return new Map(pairs(fromJson(value) as unknown[]));
    case "set":
      return new Set(fromJson(value) as unknown[]);
    case "error":
      return revivedError(value as ErrorFacts);
    case "bytes":
      return viewOf(Buffer.from(value as string, "base64"), type!);
    case "object":
      return Object.fromEntries((value as [string, unknown][]).map(([key, part]) => [key, fromJson(part)]));
    default:
      return undefined;
  }
}

function pairs(list: readonly unknown[]): [unknown, unknown][] {
  return Array.from({ length: list.length / 2 }, (_, i) => [list[2 * i], list[2 * i + 1]]);
}

const VIEWS: Readonly<Record<string, new (buffer: ArrayBuffer) => ArrayBufferView>> = {
  BigInt64Array,
  BigUint64Array,
  DataView,
  Float32Array,
  Float64Array,
  Int8Array,
  Int16Array,
  Int32Array,
  Uint8Array,
  Uint8ClampedArray,
  Uint16Array,
  Uint32Array,
};

function viewOf(bytes: Uint8Array, type: string): unknown {
  // A buffer of its own: what Node decodes lies somewhere in a shared one.
  const { buffer } = new Uint8Array(bytes);
  return type === "ArrayBuffer" ? buffer : new VIEWS[type]!(buffer);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

function numberText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
