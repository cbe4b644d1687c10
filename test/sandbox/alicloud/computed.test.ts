import { describe, expect, it } from "vitest";
import { text } from "../../../sandbox/cloud/object.ts";
import { alicloudAccount, ZONE } from "./alicloud.ts";

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
/** Ids of VPC's and ECS's services in Hangzhou. */
const vpcId = (kind: string) => expect.stringMatching(new RegExp(`^${kind}-bp1[0-9a-z]{18}$`));
const ecsId = (kind: string) => expect.stringMatching(new RegExp(`^${kind}-bp1[0-9a-z]{17}$`));

/** What each type shows beside what was asked for. */
const COMPUTED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "alicloud:vpc": {
    status: "Available",
    routerId: vpcId("vrt"),
    routeTableId: vpcId("vtb"),
    regionId: "cn-hangzhou",
    isDefault: false,
    createTime: expect.stringMatching(TIME),
  },
  "alicloud:vswitch": { status: "Available", isDefault: false, enableIpv6: false },
  "alicloud:securityGroup": { securityGroupType: "normal", innerAccessPolicy: "Accept", innerAccess: true },
  "alicloud:securityGroupRule": {
    nicType: "intranet",
    securityGroupRuleId: expect.stringMatching(/^sgr-[0-9a-z]{17}$/),
  },
  "alicloud:natGateway": {
    status: "Available",
    natType: "Enhanced",
    snatTableIds: vpcId("stb"),
    forwardTableIds: vpcId("ftb"),
    privateIp: expect.stringMatching(/^10\.20\.1\.\d+$/),
    internetChargeType: "PayByLcu",
    paymentType: "PayAsYouGo",
  },
  "alicloud:snatEntry": { status: "Available", snatEntryId: vpcId("snat"), sourceCidr: "10.20.1.0/24" },
  "alicloud:forwardEntry": { status: "Available", forwardEntryId: vpcId("fwd") },
  "alicloud:eip": {
    status: "Available",
    ipAddress: expect.stringMatching(/^(203\.0\.113|198\.51\.100|192\.0\.2)\.\d+$/),
    isp: "BGP",
    internetChargeType: "PayByBandwidth",
  },
  "alicloud:eipAssociation": { instanceType: "Nat", mode: "NAT" },
  "alicloud:havip": {
    status: "Available",
    haVipId: vpcId("havip"),
    associatedInstances: [],
    associatedEipAddresses: [],
    masterInstanceId: "",
  },
  "alicloud:havipAttachment": { status: "InUse", instanceType: "EcsInstance" },
  "alicloud:instance": {
    status: "Running",
    cpu: 2,
    memory: 4096,
    privateIp: expect.stringMatching(/^10\.20\.1\.\d+$/),
    primaryIpAddress: expect.stringMatching(/^10\.20\.1\.\d+$/),
    publicIp: "",
    availabilityZone: ZONE,
    systemDiskId: ecsId("d"),
    networkInterfaceId: ecsId("eni"),
    systemDiskPerformanceLevel: "PL1",
    instanceChargeType: "PostPaid",
    osName: "Debian 12.8 64 bit",
    osType: "linux",
    roleName: "",
  },
  "alicloud:disk": { kind: "data", status: "Available", category: "cloud_essd", encrypted: false },
  "alicloud:deploymentSet": { strategy: "Availability", domain: "Default", granularity: "Host" },
  "alicloud:ramRoleAttachment": {},
  "alicloud:autoSnapshotPolicy": {
    status: "Normal",
    regionId: "cn-hangzhou",
    copiedSnapshotsRetentionDays: -1,
  },
  "alicloud:autoSnapshotPolicyAttachment": { regionId: "cn-hangzhou" },
  "alicloud:ramRole": {
    arn: "acs:ram::1000:role/edge",
    roleId: expect.stringMatching(/^\d{18}$/),
    maxSessionDuration: 3600,
  },
  "alicloud:ramPolicy": { type: "Custom", defaultVersion: "v1", attachmentCount: 0 },
  "alicloud:ramRolePolicy": {},
  "alicloud:secretParameter": { type: "Secret", createTime: expect.stringMatching(TIME) },
};

/** What each id is made of. */
const IDS: Readonly<Record<string, RegExp>> = {
  "alicloud:snatEntry": /^stb-bp1[0-9a-z]{18}:snat-bp1[0-9a-z]{18}$/,
  "alicloud:forwardEntry": /^ftb-bp1[0-9a-z]{18}:fwd-bp1[0-9a-z]{18}$/,
  "alicloud:eipAssociation": /^eip-bp1\w+:ngw-bp1\w+$/,
  "alicloud:havipAttachment": /^havip-bp1\w+:i-bp1\w+$/,
  "alicloud:securityGroupRule": /^sg-bp1\w+:ingress:tcp:443\/443:intranet:0\.0\.0\.0\/0:accept:1$/,
  "alicloud:ramRoleAttachment": /^i-bp1\w+:Edge$/,
  "alicloud:autoSnapshotPolicyAttachment": /^sp-bp1\w+:d-bp1\w+$/,
  "alicloud:ramRole": /^Edge$/,
  "alicloud:ramPolicy": /^edge-secrets$/,
  "alicloud:ramRolePolicy": /^role:edge-secrets:Custom:Edge$/,
  "alicloud:secretParameter": /^hougu-dev-vrrp$/,
  "alicloud:instance": /^i-bp1[0-9a-z]{17}$/,
  "alicloud:vpc": /^vpc-bp1[0-9a-z]{18}$/,
};

describe("Alibaba Cloud fills in", () => {
  it.each(Object.entries(COMPUTED))("what belongs to a %s", async (type, computed) => {
    const account = alicloudAccount();
    const wanted = await account.wanted(type);
    const { id, attributes } = await account.the(type);
    expect(attributes).toMatchObject({ ...wanted, ...computed });
    const pattern = IDS[type];
    if (pattern) expect(id).toMatch(pattern);
  });

  it("an instance's role once it has one; an EIP is no public address of its own", async () => {
    const account = alicloudAccount();
    await account.the("alicloud:ramRoleAttachment");
    const { id } = await account.the("alicloud:instance");
    await account.create("alicloud:eipAssociation", { instanceId: id, instanceType: "EcsInstance" });
    const eip = await account.describe("alicloud:eip", (await account.the("alicloud:eip")).id);
    expect(eip.attributes.status).toBe("InUse");
    expect((await account.describe("alicloud:instance", id)).attributes).toMatchObject({
      roleName: "Edge",
      publicIp: "",
    });
  });

  it("a HaVip's bearer and EIP", async () => {
    const account = alicloudAccount();
    const { id } = await account.the("alicloud:havip");
    const instance = await account.the("alicloud:instance");
    await account.the("alicloud:havipAttachment");
    await account.create("alicloud:eipAssociation", { instanceId: id, instanceType: "HaVip" });
    const eip = await account.the("alicloud:eip");
    expect((await account.describe("alicloud:havip", id)).attributes).toMatchObject({
      status: "InUse",
      associatedInstances: [instance.id],
      masterInstanceId: instance.id,
      associatedEipAddresses: [eip.attributes.ipAddress],
    });
  });

  it("a new version of a policy whose document changes, and no other", async () => {
    const account = alicloudAccount();
    const { id, attributes } = await account.the("alicloud:ramPolicy");
    const renamed = await account.modify("alicloud:ramPolicy", id, { description: "new" });
    expect(renamed.attributes.defaultVersion).toBe("v1");
    const document = text(attributes, "policyDocument").replace("*", "acs:oos:*");
    const changed = await account.modify("alicloud:ramPolicy", id, { policyDocument: document });
    expect(changed.attributes.defaultVersion).toBe("v2");
    await account.the("alicloud:ramRolePolicy");
    expect((await account.describe("alicloud:ramPolicy", id)).attributes.attachmentCount).toBe(1);
  });

  it("an instance's size when its type changes, and keeps its address", async () => {
    const account = alicloudAccount();
    const { id, attributes } = await account.the("alicloud:instance");
    const after = await account.modify("alicloud:instance", id, { instanceType: "ecs.u1-c1m4.xlarge" });
    expect(after.attributes).toMatchObject({ cpu: 4, memory: 16_384, privateIp: attributes.privateIp });
  });
});

describe("Alibaba Cloud takes along", () => {
  it("an instance's disk, role, HaVip and EIP, and nothing that others own", async () => {
    const account = alicloudAccount();
    const { id, attributes } = await account.the("alicloud:instance");
    const disk = text(attributes, "systemDiskId");
    expect((await account.describe("alicloud:disk", disk)).attributes).toMatchObject({
      instanceId: id,
      size: 40,
    });
    const followers = [
      "alicloud:ramRoleAttachment",
      "alicloud:havipAttachment",
      "alicloud:autoSnapshotPolicyAttachment",
    ] as const;
    const ids: [string, string][] = [["alicloud:disk", disk]];
    for (const type of followers) ids.push([type, (await account.the(type)).id]);
    const bound = await account.create("alicloud:eipAssociation", {
      instanceId: id,
      instanceType: "EcsInstance",
    });
    ids.push(["alicloud:eipAssociation", bound.id]);
    await account.remove("alicloud:instance", id);
    account.settle();
    for (const [type, gone] of ids) expect(await account.exists(type, gone), type).toBe(false);
    for (const type of [
      "alicloud:ramRole",
      "alicloud:havip",
      "alicloud:eip",
      "alicloud:autoSnapshotPolicy",
    ]) {
      expect(await account.exists(type, (await account.the(type)).id), type).toBe(true);
    }
  });

  it("a security group's rules", async () => {
    const account = alicloudAccount();
    const { id } = await account.the("alicloud:securityGroupRule");
    await account.remove("alicloud:securityGroup", (await account.the("alicloud:securityGroup")).id);
    expect(await account.exists("alicloud:securityGroupRule", id)).toBe(false);
  });
});

describe("Alibaba Cloud tolerates", () => {
  it.each(["alicloud:securityGroupRule", "alicloud:autoSnapshotPolicyAttachment"])(
    "the same %s again, and makes nothing of it",
    async (type) => {
      const account = alicloudAccount();
      const { id } = await account.the(type);
      expect((await account.create(type)).id).toBe(id);
      expect(await account.cloud.search(account.session, type)).toHaveLength(1);
    },
  );

  it("several EIPs on one NAT gateway", async () => {
    const account = alicloudAccount();
    await account.the("alicloud:eipAssociation");
    const { id } = await account.create("alicloud:eip");
    await expect(account.create("alicloud:eipAssociation", { allocationId: id })).resolves.toBeDefined();
  });

  it("a policy of Alibaba Cloud's own that no account has", async () => {
    const account = alicloudAccount();
    const attached = { policyName: "AliyunOSSReadOnlyAccess", policyType: "System" };
    await expect(account.create("alicloud:ramRolePolicy", attached)).resolves.toBeDefined();
  });
});
