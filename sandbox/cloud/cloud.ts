import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CloudError } from "./cloud-error.ts";
import { type Fault, Faults } from "./faults.ts";
import { checkQuotas, checkUnique } from "./limits.ts";
import { type Attributes, type CloudObject, GLOBAL, text, type Value } from "./object.ts";
import { checkHolds, checkReferences, followers, isInBetween } from "./references.ts";
import { type Look, type ResourceType, stateAttribute } from "./resource-type.ts";
import { DEFAULT_MS_PER_SECOND, type Settings } from "./settings.ts";
import { type Change, Store } from "./store/store.ts";
import { WatchedFile } from "./watched-file.ts";

/** A caller's place: calls reach the objects of this region, and those of services without regions. */
export interface Session {
  readonly region: string;
}

/** Attributes to change; null takes one away. */
export type Changes = Readonly<Record<string, Value>>;

export interface CloudOptions {
  readonly types: readonly ResourceType[];
  /** Milliseconds since 1970; tests have their own clock. */
  readonly now?: () => number;
}

/**
 * A cloud in a folder: services that judge each call by their types' rules, refuse it as the real ones do, and keep what
 * they accept. What takes its time (`Pending` to `Available`) is worked out from the clock when somebody looks, so a
 * process that is killed leaves nothing half done.
 */
export class Cloud {
  readonly #store: Store;
  readonly #types: ReadonlyMap<string, ResourceType>;
  readonly #settings: WatchedFile<Settings>;
  readonly #faults: Faults;
  readonly #now: () => number;
  readonly #leaving = new Map<string, CloudObject>();

  private constructor(folder: string, { types, now = Date.now }: CloudOptions) {
    this.#types = new Map(types.map((type) => [type.type, type]));
    this.#store = Store.open(folder, { sealed: (type) => this.#types.get(type)?.sealed ?? [] });
    this.#settings = new WatchedFile<Settings>(join(folder, "settings.json"), {});
    this.#faults = new Faults(new WatchedFile<readonly Fault[]>(join(folder, "faults.json"), []));
    this.#now = now;
    for (const object of this.#store.all()) this.#noteLeaving(object);
  }

  /** @throws StoreInUse while another process has the same folder open */
  static open(folder: string, options: CloudOptions): Cloud {
    return new Cloud(folder, options);
  }

  get faults(): Faults {
    return this.#faults;
  }

  get settings(): WatchedFile<Settings> {
    return this.#settings;
  }

  /** Milliseconds that a number of the cloud's seconds takes. */
  milliseconds(seconds: number): number {
    return seconds * (this.#settings.read().msPerSecond ?? DEFAULT_MS_PER_SECOND);
  }

  /**
   * Creates an object. It may need its time to be ready.
   * @param clientToken the same token again returns what it created
   * @throws CloudError
   */
  create(session: Session, typeName: string, wanted: Attributes, clientToken?: string): Promise<CloudObject> {
    const type = this.type(typeName);
    return this.#call(session, type, type.actions.create, (look) => {
      const known = clientToken && this.#markedBy(clientToken, typeName, look);
      if (known) return this.#described(known, look);
      this.#judge(type, wanted, look);
      const attributes = type.complete ? { ...wanted, ...type.complete(wanted, look) } : wanted;
      const id = type.id(attributes, look.scope, look);
      const existing = look.get(typeName, id);
      if (existing && type.idempotent) return this.#described(existing, look);
      const object: CloudObject = {
        ...this.#newborn(type, id, look.scope, attributes),
        ...(clientToken && { clientToken }),
      };
      const belongings = type.belongings?.(object, look) ?? [];
      this.#store.commit([object, ...belongings].map((put) => ({ put })));
      return this.#described(object, look);
    });
  }

  /** Judges a creation as {@link create} does and creates nothing. @throws CloudError */
  rehearse(session: Session, typeName: string, wanted: Attributes): Promise<void> {
    const type = this.type(typeName);
    return this.#call(session, type, type.actions.create, (look) => this.#judge(type, wanted, look));
  }

  /** What a request with this client token has created. */
  created(session: Session, typeName: string, clientToken: string): Promise<CloudObject | undefined> {
    const type = this.type(typeName);
    return this.#call(session, type, type.actions.describe, (look) => {
      const object = this.#markedBy(clientToken, typeName, look);
      return object && this.#described(object, look);
    });
  }

  /** An object as it is now; undefined when there is none of that id in the caller's reach. */
  describe(session: Session, typeName: string, id: string): Promise<CloudObject | undefined> {
    const type = this.type(typeName);
    return this.#call(session, type, type.actions.describe, (look) => {
      const object = look.get(typeName, id);
      return object && this.#described(object, look);
    });
  }

  /** All objects of a type in the caller's reach. */
  search(session: Session, typeName: string): Promise<readonly CloudObject[]> {
    const type = this.type(typeName);
    return this.#call(session, type, type.actions.describe, (look) =>
      look.all(typeName).map((object) => this.#described(object, look)),
    );
  }

  /** Those objects of a type in the caller's reach whose attribute is this text or has it in its list. */
  searchBy(
    session: Session,
    typeName: string,
    attribute: string,
    value: string,
  ): Promise<readonly CloudObject[]> {
    const type = this.type(typeName);
    return this.#call(session, type, type.actions.describe, (look) =>
      look.having(typeName, attribute, value).map((object) => this.#described(object, look)),
    );
  }

  /** Changes an object. @throws CloudError */
  modify(session: Session, typeName: string, id: string, changes: Changes): Promise<CloudObject> {
    const type = this.type(typeName);
    return this.#call(session, type, type.actions.modify, (look) => {
      const before = this.#existing(type, id, look);
      this.#refuseBusy(type, before, look);
      const wanted = changed(before.attributes, changes);
      checkReferences(type, wanted, look, new Set(Object.keys(changes)));
      type.check?.(wanted, look, before);
      checkUnique(type, wanted, look, before);
      const attributes = type.adjust ? { ...wanted, ...type.adjust(wanted, look, before) } : wanted;
      const after = this.#onItsWay(type, { ...before, attributes });
      const others = type.carries?.(after, changes, look) ?? [];
      this.#store.commit([after, ...others].map((put) => ({ put })));
      for (const other of others) this.#noteLeaving(other);
      return this.#described(after, look);
    });
  }

  /** Begins the deletion of an object. @throws CloudError, also when there is none */
  remove(session: Session, typeName: string, id: string): Promise<void> {
    const type = this.type(typeName);
    return this.#call(session, type, type.actions.remove, (look) => {
      const object = this.#existing(type, id, look);
      if (object.goneAt !== undefined) return;
      const { protection } = type;
      if (protection && object.attributes[protection.attribute] === true) {
        look.refuse(protection.refused.code, `${protection.refused.message} (${id})`);
      }
      this.#refuseBusy(type, object, look);
      type.leave?.(object, look);
      checkHolds(object, this.#types.values(), look);
      const going = [
        object,
        ...followers(object, this.#types.values(), look),
        ...(type.takes?.(object, look) ?? []),
      ];
      const leaving = [...new Map(going.map((one) => [`${one.type} ${one.id}`, one])).values()];
      this.#store.commit(leaving.map((one) => this.#farewell(one, type)));
      for (const one of leaving) this.#noteLeaving(this.#store.get(one.type, one.id));
    });
  }

  // What follows is no call: it goes past rules and faults, as a hand in the console or a fire in the machine room does.

  /** Everything that exists, of all regions, as it is now. */
  list(): readonly CloudObject[] {
    this.#sweep();
    return [...this.#store.all()].map((object) =>
      this.#described(this.#settled(object), this.#look(object.scope)),
    );
  }

  /** Sets attributes of an object as nobody else may. @returns it, or undefined when there is none */
  tamper(typeName: string, id: string, changes: Changes): CloudObject | undefined {
    const object = this.#store.get(typeName, id);
    if (object === undefined) return undefined;
    const settled = this.#settled(object);
    const after: CloudObject = { ...settled, attributes: changed(settled.attributes, changes) };
    this.#store.commit([{ put: after }]);
    return this.#described(after, this.#look(after.scope));
  }

  /** Makes an object vanish, with whatever follows it. @returns whether there was one */
  destroy(typeName: string, id: string): boolean {
    const object = this.#store.get(typeName, id);
    if (object === undefined) return false;
    const gone = [object, ...followers(object, this.#types.values(), this.#look(object.scope))];
    this.#store.commit(gone.map(({ type, id: goneId }) => ({ drop: { type, id: goneId } })));
    return true;
  }

  /** Puts objects there that no call creates, e.g. a data centre. Those that are there already stay as they are. */
  furnish(objects: readonly CloudObject[]): void {
    this.#store.commit(objects.filter(({ type, id }) => !this.#store.get(type, id)).map((put) => ({ put })));
  }

  /** True when nothing changes by itself any more. */
  isSettled(): boolean {
    this.#sweep();
    return ![...this.#store.all()].some((object) => isInBetween(this.#settled(object)));
  }

  close(): void {
    this.#store.close();
  }

  /** @throws when the cloud has no such type, which is a mistake of the program that asks */
  type(name: string): ResourceType {
    const type = this.#types.get(name);
    if (type === undefined) throw new Error(`the sandbox cloud has no type ${name}`);
    return type;
  }

  async #call<T>(session: Session, type: ResourceType, action: string, work: (look: Look) => T): Promise<T> {
    const { service } = type;
    const mishap = this.#faults.meet(action);
    const wait = (this.#settings.read().callMs ?? 0) + mishap.latencyMs;
    if (wait > 0) await sleep(wait);
    if (mishap.error) throw new CloudError({ service, action, ...mishap.error });
    this.#sweep();
    // From here to the end nothing waits, so calls can't come in between.
    const answer = work(
      this.#look(type.global ? GLOBAL : session.region, { service, action }, session.region),
    );
    if (mishap.losesAnswer) {
      throw new CloudError({ service, action, code: "Client.Timeout", message: "no answer came in time" });
    }
    return answer;
  }

  #look(scope: string, call = { service: "", action: "" }, region = scope): Look {
    const reaches = (object: CloudObject) => object.scope === GLOBAL || object.scope === region;
    const reached = (objects: Iterable<CloudObject>): CloudObject[] => {
      const found: CloudObject[] = [];
      for (const object of objects) if (reaches(object)) found.push(this.#settled(object));
      return found;
    };
    return {
      scope,
      now: this.#now(),
      get: (type, id) => {
        const object = this.#store.get(type, id);
        return object && reaches(object) ? this.#settled(object) : undefined;
      },
      all: (type) => reached(this.#store.ofType(type)),
      most: (type) => this.#store.count(type),
      having: (type, attribute, value) => reached(this.#store.having(type, attribute, value)),
      stock: (what) => this.#settings.read().stock?.[what] ?? Number.POSITIVE_INFINITY,
      refuse: (code, message) => {
        throw new CloudError({ ...call, code, message });
      },
    };
  }

  #judge(type: ResourceType, wanted: Attributes, look: Look): void {
    checkReferences(type, wanted, look);
    type.check?.(wanted, look);
    checkUnique(type, wanted, look);
    checkQuotas(type, wanted, look, this.#settings.read().quotas ?? {});
  }

  /** What a request with this token has created, within the caller's reach. */
  #markedBy(clientToken: string, typeName: string, look: Look): CloudObject | undefined {
    const id = this.#store.idMarked(typeName, clientToken);
    return id === undefined ? undefined : look.get(typeName, id);
  }

  #existing(type: ResourceType, id: string, look: Look): CloudObject {
    const object = look.get(type.type, id);
    return object ?? look.refuse(type.notFound.code, `${type.notFound.message} (${id})`);
  }

  #refuseBusy({ lifecycle }: ResourceType, object: CloudObject, look: Look): void {
    if (lifecycle?.busy && isInBetween(object)) {
      look.refuse(lifecycle.busy.code, `${lifecycle.busy.message} (${object.id})`);
    }
  }

  #newborn(
    { type, lifecycle }: ResourceType,
    id: string,
    scope: string,
    attributes: Attributes,
  ): CloudObject {
    const object = { type, id, scope, attributes };
    if (!lifecycle) return object;
    return {
      ...object,
      attributes: { ...attributes, [stateAttribute(lifecycle)]: lifecycle.begins },
      becomes: {
        at: this.#now() + this.milliseconds(lifecycle.seconds),
        attributes: { [stateAttribute(lifecycle)]: lifecycle.becomes },
      },
    };
  }

  /** The object with what it will become, when a change has put it in a state that passes. */
  #onItsWay({ lifecycle }: ResourceType, object: CloudObject): CloudObject {
    if (!lifecycle?.passing) return object;
    const attribute = stateAttribute(lifecycle);
    const next = lifecycle.passing[text(object.attributes, attribute)];
    if (next === undefined) return object;
    const at = this.#now() + this.milliseconds(next.seconds);
    return { ...object, becomes: { at, attributes: { [attribute]: next.becomes } } };
  }

  /** Followers go as slowly as what they follow. */
  #farewell(object: CloudObject, { lifecycle }: ResourceType): Change {
    const wait = lifecycle ? this.milliseconds(lifecycle.endSeconds) : 0;
    if (!lifecycle || wait === 0) return { drop: { type: object.type, id: object.id } };
    const { becomes: _, ...rest } = object;
    const own = this.type(object.type).lifecycle;
    return {
      put: {
        ...rest,
        attributes: own ? { ...object.attributes, [stateAttribute(own)]: own.ends } : object.attributes,
        goneAt: this.#now() + wait,
      },
    };
  }

  #noteLeaving(object: CloudObject | undefined): void {
    if (object?.goneAt !== undefined) this.#leaving.set(`${object.type} ${object.id}`, object);
  }

  /** Forgets what has gone meanwhile. */
  #sweep(): void {
    const now = this.#now();
    const gone = [...this.#leaving].filter(([, { goneAt = 0 }]) => goneAt <= now);
    if (gone.length === 0) return;
    for (const [key] of gone) this.#leaving.delete(key);
    this.#store.commit(gone.map(([, { type, id }]) => ({ drop: { type, id } })));
  }

  /** The object with what has changed by itself meanwhile. */
  #settled(object: CloudObject): CloudObject {
    // Nearly every object is at rest, and lists look at thousands: nothing is copied for those.
    if (object.becomes === undefined || object.becomes.at > this.#now()) return object;
    const { becomes, ...rest } = object;
    return { ...rest, attributes: { ...object.attributes, ...becomes.attributes } };
  }

  #described(object: CloudObject, look: Look): CloudObject {
    const more = this.#types.get(object.type)?.describe?.(object, look);
    return more ? { ...object, attributes: { ...object.attributes, ...more } } : object;
  }
}

function changed(attributes: Attributes, changes: Changes): Attributes {
  return Object.fromEntries(
    Object.entries({ ...attributes, ...changes }).filter(([, value]) => value !== null),
  );
}
