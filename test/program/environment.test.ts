import { describe, expect, it } from "vitest";
import { derivedPassword } from "../../components/data/passwords.ts";
import { kindOf } from "../../sandbox/cloud/kubernetes/types.ts";
import { validate } from "../../sandbox/cloud/kubernetes/validate.ts";
import type { Attributes } from "../../sandbox/cloud/object.ts";
import { checkInputs, factsOf } from "../../sandbox/facts/facts.ts";
import { kindIdOf } from "../../sandbox/plugin/kubernetes/tokens.ts";
import { INSTANCE, MACHINE, madeOf } from "./made.ts";
import { reachability } from "./reachability.ts";
import { SECRET_VALUES } from "./recorded.ts";

/** Keys of the tags that everything bears. */
const TAGGED = ["owner", "service", "environment", "cost-centre", "managed-by"];

describe.each(["dev", "prod"] as const)("the environment %s", async (tier) => {
  const { plan, made, hosts, onAlicloud, onVsphere } = await madeOf(tier);
  const roleOf = (name: string) => hosts.find((host) => host.name === name)?.role;

  it("is made of these resources", async () => {
    const lines = made.resources.map(({ type, name }) => `${type} ${name}`).sort();
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(`golden/${tier}.resources.txt`);
    expect(new Set(lines).size).toBe(lines.length);
  });

  it("lets each host be reached from here and from nowhere else", async () => {
    const lines = reachability(made);
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(`golden/${tier}.reachability.txt`);
    const world = lines.filter((line) => line.startsWith("0.0.0.0/0 "));
    expect(world).toEqual(
      // Behind balancers the internet reaches no machine.
      onAlicloud
        .filter(({ role }) => role === "edge" && tier === "dev")
        .flatMap(({ name }) => [`0.0.0.0/0 -> ${name} tcp 443`, `0.0.0.0/0 -> ${name} tcp 80`])
        .sort(),
    );
  });

  it("keeps every secret secret", () => {
    const values = [
      SECRET_VALUES.vrrpPassword,
      SECRET_VALUES.sessionKey,
      SECRET_VALUES.vspherePassword,
      derivedPassword(SECRET_VALUES.dataKey, "artist database app"),
      derivedPassword(SECRET_VALUES.dataKey, "artist redis"),
      derivedPassword(SECRET_VALUES.dataKey, "food database app"),
      ...Object.values(SECRET_VALUES.tls).flatMap((pair) => Object.values(pair)),
    ];
    const seen = new Set<string>();
    for (const { type, name, inputs, secretInputs, replacementTrigger } of made.resources) {
      for (const [property, value] of Object.entries({ ...inputs, replacementTrigger })) {
        const text = JSON.stringify(value) ?? "";
        const decoded = text.replaceAll(/[A-Za-z0-9+/]{16,}={0,2}/g, (word) =>
          Buffer.from(word, "base64").toString("utf8"),
        );
        for (const secret of values.filter(
          (candidate) => text.includes(candidate) || decoded.includes(candidate),
        )) {
          expect(secretInputs, `${property} of ${type} ${name} holds a secret`).toContain(property);
          seen.add(secret);
        }
      }
    }
    expect([...seen].sort(), "each secret reaches somebody").toEqual([...values].sort());
    expect(JSON.stringify(made.outputs)).not.toMatch(new RegExp(values.join("|")));
    // What passwords are derived from reaches nobody.
    expect(JSON.stringify(made.resources)).not.toContain(SECRET_VALUES.dataKey);
  });

  it("tags everything that can bear tags", () => {
    for (const { type, name, inputs } of made.resources) {
      if (!type.startsWith("alicloud:") || factsOf(type)?.tags === undefined) continue;
      const tags = inputs.tags as Record<string, string>;
      expect(Object.keys(tags), `${type} ${name}`).toEqual(expect.arrayContaining(TAGGED));
      expect(tags).toMatchObject({ environment: tier, "managed-by": "pulumi" });
      if (type === INSTANCE) expect(tags.role, name).toBe(roleOf(name));
    }
    const owned = made.ofType(MACHINE);
    expect(owned.length).toBe(onVsphere.length);
    for (const { name, inputs } of owned) {
      const tags = inputs.tags as string[];
      expect(tags).toContain(`site-service-food-id`);
      expect(tags).toContain(`site-role-${roleOf(name)}-id`);
      expect(tags).toHaveLength(TAGGED.length + 1);
    }
  });

  it("gives the NAT gateway a subnet of its own, and every other subnet a way out through it", () => {
    const [gateway] = made.ofType("alicloud:vpc/natGateway:NatGateway");
    expect(gateway?.inputs.vswitchId).toBe("network-egress-id");
    const out = made.ofType("alicloud:vpc/snatEntry:SnatEntry").map(({ inputs }) => inputs.sourceVswitchId);
    const managed = ["egress", "balancer", "stores"];
    const served = plan.subnets.filter(({ tier }) => !managed.includes(tier));
    expect(out.sort()).toEqual(served.map(({ name }) => `network-${name}-id`).sort());
  });

  it("binds each virtual address to both hosts of its pair", () => {
    for (const { platform, edgePairs } of plan.miniPrograms) {
      // prod's artist is behind balancers: no address is shared.
      if (platform === "vsphere" || tier === "prod") continue;
      for (const pair of edgePairs) {
        expect(made.the("alicloud:vpc/hAVip:HAVip", pair.name).inputs.ipAddress).toBe(pair.virtualAddress);
        for (const { name } of pair.hosts) {
          expect(made.the("alicloud:vpc/hAVipAttachment:HAVipAttachment", name).inputs).toMatchObject({
            haVipId: `${pair.name}-id`,
            instanceId: `${name}-id`,
          });
        }
      }
    }
  });

  it(`${tier === "prod" ? "protects" : "leaves free"} what holds an address`, () => {
    const holders = [
      "alicloud:vpc/network:Network",
      "alicloud:vpc/switch:Switch",
      "alicloud:vpc/natGateway:NatGateway",
      "alicloud:vpc/hAVip:HAVip",
      "alicloud:ecs/eipAddress:EipAddress",
      // What holds data.
      "alicloud:kms/key:Key",
      "alicloud:rds/instance:Instance",
      "alicloud:rds/database:Database",
      "alicloud:kvstore/instance:Instance",
      "alicloud:oss/bucket:Bucket",
      "vsphere:index/virtualDisk:VirtualDisk",
      "alicloud:cdn/domainNew:DomainNew",
      "alicloud:cr/registryEnterpriseInstance:RegistryEnterpriseInstance",
      "alicloud:log/project:Project",
      "alicloud:log/store:Store",
      // What every request comes through: a new one has other addresses, and none of the rules.
      "alicloud:alb/loadBalancer:LoadBalancer",
      "alicloud:nlb/loadBalancer:LoadBalancer",
      "alicloud:slb/applicationLoadBalancer:ApplicationLoadBalancer",
      "alicloud:wafv3/instance:Instance",
      // What every pod stands on.
      "alicloud:cs/managedKubernetes:ManagedKubernetes",
    ];
    // Spot nodes come and go by themselves.
    const isHolder = (type: string, name: string): boolean =>
      holders.includes(type) || (type === "alicloud:cs/nodePool:NodePool" && name === "cluster-on-demand");
    const wanted = tier === "prod";
    for (const { type, name, protect, inputs } of made.resources) {
      expect(protect, `${type} ${name}`).toBe(wanted && isHolder(type, name));
      if (factsOf(type)?.deletionProtection === undefined) continue;
      // KMS says it in words.
      const isOn = inputs.deletionProtection === true || inputs.deletionProtection === "Enabled";
      expect(isOn, `${type} ${name}`).toBe(wanted && type !== INSTANCE);
    }
  });

  it("uses the environment's own providers for every resource", () => {
    for (const { type, name, custom, provider } of made.resources) {
      if (!custom || type.startsWith("pulumi:")) continue;
      const [platform] = type.split(":");
      // Each Docker daemon has a provider of its own, by the host's name.
      const own = platform === "docker" ? "" : platform;
      expect(provider, `${type} ${name}`).toContain(`pulumi:providers:${platform}::${own}`);
    }
  });

  it("gives inputs that the providers accept", () => {
    for (const { type, name, inputs, custom } of made.resources) {
      if (!custom || type.startsWith("pulumi:")) continue;
      expect(complaintsAbout(type, inputs), `${type} ${name}`).toEqual([]);
    }
  });

  it("tells a stranger where it is reached", async () => {
    await expect(`${JSON.stringify(made.outputs, null, 2)}\n`).toMatchFileSnapshot(
      `golden/${tier}.outputs.json`,
    );
  });
});

/** What a type's own provider would refuse; Kubernetes' judges by its API's schemas instead of one of its own. */
function complaintsAbout(type: string, inputs: Readonly<Record<string, unknown>>): readonly unknown[] {
  if (!type.startsWith("kubernetes:")) {
    expect(factsOf(type), type).toBeDefined();
    return checkInputs(type, inputs);
  }
  const kind = kindOf(kindIdOf(type));
  return kind ? validate(kind, inputs as Attributes) : [`no kind ${type}`];
}
