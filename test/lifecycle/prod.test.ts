import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseEnvironment } from "../../components/config/parse.ts";
import { readStackFile } from "../../components/config/stack-file.ts";
import { type Attributes, type CloudObject, texts } from "../../sandbox/cloud/object.ts";
import { apply, CHANGES } from "./changes.ts";
import { effectOf, renderChanges } from "./effects.ts";
import { type Ended, Operator, ROOT } from "./operator.ts";

const { environment } = parseEnvironment(readStackFile(join(ROOT, "Pulumi.prod.yaml")), {
  secrets: "ignored",
});

/**
 * The whole of prod on the real engine, over Alibaba Cloud, vSphere, Kubernetes and Docker, under the policy pack. What
 * is asserted is read from the clouds, not from the program.
 */
describe("prod", () => {
  const operator = new Operator(["prod"]);
  let first: Ended;
  let objects: readonly CloudObject[] = [];
  const all = (type: string): readonly CloudObject[] => objects.filter((object) => object.type === type);
  const only = (type: string): CloudObject => {
    const [one, ...others] = all(type);
    if (one === undefined || others.length > 0) throw new Error(`${all(type).length} of ${type}`);
    return one;
  };

  beforeAll(async () => {
    first = await operator.hougu("up", "--stack", "prod", "--yes");
    objects = await operator.behindTheBack((cloud) => cloud.list());
  });
  afterAll(() => operator.remove());

  it("comes up over four platforms, with no rule of the pack broken", () => {
    expect({ code: first.code, error: first.document.error }).toEqual({ code: 0, error: undefined });
    expect(first.document.policy).toEqual({ mandatory: [], advisory: [] });
    const custom = first.document.changes.filter(({ type }) => !/^(hougu|pulumi):/.test(type));
    expect(custom.length).toBeGreaterThanOrEqual(200);
    expect([...new Set(custom.map(({ type }) => type.split(":")[0]))].sort()).toEqual([
      "alicloud",
      "docker",
      "kubernetes",
      "vsphere",
    ]);
  });

  it("leads the internet by DNS to a balancer in two zones behind a WAF, and on to healthy-checked edges", () => {
    const balancer = only("alicloud:alb");
    const zones = (balancer.attributes.zoneMappings as readonly Attributes[]).map(({ zoneId }) => zoneId);
    expect(new Set(zones)).toEqual(new Set(environment.zones));
    expect(balancer.attributes).toMatchObject({
      loadBalancerEdition: "StandardWithWaf",
      deletionProtectionEnabled: true,
    });
    expect(all("alicloud:dnsRecord").map(({ attributes }) => attributes.value)).toContain(
      balancer.attributes.dnsName,
    );
    const listeners = all("alicloud:albListener").map(({ attributes }) => attributes.listenerProtocol);
    expect(listeners.sort()).toEqual(["HTTP", "HTTPS"]);
    const group = only("alicloud:albServerGroup");
    expect(group.attributes.healthCheckConfig).toMatchObject({ healthCheckEnabled: true });
    const edges = all("alicloud:instance").filter(({ attributes }) =>
      String(attributes.instanceName).includes("-edge-"),
    );
    const servers = (group.attributes.servers as readonly Attributes[]).map(({ serverIp }) => serverIp);
    expect(servers.sort()).toEqual(edges.map(({ attributes }) => attributes.privateIp).sort());
    for (const template of all("alicloud:wafTemplate")) {
      expect(template.attributes.resources).toEqual([`${balancer.id}-alb`]);
    }
    expect(all("alicloud:wafRule").length).toBeGreaterThan(5);
    expect(only("alicloud:nlb").attributes.zoneMappings).toHaveLength(environment.zones.length);
  });

  it("keeps data in two zones, encrypted, backed up, open to the app subnets alone", () => {
    const database = only("alicloud:rdsInstance").attributes;
    expect(database).toMatchObject({
      category: "HighAvailability",
      tdeStatus: "Enabled",
      deletionProtection: true,
    });
    expect(database.zoneIdSlaveA).not.toBe(database.zoneId);
    const apps = all("alicloud:vswitch").filter(({ attributes }) =>
      /-app-/.test(String(attributes.vswitchName)),
    );
    const allowed = texts(database, "securityIps");
    expect(allowed).toEqual(
      expect.arrayContaining(apps.map(({ attributes }) => String(attributes.cidrBlock))),
    );
    expect(allowed).not.toContain("0.0.0.0/0");
    expect(only("alicloud:rdsBackupPolicy").attributes.backupRetentionPeriod).toBe(
      environment.retention.backupsDays,
    );
    const buckets = all("alicloud:ossBucket");
    expect(buckets.length).toBeGreaterThan(0);
    const closed = all("alicloud:ossPublicAccessBlock").filter(
      ({ attributes }) => attributes.blockPublicAccess === true,
    );
    expect(closed.map(({ attributes }) => attributes.bucket).sort()).toEqual(
      buckets.map(({ id }) => id).sort(),
    );
    for (const { attributes } of buckets) expect(attributes.serverSideEncryptionRule).toBeDefined();
  });

  it("runs three brokers for each mini-program, apart from each other", () => {
    const onAlicloud = all("alicloud:instance").filter(({ attributes }) =>
      /-artist-rabbitmq-\d$/.test(String(attributes.instanceName)),
    );
    expect(onAlicloud).toHaveLength(3);
    expect(new Set(onAlicloud.map(({ attributes }) => attributes.deploymentSetId)).size).toBe(1);
    expect(new Set(onAlicloud.map(({ attributes }) => attributes.availabilityZone)).size).toBe(
      environment.zones.length,
    );
    const onVsphere = all("vsphere:virtualMachine").filter(({ attributes }) =>
      /-food-rabbitmq-\d$/.test(String(attributes.name)),
    );
    expect(onVsphere).toHaveLength(3);
    const rule = all("vsphere:computeClusterVmAntiAffinityRule").find(({ attributes }) =>
      /rabbitmq/.test(String(attributes.name)),
    );
    expect(rule?.attributes.virtualMachineIds).toEqual(expect.arrayContaining(onVsphere.map(({ id }) => id)));
  });

  it("keeps machines on vSphere apart, tagged and in folders of their own", () => {
    const machines = all("vsphere:virtualMachine").filter(({ attributes }) =>
      /^hougu-prod-/.test(String(attributes.name)),
    );
    const apart = all("vsphere:computeClusterVmAntiAffinityRule").flatMap(
      ({ attributes }) => attributes.virtualMachineIds as readonly string[],
    );
    for (const { id, attributes } of machines) {
      // The one database has no sibling to be apart from.
      if (!/-database$/.test(String(attributes.name))) expect(apart).toContain(id);
      expect(attributes.tags).toHaveLength(6);
      expect(String(attributes.folder)).toMatch(/food$/);
    }
  });

  it("scales every workload by one owner, keeps it up through evictions and closed to strangers", () => {
    const inNamespaces = (kind: string) =>
      all(kind).filter(({ attributes }) => ["artist", "food"].includes(String(attributes.namespace)));
    const deployments = inNamespaces("kubernetes:apps/v1/Deployment").map(nameOf);
    expect(deployments.length).toBeGreaterThan(0);
    const scaled = [
      ...inNamespaces("kubernetes:autoscaling/v2/HorizontalPodAutoscaler"),
      ...inNamespaces("kubernetes:keda.sh/v1alpha1/ScaledObject"),
    ].map(nameOf);
    expect(scaled.sort()).toEqual(deployments.toSorted());
    expect(inNamespaces("kubernetes:policy/v1/PodDisruptionBudget").map(nameOf).sort()).toEqual(
      deployments.toSorted(),
    );
    for (const namespace of ["artist", "food"]) {
      const space = all("kubernetes:v1/Namespace").find(({ attributes }) => attributes.name === namespace);
      expect(JSON.stringify(space?.attributes.metadata)).toContain(
        '"pod-security.kubernetes.io/enforce":"restricted"',
      );
      const closed = all("kubernetes:networking.k8s.io/v1/NetworkPolicy").filter(
        ({ attributes }) =>
          attributes.namespace === namespace &&
          JSON.stringify((attributes.spec as Attributes).podSelector) === "{}",
      );
      expect(closed.length).toBeGreaterThan(0);
    }
  });

  it("runs containers that can write nowhere, gain nothing and come back by themselves", () => {
    const containers = all("docker:container");
    expect(containers.length).toBeGreaterThan(0);
    for (const { attributes } of containers) {
      expect(attributes).toMatchObject({
        readOnly: true,
        restart: "unless-stopped",
        capabilities: { drops: ["ALL"] },
        securityOpts: ["no-new-privileges:true"],
      });
      expect(String(attributes.image)).toMatch(/@sha256:[0-9a-f]{64}$/);
    }
  });

  it("shows no secret in any file or line", () => {
    const written = operator.everythingWritten() + first.stdout + first.stderr;
    expect(written).not.toMatch(/BEGIN (EC |RSA )?PRIVATE KEY/);
    expect(written).not.toContain("Aa1!");
  });

  it("changes nothing when nothing has changed, and finds no drift where there is none", async () => {
    for (const command of ["up", "refresh"]) {
      const { code, document } = await operator.hougu(command, "--stack", "prod", "--yes");
      expect({ command, code, changes: document.changes }).toEqual({ command, code: 0, changes: [] });
    }
  });

  describe("a change of its configuration", () => {
    const effects = new Map<string, string>();

    it.each(CHANGES)("$key can be previewed and says what it does", async (change) => {
      const restore = operator.configure("prod", (file) => apply(change, file));
      const { code, document, stderr } = await operator.hougu("preview", "--stack", "prod");
      restore();
      expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
      effects.set(change.key, effectOf(document));
    });

    /** `npx vitest run test/lifecycle/prod.test.ts -u` renews the document, and its diff is reviewed. */
    it("does what docs/changes.md says", async () => {
      expect(effects.size).toBe(CHANGES.length);
      await expect(renderChanges(CHANGES, effects)).toMatchFileSnapshot("../../docs/changes.md");
    });
  });

  it("replaces an edge that production needs, one after the other, and stays as planned", async () => {
    operator.configure("prod", (file) => file.setIn(["config", "hougu:artist", "edge", "burst"], 99));
    const ended = await operator.hougu("up", "--stack", "prod", "--yes");
    expect({ code: ended.code, error: ended.document.error }).toEqual({ code: 0, error: undefined });
    const { steps } = ended.document;
    const edges = [
      ...new Set(steps.map(({ name }) => name).filter((name) => /^artist-edge-.*-\d$/.test(name))),
    ];
    expect(edges.length).toBeGreaterThanOrEqual(2 * environment.zones.length);
    const at = (name: string, step: string) =>
      steps.findIndex((one) => one.name === name && one.step === step);
    for (const name of edges)
      expect(at(name, "delete-replaced")).toBeLessThan(at(name, "create-replacement"));
  });

  it("is refused to be destroyed until somebody means it, and then leaves nothing", async () => {
    const refused = await operator.hougu("destroy", "--stack", "prod", "--yes");
    expect(refused.document.error).toMatchObject({ code: "protected" });
    const { code, document } = await operator.hougu("destroy", "--stack", "prod", "--unprotect", "--yes");
    expect({ code, error: document.error }).toEqual({ code: 0, error: undefined });
    const furnished = operator.furnishings().map(({ id }) => id);
    const left = await operator.behindTheBack((cloud) => cloud.list());
    const kept = left.filter(({ id }) => !furnished.includes(id)).map(({ type }) => type);
    // What `retainOnDelete` keeps on purpose: pictures, keys, logs and images outlive the environment that made them.
    expect([...new Set(kept)].sort()).toEqual(RETAINED);
  });
});

const RETAINED: readonly string[] = [
  "alicloud:acrInstance",
  "alicloud:kmsKey",
  "alicloud:logProject",
  "alicloud:logStore",
  "alicloud:ossBucket",
  "vsphere:virtualDisk",
];

function nameOf({ attributes }: CloudObject): string {
  return `${String(attributes.namespace)}/${String(attributes.name)}`;
}
