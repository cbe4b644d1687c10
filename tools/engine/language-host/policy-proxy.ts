import { setTimeout as sleep } from "node:timers/promises";
import {
  Client,
  credentials,
  type handleUnaryCall,
  Metadata,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type ServiceError,
  status,
} from "@grpc/grpc-js";
import { LARGEST_MESSAGE } from "./limits.ts";

/** What the engine tells a policy pack before anything else. */
export interface StackConfiguration {
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  readonly dryRun: boolean;
  readonly config: Readonly<Record<string, string>>;
}

// Answers on the loopback interface take milliseconds.
const CLOSING_MS = 1_000;

const METHODS = [
  "Analyze",
  "AnalyzeStack",
  "Remediate",
  "GetAnalyzerInfo",
  "GetPluginInfo",
  "Configure",
  "Handshake",
  "ConfigureStack",
  "Cancel",
] as const;
type Method = (typeof METHODS)[number];

const pathOf = (method: Method): string => `/pulumirpc.Analyzer/${method}`;
const asIs = (bytes: Buffer): Buffer => bytes;

/**
 * Stands in for a policy pack that isn't running yet. A pack reads stack and configuration from its environment, but
 * the engine tells them only to a pack that answers: so this answers first, remembers what it is told, and hands
 * every later call, byte by byte, to the pack.
 */
export class PolicyProxy {
  readonly #server = new Server({
    "grpc.max_receive_message_length": LARGEST_MESSAGE,
    "grpc.max_send_message_length": LARGEST_MESSAGE,
  });
  readonly #told = Promise.withResolvers<Buffer | undefined>();
  readonly #pack = Promise.withResolvers<Client>();

  constructor() {
    // Nobody may be waiting yet when the pack fails to start.
    this.#pack.promise.catch(() => undefined);
    const service: ServiceDefinition = Object.fromEntries(
      METHODS.map((method) => [
        method,
        {
          path: pathOf(method),
          requestStream: false,
          responseStream: false,
          requestSerialize: asIs,
          requestDeserialize: asIs,
          responseSerialize: asIs,
          responseDeserialize: asIs,
        },
      ]),
    );
    this.#server.addService(
      service,
      Object.fromEntries(METHODS.map((method) => [method, this.#handlerOf(method)])),
    );
  }

  /** Begins to answer; returns the port on the loopback interface. */
  async listen(): Promise<number> {
    return await new Promise((resolve, reject) => {
      this.#server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
        error === null ? resolve(port) : reject(error),
      );
    });
  }

  /** What the engine configured; nothing when it asked something else first, as `pulumi policy publish` does. */
  async configuration(): Promise<StackConfiguration | undefined> {
    const bytes = await this.#told.promise;
    if (bytes === undefined) return undefined;
    const { default: analyzer } = await import("@pulumi/pulumi/proto/analyzer_pb.js");
    const request = analyzer.AnalyzerStackConfigureRequest.deserializeBinary(new Uint8Array(bytes));
    return {
      organization: request.getOrganization(),
      project: request.getProject(),
      stack: request.getStack(),
      dryRun: request.getDryRun(),
      config: Object.fromEntries(request.getConfigMap().entries()),
    };
  }

  /** The pack listens on `port`: it is told the configuration, then gets the calls. */
  async attach(port: number): Promise<void> {
    const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), {
      "grpc.max_receive_message_length": LARGEST_MESSAGE,
      "grpc.max_send_message_length": LARGEST_MESSAGE,
    });
    const told = await this.#told.promise;
    if (told !== undefined) {
      await call(client, "ConfigureStack", told).catch((error: ServiceError) => {
        // Packs of older SDKs know only the environment.
        if (error.code !== status.UNIMPLEMENTED) throw error;
      });
    }
    this.#pack.resolve(client);
  }

  /** The pack won't come: every call that waits for it, and every later one, fails with `reason`. */
  fail(reason: Error): void {
    this.#pack.reject(reason);
  }

  /** Answers what is still open (with a failure, unless the pack has answered), then stops. */
  async close(): Promise<void> {
    this.#told.resolve(undefined);
    this.fail(new Error("the policy pack has ended"));
    const answered = new Promise<void>((resolve) => this.#server.tryShutdown(() => resolve()));
    await Promise.race([answered, sleep(CLOSING_MS, undefined, { ref: false })]);
    this.#server.forceShutdown();
    await this.#pack.promise.then((client) => client.close()).catch(() => undefined);
  }

  #handlerOf(method: Method): handleUnaryCall<Buffer, Buffer> {
    return ({ request }, callback) => {
      if (method === "Handshake") return callback(null, Buffer.alloc(0));
      if (method === "ConfigureStack") {
        this.#told.resolve(request);
        return callback(null, Buffer.alloc(0));
      }
      this.#told.resolve(undefined);
      this.#pack.promise
        .then((client) => call(client, method, request))
        .then((response) => callback(null, response))
        .catch((error: Error | ServiceError) =>
          callback("code" in error ? error : { code: status.UNAVAILABLE, details: error.message }),
        );
    };
  }
}

async function call(client: Client, method: Method, request: Buffer): Promise<Buffer> {
  return await new Promise((resolve, reject) => {
    client.makeUnaryRequest(pathOf(method), asIs, asIs, request, new Metadata(), (error, response) => {
      if (error !== null) reject(error);
      else resolve(response ?? Buffer.alloc(0));
    });
  });
}
