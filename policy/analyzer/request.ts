import type { AnalyzeRequest } from "@pulumi/pulumi/proto/analyzer_pb.js";
import { BinaryReader, messages } from "./protocol.ts";

/** Numbers of the fields that every call is sorted by (pulumi/pulumi, proto/pulumi/analyzer.proto). */
const TYPE = 1;
const URN = 3;

/**
 * A resource that the engine asks about. The engine sends each one twice, to be mended and to be judged, with all its
 * properties and its provider's; most are of types that no rule is for. So type and URN are read at once, and the rest
 * when somebody looks at it.
 */
export class ResourceRequest {
  readonly type: string;
  readonly urn: string;
  readonly #bytes: Uint8Array;
  #message: AnalyzeRequest | undefined;

  /** @param bytes as they came; they are kept */
  constructor(bytes: Uint8Array) {
    const found: Record<number, string> = {};
    const reader = new BinaryReader(bytes);
    while (reader.nextField()) {
      const field = reader.getFieldNumber();
      if (field === TYPE || field === URN) found[field] = reader.readString();
      else reader.skipField();
    }
    this.type = found[TYPE] ?? "";
    this.urn = found[URN] ?? "";
    this.#bytes = bytes;
  }

  get message(): AnalyzeRequest {
    this.#message ??= messages.analyzer.AnalyzeRequest.deserializeBinary(this.#bytes);
    return this.#message;
  }
}
