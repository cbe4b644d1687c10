import type { Platform } from "../config/environment.ts";

/**
 * What Debian calls a host's one network interface. ECS images keep the kernel's names; on vSphere the name is the slot
 * of the first vmxnet3 adapter, 192, which is why machines get that adapter whatever their template has.
 */
const INTERFACES = { alicloud: "eth0", vsphere: "ens192" } as const satisfies Record<Platform, string>;

export function primaryInterface(platform: Platform): string {
  return INTERFACES[platform];
}
