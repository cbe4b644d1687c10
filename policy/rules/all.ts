import type { AnyRule } from "../rule.ts";
import { noPasswordLogin } from "./access/no-password-login.ts";
import { backups } from "./disks/backups.ts";
import { encryptedDisks } from "./disks/encrypted-disks.ts";
import { allowedSizes } from "./machines/allowed-sizes.ts";
import { noOpenIngress } from "./network/no-open-ingress.ts";
import { noPortForwarding } from "./network/no-port-forwarding.ts";
import { noPublicAddressInside } from "./network/no-public-address-inside.ts";
import { mandatoryTags } from "./ownership/mandatory-tags.ts";
import { names } from "./ownership/names.ts";
import { deletionProtection } from "./resilience/deletion-protection.ts";
import { twoZones } from "./resilience/two-zones.ts";

/** Every rule of the pack, in the order of the reference. */
export const RULES: readonly AnyRule[] = [
  noOpenIngress,
  noPublicAddressInside,
  noPortForwarding,
  noPasswordLogin,
  encryptedDisks,
  backups,
  deletionProtection,
  twoZones,
  allowedSizes,
  mandatoryTags,
  names,
];
