import { type Properties, UNKNOWN } from "../resource.ts";

/**
 * What stands for a value that isn't known yet, one text for each kind, in the protocol of every Pulumi SDK
 * (pulumi/pulumi, sdk/go/common/resource/plugin/rpc.go).
 */
const UNKNOWNS: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
/** The key whose value says that an object stands for something else, and the values for a secret and an output. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** Properties from the wire, plain: secrets unwrapped, each unknown in its place. */
export function plainProperties(wire: Readonly<Record<string, unknown>>): Properties {
  return Object.fromEntries(
    Object.entries(wire)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, plain(value)]),
  );
}

function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return UNKNOWNS.has(value) ? UNKNOWN : value;
  if (Array.isArray(value)) return value.map(plain);
  const object = value as Readonly<Record<string, unknown>>;
  if (object[SIGNATURE] === SECRET) return plain(object.value);
  if (object[SIGNATURE] === OUTPUT) return object.value === undefined ? UNKNOWN : plain(object.value);
  return plainProperties(object);
}

/**
 * Properties on the wire with values set by dotted path. Everything else stays as the engine sent it; what a secret
 * holds is changed inside of it, and stays one. What is unknown on the way is replaced: it can't be changed in part.
 */
export function changedOnWire(wire: unknown, changes: Readonly<Record<string, unknown>>): object {
  let changed = wire;
  for (const [path, value] of Object.entries(changes)) changed = setAt(changed, path.split("."), value);
  return changed as object;
}

function setAt(wire: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(wire))
    return wire.map((item, index) => (String(index) === key ? setAt(item, rest, value) : item));
  const object = typeof wire === "object" && wire !== null ? (wire as Readonly<Record<string, unknown>>) : {};
  if ((object[SIGNATURE] === SECRET || object[SIGNATURE] === OUTPUT) && object.value !== undefined)
    return { ...object, value: setAt(object.value, [key, ...rest], value) };
  return { ...object, [key]: setAt(object[key], rest, value) };
}
