import { onTestFinished } from "vitest";
import { type Changes, Cloud, type Session } from "../../sandbox/cloud/cloud.ts";
import { CloudError } from "../../sandbox/cloud/cloud-error.ts";
import type { Attributes, CloudObject } from "../../sandbox/cloud/object.ts";
import type { ResourceType } from "../../sandbox/cloud/resource-type.ts";
import type { Settings } from "../../sandbox/cloud/settings.ts";
import { TestClock } from "./clock.ts";
import { temporaryFolder } from "./temporary.ts";

/** Everything takes less than this, in milliseconds of the cloud's clock. */
const LONG = 10_000;

/** Attributes of an object that a cloud accepts. What it refers to is made on the way. */
export type Recipe = (account: Account) => Attributes | Promise<Attributes>;

/** A cloud for one test, with a clock of its own and a right program for every type that can be made. */
export class Account {
  readonly cloud: Cloud;
  readonly clock = new TestClock();
  readonly session: Session;
  readonly #recipes: Readonly<Record<string, Recipe>>;
  readonly #right = new Map<string, Promise<Attributes>>();
  readonly #made = new Map<string, Promise<CloudObject>>();

  constructor(types: readonly ResourceType[], recipes: Readonly<Record<string, Recipe>>, session: Session) {
    this.cloud = Cloud.open(temporaryFolder(), { types, now: this.clock.now });
    onTestFinished(() => this.cloud.close());
    this.#recipes = recipes;
    this.session = session;
  }

  /** The object of a type that the right program makes: the same one whenever asked. */
  the(type: string): Promise<CloudObject> {
    const made = this.#made.get(type) ?? this.create(type);
    this.#made.set(type, made);
    return made;
  }

  /** Makes an object as the right program does, but for `changes`, and waits until it is ready. */
  async create(type: string, changes: Changes = {}): Promise<CloudObject> {
    const { id } = await this.begin(type, changes);
    this.settle();
    return this.describe(type, id);
  }

  /** The same without waiting. */
  async begin(type: string, changes: Changes = {}): Promise<CloudObject> {
    return this.cloud.create(this.session, type, await this.wanted(type, changes));
  }

  /** The attributes that the right program asks for, with `changes`; null takes one away. */
  async wanted(type: string, changes: Changes = {}): Promise<Attributes> {
    const right = this.#right.get(type) ?? Promise.resolve(this.#recipes[type]?.(this) ?? {});
    this.#right.set(type, right);
    const all = { ...(await right), ...changes };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
  }

  async modify(type: string, id: string, changes: Changes): Promise<CloudObject> {
    return this.cloud.modify(this.session, type, id, changes);
  }

  async remove(type: string, id: string): Promise<void> {
    return this.cloud.remove(this.session, type, id);
  }

  /** @throws when there is none */
  async describe(type: string, id: string): Promise<CloudObject> {
    const object = await this.cloud.describe(this.session, type, id);
    if (object === undefined) throw new Error(`there is no ${type} ${id}`);
    return object;
  }

  exists(type: string, id: string): Promise<boolean> {
    return this.cloud.describe(this.session, type, id).then((object) => object !== undefined);
  }

  /** Lets everything that takes its time come to its end. */
  settle(): void {
    this.clock.advance(LONG);
  }

  set(settings: Settings): void {
    this.cloud.settings.write(settings);
  }
}

/** A program that a cloud must refuse, and why. */
export interface WrongProgram<T extends Account = Account> {
  /** The type whose rules refuse it. */
  readonly type: string;
  /** The service's code for the refusal. */
  readonly code: string;
  readonly what: string;
  readonly run: (account: T) => Promise<unknown>;
}

/** How a program was refused. @throws when it wasn't, or failed in another way */
export async function refusalOf(program: Promise<unknown>): Promise<CloudError> {
  try {
    await program;
  } catch (error) {
    if (error instanceof CloudError) return error;
    throw error;
  }
  throw new Error("the cloud refused nothing");
}
