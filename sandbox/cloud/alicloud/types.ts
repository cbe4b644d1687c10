import type { ResourceType } from "../resource-type.ts";
import { deploymentSet, disk, ramRoleAttachment } from "./ecs.ts";
import { eip, eipAssociation } from "./eip.ts";
import { havip, havipAttachment } from "./havip.ts";
import { instance } from "./instance.ts";
import { natGateway, snatEntry } from "./nat.ts";
import { secretParameter } from "./oos.ts";
import { ramPolicy, ramRole, ramRolePolicy } from "./ram.ts";
import { securityGroup, securityGroupRule } from "./security-group.ts";
import { autoSnapshotPolicy, autoSnapshotPolicyAttachment } from "./snapshot.ts";
import { vpc, vswitch } from "./vpc.ts";

/** Every type of Alibaba Cloud that the sandbox has. */
export const ALICLOUD_TYPES: readonly ResourceType[] = [
  vpc,
  vswitch,
  securityGroup,
  securityGroupRule,
  natGateway,
  snatEntry,
  eip,
  eipAssociation,
  havip,
  havipAttachment,
  instance,
  disk,
  deploymentSet,
  ramRoleAttachment,
  autoSnapshotPolicy,
  autoSnapshotPolicyAttachment,
  ramRole,
  ramPolicy,
  ramRolePolicy,
  secretParameter,
];
