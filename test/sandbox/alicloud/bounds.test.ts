import { describe, expect, it } from "vitest";
import type { Attributes } from "../../../sandbox/cloud/object.ts";
import { refusalOf } from "../account.ts";
import { alicloudAccount } from "./alicloud.ts";

/** The last that is accepted on either side; what lies beyond is among the refused programs. */
const BOUNDS: readonly (readonly [type: string, attributes: Attributes])[] = [
  ["alicloud:vpc", { cidrBlock: "10.0.0.0/8" }],
  ["alicloud:vpc", { cidrBlock: "10.20.0.0/28" }],
  ["alicloud:vpc", { cidrBlock: "" }],
  ["alicloud:vswitch", { cidrBlock: "10.20.0.0/16" }],
  ["alicloud:vswitch", { cidrBlock: "10.20.0.0/29" }],
  ["alicloud:securityGroupRule", { portRange: "1/65535" }],
  ["alicloud:securityGroupRule", { ipProtocol: "112", portRange: "-1/-1" }],
  ["alicloud:havip", { ipAddress: "10.20.1.1" }],
  ["alicloud:havip", { ipAddress: "10.20.1.252" }],
  ["alicloud:instance", { systemDiskSize: 20 }],
  ["alicloud:instance", { systemDiskSize: 2048 }],
  ["alicloud:instance", { userData: Buffer.alloc(32 * 1024).toString("base64") }],
  ["alicloud:autoSnapshotPolicy", { retentionDays: -1 }],
  ["alicloud:autoSnapshotPolicy", { retentionDays: 1 }],
  ["alicloud:autoSnapshotPolicy", { retentionDays: 65_536 }],
  ["alicloud:ramRole", { roleName: "r".repeat(64), maxSessionDuration: 43_200 }],
  ["alicloud:ramPolicy", { policyName: "p".repeat(128) }],
  ["alicloud:secretParameter", { value: "x".repeat(4096) }],
];

describe("Alibaba Cloud accepts up to its bounds", () => {
  it.each(BOUNDS)("%s %j", async (type, attributes) => {
    await expect(alicloudAccount().create(type, attributes)).resolves.toBeDefined();
  });
});

describe("Alibaba Cloud", () => {
  it("makes an instance of what nobody says as the API reference has it", async () => {
    const unsaid = {
      systemDiskSize: null,
      systemDiskCategory: null,
      availabilityZone: null,
      instanceName: null,
    };
    const { attributes } = await alicloudAccount().create("alicloud:instance", unsaid);
    expect(attributes).toMatchObject({
      systemDiskSize: 40,
      systemDiskCategory: "cloud_efficiency",
      systemDiskEncrypted: false,
      systemDiskPerformanceLevel: "",
      availabilityZone: "cn-hangzhou-k",
      instanceName: "ECS-Instance",
      maintenanceAction: "AutoRecover",
      description: "",
      creditSpecification: "",
      spotStrategy: "NoSpot",
      httpTokens: "optional",
    });
  });

  it.each([
    ["ecs.g7.large", 2, 8],
    ["ecs.c7.2xlarge", 8, 16],
    ["ecs.r7.xlarge", 4, 32],
    ["ecs.u1-c1m8.large", 2, 16],
  ])("knows that %s has %d CPUs and %d GiB", async (instanceType, cpu, gib) => {
    const { attributes } = await alicloudAccount().create("alicloud:instance", { instanceType });
    expect(attributes).toMatchObject({ cpu, memory: gib * 1024 });
  });

  it.each(["ecs.zz9.large", "ecs.g7.xxlarge", "g7.large"])(
    "knows no instance type %s",
    async (instanceType) => {
      const refusal = await refusalOf(alicloudAccount().create("alicloud:instance", { instanceType }));
      expect(refusal.code).toBe("InvalidInstanceType.ValueNotSupported");
    },
  );

  it("says what kind of bearer a HaVip has once it has one", async () => {
    const account = alicloudAccount();
    const { id, attributes } = await account.the("alicloud:havip");
    expect(attributes.associatedInstanceType).toBe("");
    await account.the("alicloud:havipAttachment");
    expect((await account.describe("alicloud:havip", id)).attributes.associatedInstanceType).toBe(
      "EcsInstance",
    );
  });
});
