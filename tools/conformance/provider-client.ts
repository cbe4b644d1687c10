import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import type * as grpc from "@grpc/grpc-js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";

// The protocol's generated code is CommonJS without useful types; this is the part of it that is used here.
const require = createRequire(import.meta.url);
const { credentials } = require("@grpc/grpc-js") as typeof grpc;
const protocol = require("@pulumi/pulumi/proto/provider_pb.js") as {
  CheckRequest: new () => CheckRequest;
  DiffRequest: new () => DiffRequest;
};
const { ResourceProviderClient } = require("@pulumi/pulumi/proto/provider_grpc_pb.js") as {
  ResourceProviderClient: new (address: string, c: grpc.ChannelCredentials, o: object) => RawClient;
};
const { Struct: StructClass } = require("google-protobuf/google/protobuf/struct_pb.js") as {
  Struct: { fromJavaScript(value: object): Struct };
};

interface CheckRequest {
  setUrn(urn: string): void;
  setOlds(olds: Struct): void;
  setNews(news: Struct): void;
}
interface DiffRequest {
  setId(id: string): void;
  setUrn(urn: string): void;
  setOlds(olds: Struct): void;
  setNews(news: Struct): void;
  setOldInputs(inputs: Struct): void;
}
interface DiffResponse {
  getReplacesList(): string[];
  getDiffsList(): string[];
}
interface CheckResponse {
  getInputs(): Struct | undefined;
  getFailuresList(): { getProperty(): string; getReason(): string }[];
}
interface RawClient {
  check(
    request: CheckRequest,
    done: (error: grpc.ServiceError | null, response: CheckResponse) => void,
  ): void;
  diff(request: DiffRequest, done: (error: grpc.ServiceError | null, response: DiffResponse) => void): void;
  close(): void;
}

export interface Refusal {
  /** Path of the property, empty when the provider names none. */
  readonly property: string;
  readonly reason: string;
}

export interface Checked {
  /** The inputs with the provider's defaults. */
  readonly inputs: Record<string, unknown>;
  readonly failures: readonly Refusal[];
}

/** What a provider would change, and what of it needs a new resource. */
export interface Change {
  readonly changed: readonly string[];
  readonly replaces: readonly string[];
}

/** gRPC's code for a connection that is lost or never was. */
const UNAVAILABLE = 14;

/** What travels in place of a value that isn't known during a preview. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * A provider plugin in a process of its own, asked over the Pulumi protocol without an engine. `Check` and
 * `Diff` say what a provider accepts and what it replaces, and need neither credentials nor a network.
 */
export class ProviderClient {
  readonly #process: ChildProcess;
  readonly #client: RawClient;
  #end: string | undefined;

  private constructor(process: ChildProcess, client: RawClient) {
    this.#process = process;
    this.#client = client;
    let words = "";
    process.stderr?.setEncoding("utf8").on("data", (text: string) => {
      words = (words + text).slice(-2000);
    });
    process.once("close", (code, signal) => {
      this.#end = `the provider ended with ${signal ?? code}: ${words.trim()}`;
    });
  }

  /**
   * Ends a run whose judge is gone, so that no failed call passes for a refusal.
   * @throws with the provider's last words when its process has ended or can't be reached.
   */
  mustLive(error: unknown): void {
    if (this.#end !== undefined) throw new Error(this.#end);
    if ((error as Partial<grpc.ServiceError>).code === UNAVAILABLE) throw error;
  }

  /**
   * Starts `executable` and waits until it serves.
   * @throws when it ends before it has printed its port.
   */
  static async start(executable: string): Promise<ProviderClient> {
    // A provider takes the engine's address for its log messages; nothing listens there, and it needs nobody to.
    const child = spawn(executable, ["127.0.0.1:1"], { stdio: ["ignore", "pipe", "pipe"] });
    const port = await new Promise<number>((resolve, reject) => {
      createInterface({ input: child.stdout }).once("line", (line) => resolve(Number(line.trim())));
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`${executable} ended with ${code} before it served`)));
    });
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
      // Facts and schemas are larger than gRPC's 4 MiB; the engine itself allows 400 MiB.
      "grpc.max_receive_message_length": 400 * 1024 * 1024,
    });
    return new ProviderClient(child, client);
  }

  /** What the provider says about the inputs of a new resource. */
  check(token: string, inputs: Readonly<Record<string, unknown>>): Promise<Checked> {
    const request = new protocol.CheckRequest();
    request.setUrn(`urn:pulumi:test::hougu::${token}::subject`);
    request.setOlds(StructClass.fromJavaScript({}));
    request.setNews(StructClass.fromJavaScript(inputs));
    return new Promise((resolve, reject) => {
      this.#client.check(request, (error, response) => {
        if (error) {
          reject(error);
          return;
        }
        resolve({
          inputs: (response.getInputs()?.toJavaScript() ?? {}) as Record<string, unknown>,
          failures: response
            .getFailuresList()
            .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() })),
        });
      });
    });
  }

  /** What the provider would do about a resource that was made with `olds` and shall have `news`, both checked. */
  diff(
    token: string,
    olds: Readonly<Record<string, unknown>>,
    news: Readonly<Record<string, unknown>>,
  ): Promise<Change> {
    const request = new protocol.DiffRequest();
    request.setId("an-id");
    request.setUrn(`urn:pulumi:test::hougu::${token}::subject`);
    request.setOlds(StructClass.fromJavaScript({ ...olds, id: "an-id" }));
    request.setOldInputs(StructClass.fromJavaScript(olds));
    request.setNews(StructClass.fromJavaScript(news));
    return new Promise((resolve, reject) => {
      this.#client.diff(request, (error, response) => {
        if (error) {
          reject(error);
        } else {
          resolve({ changed: response.getDiffsList(), replaces: response.getReplacesList() });
        }
      });
    });
  }

  close(): void {
    this.#client.close();
    this.#process.removeAllListeners("exit").removeAllListeners("close");
    this.#process.kill();
  }
}
