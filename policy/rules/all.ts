import type { AnyRule, RuleGroup } from "../rule.ts";
import { AUDIT } from "./audit/group.ts";
import { AVAILABILITY } from "./availability/group.ts";
import { BACKUP } from "./backup/group.ts";
import { COST } from "./cost/group.ts";
import { DEPRECATED } from "./deprecated/group.ts";
import { DOCKER } from "./docker/group.ts";
import { ENCRYPTION } from "./encryption/group.ts";
import { IDENTITY } from "./identity/group.ts";
import { IMAGES } from "./images/group.ts";
import { KUBERNETES } from "./kubernetes/group.ts";
import { NETWORK } from "./network/group.ts";
import { OWNERSHIP } from "./ownership/group.ts";
import { RESIDENCY } from "./residency/group.ts";
import { SECRETS } from "./secrets/group.ts";
import { VSPHERE } from "./vsphere/group.ts";

/** Every group of rules, in the order of the reference. A group is a folder. */
export const GROUPS: readonly RuleGroup[] = [
  NETWORK,
  IDENTITY,
  ENCRYPTION,
  SECRETS,
  AVAILABILITY,
  BACKUP,
  AUDIT,
  OWNERSHIP,
  KUBERNETES,
  IMAGES,
  COST,
  RESIDENCY,
  DEPRECATED,
  VSPHERE,
  DOCKER,
];

/** Every rule of the pack, in the order of the reference. */
export const RULES: readonly AnyRule[] = GROUPS.flatMap(({ rules }) => rules);
