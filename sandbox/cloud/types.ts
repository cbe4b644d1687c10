import { ALICLOUD_TYPES } from "./alicloud/types.ts";
import { DOCKER_TYPES } from "./docker/types.ts";
import { KUBERNETES_TYPES } from "./kubernetes/types.ts";
import type { ResourceType } from "./resource-type.ts";
import { VSPHERE_TYPES } from "./vsphere/types.ts";

/** Every type of every platform that the sandbox has. */
export const CLOUD_TYPES: readonly ResourceType[] = [
  ...ALICLOUD_TYPES,
  ...VSPHERE_TYPES,
  ...DOCKER_TYPES,
  ...KUBERNETES_TYPES,
];
