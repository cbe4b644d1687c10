import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PLATFORMS } from "../../components/config/environment.ts";
import { addressToNumber, contains, overlaps, parseBlock, sizeOf } from "../../components/config/ipv4.ts";
import { checkEnvironment, parseEnvironment } from "../../components/config/parse.ts";
import { ConfigError } from "../../components/config/problem.ts";
import { everyHostOf } from "../../components/environment/hosts-of.ts";
import { planEnvironment } from "../../components/environment/plan.ts";
import type { EnvironmentPlan, HostPlan } from "../../components/environment/plan-types.ts";
import { place } from "../config/places.ts";
import { put, stack } from "../config/stack.ts";
import { environmentWith, type Shape, shapes } from "./arbitrary-environment.ts";
import { environmentOf } from "./recorded.ts";

const planOf = (shape: Shape) => planEnvironment(environmentWith(shape));

const hostsOf = everyHostOf;

/** Every address that is given away, with the block that it must lie in. */
function addressesOf(plan: EnvironmentPlan): { readonly address: string; readonly block: string }[] {
  const blockOf = ({ placement }: HostPlan): string =>
    placement.on === "vsphere"
      ? "172.20.10.0/24"
      : (plan.subnets.find(({ name }) => name === placement.subnet)?.cidr ?? "no such subnet");
  return [
    ...hostsOf(plan).map((host) => ({ address: host.address, block: blockOf(host) })),
    ...plan.miniPrograms.flatMap(({ edgePairs }) =>
      edgePairs.map((pair) => ({ address: pair.virtualAddress, block: blockOf(pair.hosts[0]) })),
    ),
  ];
}

/** What a call throws. */
function reasonOf(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

/** Where each host stands and what its address is. */
function placesOf(plan: EnvironmentPlan): Map<string, string> {
  return new Map(
    hostsOf(plan).map(({ name, address, placement }) => [name, JSON.stringify({ address, placement })]),
  );
}

describe("subnets", () => {
  test("lie inside the VPC, apart from each other, a zone's side by side without gaps", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { subnets } = planOf(shape);
        const vpc = parseBlock(shape.cidr);
        const blocks = subnets.map(({ cidr }) => parseBlock(cidr));
        blocks.forEach((block, index) => {
          expect(contains(vpc, block.first) && contains(vpc, block.first + sizeOf(block) - 1)).toBe(true);
          for (const other of blocks.slice(index + 1)) expect(overlaps(block, other)).toBe(false);
        });
        const served = subnets.flatMap(({ tier }, index) =>
          tier === "edge" || tier === "app" ? (blocks[index] ?? []) : [],
        );
        served.forEach((block, index) => {
          expect(block.first).toBe(vpc.first + index * sizeOf(block));
        });
      }),
    );
  });

  test("serve every zone with both tiers, and have one way out, as soon as something runs there", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { zones, miniPrograms } = environmentWith(shape);
        const { subnets } = planOf(shape);
        if (miniPrograms.every(({ platform }) => platform === "vsphere")) {
          expect(subnets).toEqual([]);
          return;
        }
        for (const zone of zones) {
          const tiers = subnets.filter((subnet) => subnet.zone === zone && subnet.tier !== "egress");
          expect(tiers.map(({ tier }) => tier)).toEqual(["edge", "app", "stores"]);
        }
        expect(subnets.filter(({ tier }) => tier === "egress")).toHaveLength(1);
      }),
    );
  });

  test("are refused when the VPC has no room for the zones", () => {
    const shape: Shape = {
      zones: 8,
      cidr: "10.0.0.0/20",
      artist: { platform: "alicloud", tomcats: 2 },
      food: { platform: "vsphere", tomcats: 2 },
    };
    const refused = reasonOf(() => planOf(shape));
    expect(refused).toBeInstanceOf(ConfigError);
    expect((refused as ConfigError).problems).toEqual([
      {
        key: "hougu:network.cidr",
        value: '"10.0.0.0/20"',
        expected: {
          en: "room for 18 subnets of /24: two for each of 8 zones, one for stores and one for the way out",
          zh: "可容纳 18 个 /24 子网：8 个可用区各两个，托管存储一个，出网一个",
        },
        remedy: {
          en: "write `cidr: 10.0.0.0/16` under hougu:network",
          zh: "在 hougu:network 下写 `cidr: 10.0.0.0/16`",
        },
      },
    ]);
    // One zone less is what it has room for.
    expect(planOf({ ...shape, zones: 7 }).subnets).toHaveLength(22);
  });
});

describe("addresses", () => {
  test("are unique, inside their block, and none that the cloud keeps for itself", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const given = addressesOf(planOf(shape));
        expect(new Set(given.map(({ address }) => address)).size).toBe(given.length);
        for (const { address, block } of given) {
          const { first } = parseBlock(block);
          const offset = addressToNumber(address) - first;
          expect(contains(parseBlock(block), addressToNumber(address)), `${address} in ${block}`).toBe(true);
          // The first three and the last three of a vSwitch, the network's and the broadcast address elsewhere.
          expect(offset).toBeGreaterThanOrEqual(3);
          expect(offset).toBeLessThan(sizeOf(parseBlock(block)) - 3);
        }
      }),
    );
  });

  test("leave the NAT gateway's subnet alone", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const plan = planOf(shape);
        const egress = plan.subnets.find(({ tier }) => tier === "egress");
        if (!egress) return;
        for (const { address } of addressesOf(plan))
          expect(contains(parseBlock(egress.cidr), addressToNumber(address))).toBe(false);
      }),
    );
  });

  test.each([
    ["in the gateway's way", [["vsphere", "segment", "gateway"], "172.20.10.24"] as const],
    ["over the segment's end", [["vsphere", "segment", "firstAddress"], "172.20.10.244"] as const],
  ])("are refused %s, with the line to mend", (_, change) => {
    const raw = environmentOf("prod");
    const [path, value] = change;
    const key = path[2];
    const vsphere = raw.vsphere;
    if (!vsphere) throw new Error("prod runs on vSphere too");
    const environment = { ...raw, vsphere: { ...vsphere, segment: { ...vsphere.segment, [key]: value } } };
    expect(() => planEnvironment(environment)).toThrow(ConfigError);
    expect(() => planEnvironment(environment)).toThrow(/firstAddress.*under hougu:vsphere\.segment/s);
  });
});

describe("what the configuration accepts", () => {
  const address = (network: string) => fc.integer({ min: 0, max: 255 }).map((last) => `${network}.${last}`);
  const program = fc.record({
    platform: fc.constantFrom(...PLATFORMS),
    tomcats: fc.integer({ min: 2, max: 12 }),
  });

  test("the planner has room for", () => {
    let accepted = 0;
    fc.assert(
      fc.property(
        fc.record({
          zones: fc.integer({ min: 1, max: 9 }),
          prefix: fc.integer({ min: 16, max: 20 }),
          segmentPrefix: fc.integer({ min: 24, max: 28 }),
          first: address("192.168.50"),
          gateway: address("192.168.50"),
          nameserver: address("192.168.50"),
          artist: program,
          food: program,
          balanced: fc.boolean(),
          cluster: fc.boolean(),
        }),
        ({ zones, prefix, segmentPrefix, first, gateway, nameserver, artist, food, balanced, cluster }) => {
          const raw = stack("dev");
          if (!cluster) put(raw.values, ["kubernetes"], undefined);
          if (balanced) put(raw.values, ["artist", "entry"], { kind: "balanced" });
          const letters = [..."abcdefghi"].slice(0, zones);
          put(
            raw.values,
            ["zones"],
            letters.map((letter) => `cn-hangzhou-${letter}`),
          );
          put(raw.values, ["network", "cidr"], `10.20.0.0/${prefix}`);
          put(raw.values, ["vsphere", "segment"], {
            cidr: `192.168.50.0/${segmentPrefix}`,
            gateway,
            nameservers: [nameserver],
            firstAddress: first,
          });
          for (const [name, { tomcats }] of Object.entries({ artist, food }))
            put(raw.values, [name, "tomcat", "count"], tomcats);
          place(raw, { artist: artist.platform, food: food.platform });
          if (checkEnvironment(raw).problems.length > 0) return;
          accepted++;
          const { environment } = parseEnvironment(raw, { secrets: "ignored" });
          const blocks = planEnvironment(environment).subnets.map(({ cidr }) => parseBlock(cidr));
          for (const [index, block] of blocks.entries()) {
            expect(contains(parseBlock(environment.network.cidr), block.first)).toBe(true);
            for (const other of blocks.slice(index + 1)) expect(overlaps(block, other)).toBe(false);
          }
        },
      ),
      { numRuns: 500 },
    );
    // Or it says nothing.
    expect(accepted).toBeGreaterThan(20);
  });
});

describe("a change moves nothing that was there", () => {
  /** Hosts of the first plan that the second places or addresses otherwise. */
  function moved(before: Shape, after: Shape): string[] {
    const later = placesOf(planOf(after));
    return [...placesOf(planOf(before))]
      .filter(([name, place]) => later.get(name) !== place)
      .map(([name]) => name);
  }

  test("when a Tomcat is added", () => {
    fc.assert(
      fc.property(shapes, fc.constantFrom("artist" as const, "food" as const), (shape, grown) => {
        fc.pre(shape[grown].tomcats < 12);
        const more = { ...shape, [grown]: { ...shape[grown], tomcats: shape[grown].tomcats + 1 } };
        expect(moved(shape, more)).toEqual([]);
      }),
    );
  });

  test("when a zone is appended: no subnet, no edge, and no Tomcat's address within its zone", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        fc.pre(shape.zones < 7);
        const more = { ...shape, zones: shape.zones + 1 };
        const [before, after] = [planOf(shape), planOf(more)];
        for (const subnet of before.subnets) expect(after.subnets).toContainEqual(subnet);
        // Tomcats, brokers and who measures them spread over the zones anew.
        expect(moved(shape, more).filter((name) => !/tomcat|rabbitmq|monitoring/.test(name))).toEqual([]);
        const later = new Map(hostsOf(after).map((host) => [host.name, host]));
        for (const host of hostsOf(before)) {
          const now = later.get(host.name);
          if (JSON.stringify(now?.placement) === JSON.stringify(host.placement))
            expect(now?.address).toBe(host.address);
        }
      }),
    );
  });

  test("when the other mini-program moves between the platforms", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const platform = shape.artist.platform === "alicloud" ? "vsphere" : "alicloud";
        const other = { ...shape, artist: { ...shape.artist, platform } } as const;
        expect(moved(shape, other).filter((name) => name.startsWith("food"))).toEqual([]);
      }),
    );
  });
});

describe("places", () => {
  test("each zone gets an edge pair and its share of the Tomcats, at most one more than another's", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { zones, miniPrograms } = environmentWith(shape);
        for (const program of planOf(shape).miniPrograms) {
          const settings = miniPrograms.find(({ name }) => name === program.name);
          expect(program.tomcats).toHaveLength(settings?.tomcat.count ?? 0);
          if (program.platform === "vsphere") {
            expect(program.edgePairs).toHaveLength(1);
            continue;
          }
          const zoneOf = ({ placement }: HostPlan) => (placement.on === "alicloud" ? placement.zone : "");
          expect(program.edgePairs.map(({ hosts }) => hosts.map(zoneOf))).toEqual(
            zones.map((zone) => [zone, zone]),
          );
          const shares = zones.map((zone) => program.tomcats.filter((host) => zoneOf(host) === zone).length);
          expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test("a host stands in the subnet of its role", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        for (const { role, placement } of hostsOf(planOf(shape))) {
          if (placement.on === "alicloud")
            expect(placement.subnet).toBe(`${role === "edge" ? "edge" : "app"}-${placement.zone}`);
        }
      }),
    );
  });
});

test("names are DNS labels, and none occurs twice", () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const names = hostsOf(planOf(shape)).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    }),
  );
});
