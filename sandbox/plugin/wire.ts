import { UNKNOWN } from "../facts/facts.ts";
import { Struct, type StructMessage } from "./protocol.ts";

/** What isn't known yet travels as one of these, by kind of value (pulumi/pulumi, sdk/go/common/resource/plugin/rpc.go). */
const UNKNOWNS: ReadonlySet<unknown> = new Set([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** The key that marks a special value, and the mark of a secret (pulumi/pulumi, sdk/go/common/resource/sig). */
const SPECIAL = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

export type Values = Readonly<Record<string, unknown>>;

/**
 * A message's values as plain ones. This plugin doesn't ask for secrets to be marked (the engine marks again what it
 * sent as a secret), yet a mark that comes all the same is taken off rather than kept as data.
 */
export function fromWire(message: StructMessage | undefined): Values {
  return message === undefined ? {} : (plain(message.toJavaScript()) as Values);
}

export function toWire(values: Values): StructMessage {
  // What JSON leaves out (undefined) has no form on the wire.
  return Struct.fromJavaScript(
    JSON.parse(JSON.stringify(values)) as Parameters<typeof Struct.fromJavaScript>[0],
  );
}

function plain(value: unknown): unknown {
  if (UNKNOWNS.has(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const record = value as Readonly<Record<string, unknown>>;
  if (record[SPECIAL] === SECRET) return plain(record.value);
  return Object.fromEntries(Object.entries(record).map(([key, item]) => [key, plain(item)]));
}
