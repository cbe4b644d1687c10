import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { factsOf, type Properties, type Property } from "../../../sandbox/facts/facts.ts";

/** One resource as a front left it in the state. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** A property on which the two fronts differ. */
export interface Disagreement {
  readonly type: string;
  readonly name: string;
  readonly property: string;
  /** `undefined` where a front has no such property. */
  readonly plugin: unknown;
  readonly provider: unknown;
}

interface Exported {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Every Alibaba Cloud resource of a stack, secrets in clear. */
export async function resourcesOf(stack: Stack): Promise<readonly Resource[]> {
  const { deployment } = await stack.exportStack();
  const exported = (deployment as { resources?: readonly Exported[] }).resources ?? [];
  return exported
    .filter(({ custom, type }) => custom && type.startsWith("alicloud:"))
    .map(({ urn, type, id = "", outputs = {} }) => ({
      type,
      name: urn.split("::").at(-1) ?? urn,
      id,
      outputs: clear(outputs) as Readonly<Record<string, unknown>>,
    }));
}

const SECRET = "4dabf18193072939515e22adb298388d";

/** Secrets as their values. */
function clear(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clear);
  if (typeof value !== "object" || value === null) return value;
  const record = value as Readonly<Record<string, unknown>>;
  if (Object.hasOwn(record, SECRET)) {
    return typeof record.plaintext === "string" ? JSON.parse(record.plaintext) : clear(record.value);
  }
  return Object.fromEntries(Object.entries(record).map(([name, inner]) => [name, clear(inner)]));
}

/** Ids are compared by what refers to them; timeouts are the program's own. */
const NOT_COMPARED: ReadonlySet<string> = new Set(["id", "timeouts"]);

/** Compares what both fronts made of the same program, property by property. */
export function disagreements(plugin: readonly Resource[], provider: readonly Resource[]): Disagreement[] {
  const theirs = new Map(provider.map((resource) => [`${resource.type} ${resource.name}`, resource]));
  const [our, their] = [namesOf(plugin), namesOf(provider)];
  return plugin.flatMap((ours) => {
    const { type, name } = ours;
    const other = theirs.get(`${type} ${name}`);
    if (other === undefined) return [{ type, name, property: "", plugin: ours.id, provider: undefined }];
    const facts = factsOf(type) ?? {};
    const [inPlugin, inProvider] = [byPlainName(ours.outputs, facts), byPlainName(other.outputs, facts)];
    const properties = new Set([...inPlugin.keys(), ...inProvider.keys()]);
    const spelt = new Map(Object.keys(facts).map((one) => [plain(one), one]));
    return (
      [...properties]
        // What the npm package doesn't declare no program can read; what it alone declares is unknown to the judge.
        .filter((property) => {
          const known = facts[spelt.get(property) ?? ""];
          return (
            known !== undefined &&
            !known.declaredOnly &&
            !NOT_COMPARED.has(property) &&
            !DRAWN_BY_TYPE[type]?.includes(spelt.get(property) ?? "")
          );
        })
        .map((property) => ({
          type,
          name,
          property: spelt.get(property) ?? property,
          plugin: comparable(inPlugin.get(property), our, facts[spelt.get(property) ?? ""]),
          provider: comparable(inProvider.get(property), their, facts[spelt.get(property) ?? ""]),
        }))
        .filter((one) => JSON.stringify(one.plugin) !== JSON.stringify(one.provider))
    );
  });
}

/** The checking build writes some names otherwise than the npm package does: `xforwardedForConfig`. */
const plain = (name: string): string => name.toLowerCase();

/** Where there are two of a kind (`xforwardedForConfig` is an older input of its own), the npm package's name counts. */
function byPlainName(
  outputs: Readonly<Record<string, unknown>>,
  facts: Properties,
): ReadonlyMap<string, unknown> {
  const named = Object.entries(outputs).sort(
    ([a], [b]) => Number(Object.hasOwn(facts, a)) - Number(Object.hasOwn(facts, b)),
  );
  return new Map(named.map(([name, value]) => [plain(name), value]));
}

/** Names for ids, which each cloud draws for itself; the longest first, since some contain others. */
function namesOf(resources: readonly Resource[]): readonly (readonly [string, string])[] {
  const labels = new Map<string, string>();
  const label = (id: string, name: string): void => {
    const other = labels.get(id);
    if (other === undefined || name < other) labels.set(id, name);
  };
  for (const { id, type, name } of resources) {
    const own = `<${type.split(":").at(-1)} ${name}>`;
    if (id.length > 8) label(id, own);
    for (const part of id.split(":")) if (DRAWN_ID.test(part)) label(part, own);
  }
  return [...labels].sort(([a], [b]) => b.length - a.length);
}

/** An id that a cloud draws, rather than a name or an address that somebody gave. */
const DRAWN_ID = /^([a-z]+-[0-9a-z]{8,}|np[0-9a-f]{32}|c[0-9a-f]{32}|\d{6,})$/;

/** What a cloud draws by itself, in a form that is the same in both. */
const DRAWN: readonly (readonly [RegExp, string])[] = [
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d+)?Z?\b/g, "<time>"],
  [/\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\b/g, "<time>"],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "<uuid>"],
  [/\b([a-z]{1,6})-(bp1|uf6|2ze)[0-9a-z]{10,}\b/g, "<$1>"],
  [/\b1[6-9]\d{8}(\d{3})?\b/g, "<time>"],
  [/\b([a-z]{1,6})-[0-9a-z]{16,}\b/g, "<$1>"],
  [/\b[0-9a-z]{16}(?=\.(aliyunddos|yundunwaf))/g, "<drawn>"],
  [/\b[0-9a-z]{12}(?=\.cn-[a-z]+\.internal)/g, "<drawn>"],
  [/^3\d{17}$/, "<number>"],
  [/\b(47|8|39|120|121|106)\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g, "<public address>"],
  // The blocks that stand for public addresses in documents (RFC 5737): the sandbox's own.
  [/\b(192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}\b/g, "<public address>"],
];

/** Addresses that a balancer takes by itself, out of its vSwitch. */
const ADDRESSES = /^privateipv4address$/i;

/** What managed stores draw by themselves in no form of its own. */
const DRAWN_BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  "alicloud:kvstore/instance:Instance": ["privateIp"],
  "alicloud:rds/instance:Instance": ["privateIpAddress", "nodeId"],
  "alicloud:slb/applicationLoadBalancer:ApplicationLoadBalancer": ["address"],
  "alicloud:rds/readOnlyInstance:ReadOnlyInstance": ["privateIpAddress", "nodeId"],
};

/** What the provider's framework can't tell from nothing. */
const ZEROS: ReadonlySet<unknown> = new Set([null, undefined, "", 0, false]);

function comparable(
  value: unknown,
  names: readonly (readonly [string, string])[],
  property: Property | undefined,
): unknown {
  if (ZEROS.has(value)) return undefined;
  // The checking build has a list of one where the npm package has an object.
  if (Array.isArray(value) && property?.type === "object" && value.length <= 1) {
    return comparable(value[0], names, property);
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return undefined;
    const items = value.map((item) => comparableItem(item, names, property?.properties));
    return property?.type === "set" ? items.sort(byText) : items;
  }
  return comparableItem(value, names, property?.type === "map" ? undefined : property?.properties);
}

function comparableItem(
  value: unknown,
  names: readonly (readonly [string, string])[],
  properties: Properties | undefined,
): unknown {
  if (typeof value === "object" && value !== null) {
    const inside = new Map(Object.entries(properties ?? {}).map(([name, one]) => [plain(name), one]));
    const entries = Object.entries(value)
      .map(([name, inner]) => [properties ? plain(name) : name, inner] as const)
      .filter(([name]) => !name.startsWith("__") && !inside.get(name)?.declaredOnly)
      .map(
        ([name, inner]) =>
          [
            name,
            ADDRESSES.test(name) && inner ? "<address>" : comparable(inner, names, inside.get(name)),
          ] as const,
      )
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }
  if (typeof value !== "string" && typeof value !== "number") return value;
  const named = names.reduce((text, [id, name]) => text.replaceAll(id, name), String(value));
  const drawn = DRAWN.reduce((text, [pattern, stand]) => text.replace(pattern, stand), named);
  return typeof value === "number" && drawn === String(value) ? value : drawn;
}

/** A set has no order. */
function byText(a: unknown, b: unknown): number {
  const [one, other] = [JSON.stringify(a) ?? "", JSON.stringify(b) ?? ""];
  return one < other ? -1 : one > other ? 1 : 0;
}
