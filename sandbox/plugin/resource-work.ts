import type { Session } from "../cloud/cloud.ts";
import { type InputChange, type InputProblem, isWithin } from "../facts/facts.ts";
import type { Patience } from "./patience.ts";
import type { Values } from "./wire.ts";

/** A resource as it stands in Pulumi's state. */
export interface ResourceState {
  readonly id: string;
  readonly properties: Values;
}

/** What was made and isn't as it should be: the engine keeps it, and the next update mends it. */
export class HalfMade extends Error {
  override readonly name = "HalfMade";
  readonly state: ResourceState;
  readonly inputs: Values;

  constructor(state: ResourceState, inputs: Values, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.state = state;
    this.inputs = inputs;
  }
}

/** Does what remains once something is there. @throws HalfMade with what is there, when that fails */
export async function onceMade<T>(made: ResourceState, inputs: Values, rest: () => Promise<T>): Promise<T> {
  try {
    return await rest();
  } catch (error) {
    throw new HalfMade(made, inputs, error);
  }
}

/** What a change of inputs means for a resource. */
export interface Difference {
  readonly changes: readonly InputChange[];
  /** Its name is taken until the old one is gone. */
  readonly deleteBeforeReplace: boolean;
}

/** The changes that the program wants to be compared. @param ignored paths that it doesn't (`ignoreChanges`) */
export function compared(
  changes: readonly InputChange[],
  ignored: readonly string[],
): readonly InputChange[] {
  return changes.filter(({ path }) => !ignored.some((outer) => path === outer || isWithin(path, outer)));
}

/** Inputs with names and defaults, and what is wrong with them. */
export interface Checked {
  readonly inputs: Values;
  readonly problems: readonly InputProblem[];
}

type Eventually<T> = T | Promise<T>;

/**
 * A provider's work on its resource types, whatever they are and wherever they live. It knows nothing of the protocol by
 * which it is asked.
 */
export interface ResourceWork {
  check(
    token: string,
    logicalName: string,
    olds: Values,
    news: Values,
    seed: Uint8Array,
  ): Eventually<Checked>;
  /**
   * @param ignored paths that the program doesn't want compared. The engine keeps them out of updates by itself, and
   * leaves them to the provider when it compares after a refresh.
   */
  diff(
    token: string,
    logicalName: string,
    olds: Values,
    news: Values,
    ignored?: readonly string[],
  ): Difference;
  /** What a resource will look like, before anybody makes it: what nobody can know yet is unknown. */
  planned(session: Session, token: string, inputs: Values, patience: Patience): Eventually<Values>;
  /**
   * What a resource will look like once it is changed.
   * @param state as it stands in Pulumi's state
   * @param ignored as in `diff`
   */
  plannedUpdate(
    session: Session,
    token: string,
    id: string,
    state: Values,
    news: Values,
    patience: Patience,
    ignored?: readonly string[],
  ): Eventually<Values>;
  /** @throws HalfMade when it exists and didn't become ready; the server's refusal */
  create(session: Session, token: string, inputs: Values, patience: Patience): Promise<ResourceState>;
  /** A resource as it is now, with the inputs that would make it so; undefined when there is none. */
  read(
    session: Session,
    token: string,
    id: string,
    inputs: Values,
    patience: Patience,
  ): Promise<(ResourceState & { readonly inputs: Values }) | undefined>;
  /**
   * @param ignored as in `diff`: the inputs have their old values there, and the server may have others meanwhile
   * @throws HalfMade when it was changed and didn't become ready; the server's refusal
   */
  update(
    session: Session,
    token: string,
    id: string,
    olds: Values,
    news: Values,
    patience: Patience,
    ignored?: readonly string[],
  ): Promise<Values>;
  /** Something that is gone already counts as deleted. @throws the server's refusal */
  remove(session: Session, token: string, id: string, patience: Patience): Promise<void>;
  /** All resources of a type that exist, as far as the server shows them. */
  list(session: Session, token: string, patience: Patience): Promise<ResourceState[]>;
  /** Names of the inputs of a type that the server doesn't show, so that nobody can look for them there. */
  hiddenInputs(token: string): string[];
}
