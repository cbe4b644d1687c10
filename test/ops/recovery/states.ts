import fc from "fast-check";
import type { CloudObject } from "../../../ops/recovery/inventory.ts";
import { referencesOf } from "../../../ops/recovery/order.ts";
import type { Deployment, ExportedResource, PendingOperation } from "../../../ops/stack/deployment.ts";

export const EIP = "alicloud:ecs/eipAddress:EipAddress";
export const RULE = "alicloud:ecs/securityGroupRule:SecurityGroupRule";
export const PROVIDER_URN = "urn:pulumi:dev::hougu::pulumi:providers:alicloud::alicloud";

export const urnOf = (name: string, type = EIP) => `urn:pulumi:dev::hougu::${type}::${name}`;

export function resource(name: string, more: Partial<ExportedResource> = {}): ExportedResource {
  const type = more.type ?? EIP;
  return {
    urn: urnOf(name, type),
    type,
    custom: true,
    id: `${name}-id`,
    inputs: { addressName: name },
    ...more,
  };
}

/** A creation that nobody saw the end of: it has no id yet. */
export function creating(name: string, more: Partial<ExportedResource> = {}): PendingOperation {
  const { id: _, ...rest } = resource(name, more);
  return { type: "creating", resource: rest as ExportedResource };
}

export function object(id: string, properties: Readonly<Record<string, unknown>>): CloudObject {
  return { id, properties };
}

/** Each resource behind all that it refers to, no URN twice among the living: what the engine demands of a state. */
export function brokenReferences(resources: readonly ExportedResource[]): string[] {
  const seen = new Set<string>();
  const all = new Set(resources.map(({ urn }) => urn));
  return resources.flatMap((item) => {
    const broken = referencesOf(item)
      .filter((urn) => all.has(urn) && !seen.has(urn))
      .map((urn) => `${item.urn} stands before ${urn}`);
    const twice = item.delete !== true && seen.has(item.urn) ? [`${item.urn} is there twice`] : [];
    seen.add(item.urn);
    return [...broken, ...twice];
  });
}

/**
 * An interrupted operation: resources that refer to earlier ones, some of them replaced by a creation that was open,
 * new creations beside, and the objects that the cloud holds, of which some are nobody's.
 */
export const interrupted = fc
  .record({
    count: fc.integer({ min: 1, max: 8 }),
    links: fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 12 }),
    replaced: fc.array(fc.record({ index: fc.nat(7), deletedFirst: fc.boolean() }), { maxLength: 3 }),
    fresh: fc.integer({ min: 0, max: 4 }),
    freshLinks: fc.array(fc.tuple(fc.nat(3), fc.nat(7)), { maxLength: 6 }),
    happened: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
    strangers: fc.integer({ min: 0, max: 3 }),
    labels: fc.array(fc.constantFrom("same", "own"), { minLength: 12, maxLength: 12 }),
  })
  .map(
    ({
      count,
      links,
      replaced,
      fresh,
      freshLinks,
      happened,
      strangers,
      labels,
    }): {
      deployment: Deployment;
      objects: ReadonlyMap<string, readonly CloudObject[]>;
    } => {
      const olds = new Map(replaced.map((one) => [one.index % count, one.deletedFirst]));
      const resources = Array.from({ length: count }, (_, index) =>
        resource(`r${index}`, {
          dependencies: links.flatMap(([from, to]) =>
            from % count === index && to % count < index ? [urnOf(`r${to % count}`)] : [],
          ),
          ...(olds.get(index) === true && { pendingReplacement: true }),
        }),
      );
      // A replacement may need what comes later in the state: that was created in this very operation.
      const replacements = [...olds.keys()].map((index) =>
        creating(`r${index}`, {
          inputs: { addressName: labels[index] === "same" ? "same" : `new r${index}` },
          dependencies: links.flatMap(([from, to]) =>
            to % count === index && from % count > index && !resources[from % count]?.dependencies?.length
              ? [urnOf(`r${from % count}`)]
              : [],
          ),
        }),
      );
      const news = Array.from({ length: fresh }, (_, index) =>
        creating(`n${index}`, {
          inputs: { addressName: labels[index + 8] === "same" ? "same" : `n${index}` },
          dependencies: freshLinks.flatMap(([from, to]) =>
            from % Math.max(1, fresh) === index ? [urnOf(`r${to % count}`)] : [],
          ),
        }),
      );
      const pending = [...replacements, ...news];
      const made = pending
        .filter((_, index) => happened[index])
        .map(({ resource: { inputs } }, index) =>
          object(`made-${index}`, { ...inputs, status: "Available" }),
        );
      const known = resources.map(({ id, inputs }) => object(id ?? "", { ...inputs, status: "InUse" }));
      const others = Array.from({ length: strangers }, (_, index) =>
        object(`stranger-${index}`, { addressName: `somebody's ${index}` }),
      );
      return {
        deployment: { resources, ...(pending.length > 0 && { pending_operations: pending }) },
        objects: new Map([[EIP, [...others, ...known, ...made]]]),
      };
    },
  );
