import { describe, expect, it } from "vitest";
import type { HostPlan } from "../../components/environment/plan-types.ts";
import { templateText } from "../../components/guest/staging.ts";
import { filesOf } from "./cloud-config.ts";
import { INSTANCE, MACHINE, madeOf } from "./made.ts";

const SECRETS_OF = {
  edge: ["tlsCertificate", "tlsPrivateKey", "vrrpPassword"],
  tomcat: ["brokerAppPassword", "brokerAuthority", "databaseHost", "databasePassword", "sessionKey"],
  database: ["databasePassword"],
  // Every user's password, of which only hashes come into a file.
  rabbitmq: [
    "brokerAppPassword",
    "brokerAuthority",
    "brokerAutoscalerPassword",
    "brokerCertificate",
    "brokerDanmakuPassword",
    "brokerInboxPassword",
    "brokerOperatorPassword",
    "brokerPrivateKey",
    "erlangCookie",
  ],
} as const;

describe.each(["dev", "prod"] as const)("the hosts of %s", async (tier) => {
  const { environment, plan, made, guests, hosts, onAlicloud, onVsphere, machineOf } = await madeOf(tier);

  it("gives no machine a public address; those there are lead to virtual addresses and to the way out", () => {
    for (const host of onAlicloud) {
      const { inputs } = machineOf(host);
      expect([inputs.internetMaxBandwidthOut, inputs.allocatePublicIp]).toEqual([0, undefined]);
    }
    const led = made
      .ofType("alicloud:ecs/eipAssociation:EipAssociation")
      .map(({ inputs }) => inputs.instanceType);
    // Behind balancers nothing leads to a pair: theirs are the public addresses.
    const pairs = environment.miniPrograms.flatMap(({ name, platform, entry }) =>
      platform === "alicloud" && entry.kind === "pair"
        ? (plan.miniPrograms.find((program) => program.name === name)?.edgePairs ?? [])
        : [],
    );
    expect(led.sort()).toEqual([...pairs.map(() => "HaVip"), "Nat"]);
  });

  it("puts every host where the plan says", () => {
    for (const { name, address, machine, placement } of onAlicloud) {
      const { inputs } = made.the(INSTANCE, name);
      if (placement.on !== "alicloud") throw new Error("filtered");
      expect(inputs).toMatchObject({
        hostName: name,
        instanceName: `hougu-${tier}-${name}`,
        privateIp: address,
        vswitchId: `network-${placement.subnet}-id`,
        availabilityZone: placement.zone,
        systemDiskSize: machine.diskGiB,
      });
    }
    for (const { name, machine, service } of onVsphere) {
      const { inputs } = made.the(MACHINE, name);
      expect(inputs).toMatchObject({
        name: `hougu-${tier}-${name}`,
        folder: `hougu-${tier}/${service}`,
        numCpus: machine.cpus,
        memory: machine.memoryGiB * 1024,
        guestId: "debian12_64Guest",
        firmware: "efi",
        scsiType: "lsilogic",
      });
      const [disk] = inputs.disks as { size: number }[];
      // The template's disk has 30 GiB: a clone's can't be smaller.
      expect(disk?.size).toBe(Math.max(machine.diskGiB, 30));
    }
  });

  it("hands every host its guest's files", () => {
    for (const host of hosts) {
      const { inputs } = machineOf(host);
      const text =
        host.placement.on === "alicloud"
          ? (inputs.userData as string)
          : (inputs.extraConfig as Record<string, string>)["guestinfo.userdata"];
      const written = filesOf(Buffer.from(text ?? "", "base64").toString("utf8"));
      const guest = guests.get(host.name);
      expect(guest?.files.length).toBeGreaterThan(3);
      for (const file of guest?.files ?? []) {
        const content = written.get(file.path) ?? written.get(`/etc/hougu/templates${file.path}`);
        expect(content, `${file.path} on ${host.name}`).toBe(templateText(file.content));
      }
    }
  });

  it("gives each host the secrets of its guest and no others", () => {
    for (const host of onVsphere) {
      const extraConfig = machineOf(host).inputs.extraConfig as Record<string, string>;
      const secrets = JSON.parse(
        Buffer.from(extraConfig["guestinfo.hougu.secrets"] ?? "", "base64").toString("utf8"),
      );
      expect(Object.keys(secrets)).toEqual(SECRETS_OF[host.role as keyof typeof SECRETS_OF]);
    }
    const isBalanced = (miniProgram: string): boolean =>
      environment.miniPrograms.some(({ name, entry }) => name === miniProgram && entry.kind === "balanced");
    for (const { name, role, service } of onAlicloud) {
      const attached = made.the("alicloud:ecs/ramRoleAttachment:RamRoleAttachment", name).inputs;
      expect(attached).toMatchObject({
        instanceId: `${name}-id`,
        ramRoleName: `hougu-${tier}-${service}-${role}`,
      });
      const policy = made.the("alicloud:ram/policy:Policy", `${service}-${role}`).inputs;
      const { Statement: statements } = JSON.parse(policy.policyDocument as string);
      const readable =
        role === "edge"
          ? // Behind balancers nobody speaks VRRP.
            ["tls-certificate", "tls-private-key", ...(isBalanced(service) ? [] : ["vrrp-password"])]
          : role === "rabbitmq"
            ? SECRETS_OF.rabbitmq.map((secret) =>
                secret.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
              )
            : role === "monitoring"
              ? ["alert-addresses", ...(tier === "prod" ? ["mail-password", "remote-write-password"] : [])]
              : ["broker-app-password", "broker-authority", ...storeSecrets(tier), "session-key"];
      expect(statements).toEqual([
        {
          Effect: "Allow",
          Action: ["oos:GetSecretParameter"],
          Resource: readable.map(
            (secret) => `acs:oos:cn-hangzhou:*:secretparameter/hougu-${tier}-${service}-${secret}`,
          ),
        },
        {
          Effect: "Allow",
          Action: ["kms:GetSecretValue"],
          Resource: readable.map(
            (secret) => `acs:kms:cn-hangzhou:*:secret/oos/hougu-${tier}-${service}-${secret}`,
          ),
        },
      ]);
    }
  });

  it("replaces Tomcats one after the other, and of a pair the standby first", () => {
    const waitsFor = (later: HostPlan, earlier: HostPlan) =>
      expect(machineOf(later).dependencies, `${later.name} after ${earlier.name}`).toContain(
        machineOf(earlier).urn,
      );
    for (const { tomcats, edgePairs } of plan.miniPrograms) {
      tomcats.slice(1).forEach((host, index) => {
        waitsFor(host, tomcats[index] as HostPlan);
      });
      for (const { hosts: pair } of edgePairs) waitsFor(pair[0], pair[1]);
      edgePairs.slice(1).forEach((pair, index) => {
        waitsFor(pair.hosts[1], edgePairs[index]?.hosts[0] as HostPlan);
      });
    }
    for (const host of hosts) {
      const machine = machineOf(host);
      expect(machine.deleteBeforeReplace).toBe(true);
      if (host.placement.on === "alicloud") expect(machine.replaceOnChanges).toEqual(["userData", "imageId"]);
      else {
        expect(machine.ignoreChanges).toEqual(["extraConfig", "clone"]);
        expect(machine.replacementTrigger).toMatch(/^[0-9a-f]{64}$/);
      }
    }
  });

  it("keeps peers on different physical machines", () => {
    const sets = new Map<unknown, string[]>();
    for (const host of onAlicloud) {
      const id = machineOf(host).inputs.deploymentSetId;
      sets.set(id, [...(sets.get(id) ?? []), host.name]);
    }
    const rules = made
      .ofType("vsphere:index/computeClusterVmAntiAffinityRule:ComputeClusterVmAntiAffinityRule")
      .map(({ inputs }) => inputs.virtualMachineIds as string[]);
    for (const { platform, tomcats, edgePairs } of plan.miniPrograms) {
      for (const peers of [tomcats, ...edgePairs.map((pair) => pair.hosts)]) {
        const names = peers.map(({ name }) => name);
        if (platform === "alicloud")
          expect([...sets.values()].map((set) => set.sort())).toContainEqual([...names].sort());
        else expect(rules).toContainEqual(names.map((name) => `${name}-id`));
      }
    }
  });

  it("lets no machine boot before its secrets, its role and the way out are there", () => {
    for (const { platform, tomcats, edgePairs } of plan.miniPrograms) {
      if (platform === "vsphere") continue;
      // The others wait for these.
      for (const first of [tomcats[0], edgePairs[0]?.hosts[1]]) {
        const waits = machineOf(first as HostPlan).dependencies.join("\n");
        for (const type of ["SnatEntry", "SecretParameter", "RolePolicyAttachment", "SecurityGroupRule"])
          expect(waits, `${first?.name} waits for ${type}`).toContain(`:${type}::`);
      }
    }
  });

  it("backs up the disks that hold something of their own", () => {
    const backed = made
      .ofType("alicloud:ecs/ecsAutoSnapshotPolicyAttachment:EcsAutoSnapshotPolicyAttachment")
      .map(({ inputs }) => inputs.diskId);
    const edges = onAlicloud.filter(({ role }) => role !== "tomcat").map(({ name }) => `${name}-disk`);
    expect(backed.sort()).toEqual(edges.sort());
    const [policy] = made.ofType("alicloud:ecs/autoSnapshotPolicy:AutoSnapshotPolicy");
    expect(policy?.inputs.retentionDays).toBe(environment.retention.backupsDays);
  });

  it("hardens machines: encrypted disks, IMDSv2, no password", () => {
    for (const host of onAlicloud) {
      const { inputs } = machineOf(host);
      expect(inputs).toMatchObject({ systemDiskEncrypted: true, httpTokens: "required" });
      expect(Object.keys(inputs)).not.toEqual(expect.arrayContaining(["password"]));
    }
  });
});

/** What a Tomcat on Alibaba Cloud must know of its stores; links to pictures are signed where there is a CDN. */
function storeSecrets(tier: "dev" | "prod"): string[] {
  return [
    "database-host",
    "database-password",
    ...(tier === "prod" ? ["picture-link-key"] : []),
    "redis-host",
    "redis-password",
  ];
}
