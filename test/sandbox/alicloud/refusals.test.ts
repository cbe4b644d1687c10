import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ALICLOUD_TYPES } from "../../../sandbox/cloud/alicloud/types.ts";
import { refusalOf } from "../account.ts";
import { codesIn } from "../rules.ts";
import { alicloudAccount } from "./alicloud.ts";
import { ACK_PROGRAMS } from "./programs/ack.ts";
import { ECS_PROGRAMS } from "./programs/ecs.ts";
import { EIP_PROGRAMS } from "./programs/eip.ts";
import { FORWARD_ENTRY_PROGRAMS } from "./programs/forward-entry.ts";
import { HAVIP_PROGRAMS } from "./programs/havip.ts";
import { INSTANCE_PROGRAMS } from "./programs/instance.ts";
import { MESSAGING_PROGRAMS } from "./programs/messaging.ts";
import { METRIC_PROGRAMS } from "./programs/metric.ts";
import { NAT_PROGRAMS } from "./programs/nat.ts";
import { OOS_PROGRAMS } from "./programs/oos.ts";
import { PRIVATE_ZONE_PROGRAMS } from "./programs/private-zone.ts";
import { RAM_PROGRAMS } from "./programs/ram.ts";
import { RDS_PROGRAMS } from "./programs/rds.ts";
import { REGISTRY_PROGRAMS } from "./programs/registry.ts";
import { SECURITY_GROUP_PROGRAMS } from "./programs/security-group.ts";
import { SNAPSHOT_PROGRAMS } from "./programs/snapshot.ts";
import { STORE_PROGRAMS } from "./programs/stores.ts";
import { VPC_PROGRAMS } from "./programs/vpc.ts";
import { WAY_IN_PROGRAMS } from "./programs/way-in.ts";

const PROGRAMS = [
  ...VPC_PROGRAMS,
  ...SECURITY_GROUP_PROGRAMS,
  ...NAT_PROGRAMS,
  ...FORWARD_ENTRY_PROGRAMS,
  ...EIP_PROGRAMS,
  ...HAVIP_PROGRAMS,
  ...INSTANCE_PROGRAMS,
  ...ECS_PROGRAMS,
  ...SNAPSHOT_PROGRAMS,
  ...RAM_PROGRAMS,
  ...OOS_PROGRAMS,
  ...RDS_PROGRAMS,
  ...STORE_PROGRAMS,
  ...REGISTRY_PROGRAMS,
  ...ACK_PROGRAMS,
  ...WAY_IN_PROGRAMS,
  ...MESSAGING_PROGRAMS,
  ...METRIC_PROGRAMS,
  ...PRIVATE_ZONE_PROGRAMS,
];

describe("Alibaba Cloud accepts", () => {
  it.each(ALICLOUD_TYPES.map(({ type }) => type))("a right %s, and lets it go again", async (type) => {
    const account = alicloudAccount();
    const { id } = await account.the(type);
    expect(account.cloud.isSettled()).toBe(true);
    await account.remove(type, id);
    account.settle();
    expect(await account.exists(type, id)).toBe(false);
  });
});

describe("Alibaba Cloud refuses", () => {
  it.each(PROGRAMS)("$type $what: $code", async ({ code, run }) => {
    const refusal = await refusalOf(run(alicloudAccount()));
    expect(refusal.code, refusal.message).toBe(code);
  });

  it("something about every type", () => {
    const types = new Set(PROGRAMS.map(({ type }) => type));
    expect([...types].sort()).toEqual(ALICLOUD_TYPES.map(({ type }) => type).sort());
  });

  it("by no rule that no program here breaks", () => {
    const broken = new Set(PROGRAMS.map(({ code }) => code));
    const rules = codesIn(join(import.meta.dirname, "../../../sandbox/cloud/alicloud"));
    expect([...rules].filter((code) => !broken.has(code)).sort()).toEqual([]);
  });
});
