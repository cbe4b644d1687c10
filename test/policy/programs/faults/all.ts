import { DOCKER_FAULTS, IMAGES_FAULTS, KUBERNETES_FAULTS } from "./containers.ts";
import { AUDIT_FAULTS, AVAILABILITY_FAULTS, BACKUP_FAULTS } from "./durability.ts";
import { ENCRYPTION_FAULTS } from "./encryption.ts";
import type { Fault } from "./fault.ts";
import { IDENTITY_FAULTS } from "./identity.ts";
import { NETWORK_FAULTS } from "./network.ts";
import {
  COST_FAULTS,
  DEPRECATED_FAULTS,
  OWNERSHIP_FAULTS,
  RESIDENCY_FAULTS,
  VSPHERE_FAULTS,
} from "./ownership-and-cost.ts";
import { SECRETS_FAULTS } from "./secrets.ts";

/** Every fault, by the groups of the rules. */
export const FAULTS: readonly Fault[] = [
  ...NETWORK_FAULTS,
  ...IDENTITY_FAULTS,
  ...ENCRYPTION_FAULTS,
  ...SECRETS_FAULTS,
  ...AVAILABILITY_FAULTS,
  ...BACKUP_FAULTS,
  ...AUDIT_FAULTS,
  ...OWNERSHIP_FAULTS,
  ...KUBERNETES_FAULTS,
  ...IMAGES_FAULTS,
  ...COST_FAULTS,
  ...RESIDENCY_FAULTS,
  ...DEPRECATED_FAULTS,
  ...VSPHERE_FAULTS,
  ...DOCKER_FAULTS,
];
