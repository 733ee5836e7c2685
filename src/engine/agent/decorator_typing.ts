/**
 * The types of the decorators: what may be said about a state that is a method, and how the compiler holds
 * the method's own annotations against it. No code runs here.
 * @module
 */
import type { After } from "../graph/waiting.ts";
import type { CompensationContext } from "../run/compensation.ts";
import type {
  GivenContext,
  InputOf,
  MappedContextOf,
  MethodOutput,
  MethodPayload,
  UnknownAfter,
} from "./class_typing.ts";
import type { CommonStateOptions, StateOptions } from "./state_options.ts";

/**
 * Options of a state that is a method: those of the builder, where `when` and `compensate` may be functions that see
 * the instance as `this`. Annotate their parameters: the decorator checks the annotations. They cannot read the
 * instance's `#private` members, since Deno evaluates what is given to a decorator outside of the class.
 */
export interface ClassStateOptions<A = After, T = never, C = never, U = never>
  extends Omit<StateOptions<A>, "when" | "compensate"> {
  /**
   * Says whether the state runs when its turn comes. If not, it is skipped, and so is all that depends on it
   * for sure. @default {undefined} it always runs
   */
  readonly when?: (this: T, context: C) => boolean;
  /**
   * Undoes the state when it has completed but the run has not: called in reverse order of completion.
   * @default {undefined} nothing to undo
   */
  readonly compensate?: (this: T, context: U) => unknown;
}

/** Options of a mapped state that is a method. */
export interface MappedMethodOptions<T = never, C = never> extends Omit<CommonStateOptions, "when"> {
  /** Says whether a task runs when its turn comes. @default {undefined} it always runs */
  readonly when?: (this: T, context: C) => boolean;
}

/** What is wrong with a method that cannot be the state that it is declared to be: no method has this. */
export interface MethodProblem<Text> {
  /** The reason. */
  readonly cannotDeclare: Text;
}

/** Nothing if what is given will do for what is wanted, else the problem. */
export type MethodCheck<Given, Wanted, Text> = [Given] extends [Wanted] ? unknown : MethodProblem<Text>;

/** Where a method may stand that is a state: in a class, public, not static, named by text. */
export type StateMethodPlace<This> = ClassMethodDecoratorContext<This> & {
  readonly name: string;
  readonly static: false;
  readonly private: false;
};

/** A decorator that makes a method a state; `A` is what it waits for, `T`, `C` and `U` what its options want to be given. */
export type StateDecorator<A extends After, T, C, U> = <
  This,
  M extends (this: This, context: GivenContext<This, A>) => unknown,
>(
  method: M,
  place:
    & StateMethodPlace<This>
    & MethodCheck<UnknownAfter<This, A>, never, `'after' names what is no public method: ${UnknownAfter<This, A>}`>
    & MethodCheck<This, T, "'when' or 'compensate' wants another 'this'">
    & MethodCheck<GivenContext<This, A>, C, "'when' reads what the state is not given">
    & MethodCheck<CompensationContext<InputOf<This>, MethodOutput<M>>, U, "'compensate' reads what it is not given">,
) => void;

/** A decorator that makes a method a mapped state; `T` and `C` are what its options want to be given. */
export type MappedDecorator<T, C> = <
  This,
  M extends (this: This, context: MappedContextOf<This, never>) => unknown,
>(
  method: M,
  place:
    & StateMethodPlace<This>
    & MethodCheck<Parameters<M>, [{ readonly payload: unknown }], "the method of a mapped state reads 'payload'">
    & MethodCheck<This, T, "'when' wants another 'this'">
    & MethodCheck<MappedContextOf<This, MethodPayload<M>>, C, "'when' reads what the state is not given">,
) => void;
