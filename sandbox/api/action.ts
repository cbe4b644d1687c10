import type { Cloud, Session } from "../cloud/cloud.ts";
import { CloudError } from "../cloud/cloud-error.ts";
import type { Attributes, CloudObject, Value } from "../cloud/object.ts";
import type { Account } from "./account.ts";
import type { Parameters } from "./parameters.ts";

/** The fields of an answer, under the API's names. The style adds the request's id. */
export type Body = Readonly<Record<string, Value>>;

/** An answer that is more than a JSON object. */
export class Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string | Uint8Array;
  /** What the content says, where it is a list of objects. */
  readonly items: readonly Body[] | undefined;

  constructor(content: string | Uint8Array, { status = 200, headers = {}, items }: AnswerOptions = {}) {
    this.content = content;
    this.status = status;
    this.headers = headers;
    this.items = items;
  }

  /** A list alone, which some answers by path are. It has no room for the request's id. */
  static list(items: readonly Body[]): Answer {
    return new Answer(JSON.stringify(items), {
      headers: { "content-type": "application/json;charset=utf-8" },
      items,
    });
  }
}

interface AnswerOptions {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly items?: readonly Body[];
}

/** What a service does when it is asked. @throws ApiError, CloudError */
export type Action = (call: Call) => Promise<Body | Answer> | Body | Answer;

/** RPC: a call is an action's name and a version. */
export interface RpcService {
  readonly style: "RPC";
  /** As the services call themselves, e.g. `Vpc`. */
  readonly product: string;
  /** e.g. `2016-04-28`. */
  readonly version: string;
  /** The official SDK's package whose models judge requests and answers, where the registry has it. */
  readonly sdk?: string;
  readonly actions: Readonly<Record<string, Action>>;
}

/** A method and a path by which an action is asked for: `GET /clusters/{ClusterId}`. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE" | "PATCH" | "HEAD";
  /** `{Name}` stands for one segment, which becomes a parameter. */
  readonly path: string;
  /** The action's name in documentation and in the SDK. */
  readonly name: string;
  readonly action: Action;
}

/** ROA: a call is a method and a path; arguments come as query and JSON. */
export interface RoaService {
  readonly style: "ROA";
  readonly product: string;
  readonly version: string;
  readonly sdk?: string;
  readonly routes: readonly Route[];
}

export type Service = RpcService | RoaService;

export interface CallOptions {
  readonly cloud: Cloud;
  readonly session: Session;
  readonly account: Account;
  readonly parameters: Parameters;
  /** Where the caller has reached the API, `127.0.0.1:4100`. */
  readonly endpoint: string;
}

/** One request to a service: what it asks, and the cloud that it is asked of. */
export class Call {
  readonly cloud: Cloud;
  readonly session: Session;
  readonly account: Account;
  readonly parameters: Parameters;
  readonly endpoint: string;

  constructor({ cloud, session, account, parameters, endpoint }: CallOptions) {
    this.cloud = cloud;
    this.session = session;
    this.account = account;
    this.parameters = parameters;
    this.endpoint = endpoint;
  }

  get region(): string {
    return this.session.region;
  }

  /** Creates an object; the request's ClientToken, when it has one, makes it idempotent. @throws CloudError */
  create(type: string, attributes: Attributes): Promise<CloudObject> {
    const token = this.parameters.text("ClientToken");
    return this.cloud.create(this.session, type, attributes, token === "" ? undefined : token);
  }

  /** Changes an object; nothing to change is no call. @throws CloudError */
  async modify(type: string, id: string, changes: Readonly<Record<string, Value>>): Promise<CloudObject> {
    if (Object.keys(changes).length === 0) return this.need(type, id);
    return this.cloud.modify(this.session, type, id, changes);
  }

  /** Begins a deletion. @throws CloudError, also when there is none */
  remove(type: string, id: string): Promise<void> {
    return this.cloud.remove(this.session, type, id);
  }

  find(type: string, id: string): Promise<CloudObject | undefined> {
    return this.cloud.describe(this.session, type, id);
  }

  /** @throws CloudError with the type's own code when there is none */
  async need(type: string, id: string): Promise<CloudObject> {
    const object = await this.find(type, id);
    if (object !== undefined) return object;
    const { service, actions, notFound } = this.cloud.type(type);
    throw new CloudError({ service, action: actions.describe, ...notFound });
  }

  all(type: string): Promise<readonly CloudObject[]> {
    return this.cloud.search(this.session, type);
  }

  /** Those whose attribute is this text or has it in its list: quick, however many others there are. */
  having(type: string, attribute: string, value: string): Promise<readonly CloudObject[]> {
    return this.cloud.searchBy(this.session, type, attribute, value);
  }

  /** Those of these ids that exist, or all when no id is asked for. */
  async those(type: string, ids: readonly string[] | undefined): Promise<readonly CloudObject[]> {
    if (ids === undefined || ids.length === 0) return this.all(type);
    const found = await Promise.all(ids.map((id) => this.find(type, id)));
    return found.filter((object) => object !== undefined);
  }
}
