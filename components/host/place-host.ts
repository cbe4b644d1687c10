import * as pulumi from "@pulumi/pulumi";
import type { AlicloudSettings } from "../config/environment.ts";
import { parseBlock } from "../config/ipv4.ts";
import type { HostPlan } from "../environment/plan-types.ts";
import { cloudInit } from "../guest/cloud-init.ts";
import type { Guest, GuestRole, SecretName } from "../guest/guest.ts";
import { guestinfo, guestinfoSecrets } from "../guest/guestinfo.ts";
import { secretsOf } from "../guest/secret.ts";
import type { Labels } from "../naming/labels.ts";
import type { Service } from "../naming/tags.ts";
import type { VsphereSite } from "../network/vsphere-site.ts";
import { EcsHost } from "./ecs-host.ts";
import type { Host } from "./host.ts";
import { instanceTypeFor } from "./instance-type.ts";
import { primaryInterface } from "./primary-interface.ts";
import { type SecretValues, secretDigest } from "./secret-values.ts";
import { parameterName } from "./service-secrets.ts";
import { type AttachedDisk, VsphereHost } from "./vsphere-host.ts";

/** What Alibaba Cloud needs to know about hosts of one role of a mini-program. */
export interface AlicloudGround {
  readonly on: "alicloud";
  readonly region: string;
  readonly settings: AlicloudSettings;
  /** vSwitch ids by subnet name. */
  readonly vswitchIds: Readonly<Record<string, pulumi.Input<string>>>;
  /** Security group ids of a host, by its name. */
  readonly securityGroupIds: (host: string) => readonly pulumi.Input<string>[];
  /** Name of the RAM role by which these hosts read their secrets. */
  readonly roleName: pulumi.Input<string>;
  /** Policy of daily snapshots; absent for hosts that hold nothing of their own. */
  readonly snapshotPolicyId?: pulumi.Input<string>;
}

/** What vSphere needs to know. */
export interface VsphereGround {
  readonly on: "vsphere";
  readonly site: VsphereSite;
  /** Values of the mini-program's secrets; a host gets those that its guest names. */
  readonly secrets: SecretValues;
  /** Minutes until a machine must have reported its address; 0 where machines don't run. */
  readonly guestTimeoutMinutes: number;
}

/** Where hosts of one role of a mini-program stand. */
export type Ground = AlicloudGround | VsphereGround;

/** A ground on which peers already keep apart: on Alibaba Cloud that is a property of the machine itself. */
export type PeerGround =
  | (AlicloudGround & { readonly deploymentSetId: pulumi.Input<string> })
  | VsphereGround;

/** What a machine on vSphere keeps beyond its life, and the datastore that it therefore stands on. */
export interface KeptDisks {
  readonly datastoreId: pulumi.Input<string>;
  readonly disks: readonly AttachedDisk[];
}

/** Puts a guest on a machine, on the ground that its placement names. */
export function placeHost(
  plan: HostPlan,
  guest: Guest,
  ground: PeerGround,
  labels: Labels,
  opts: pulumi.ComponentResourceOptions,
  kept?: KeptDisks,
): Host {
  if (ground.on === "alicloud" && plan.placement.on === "alicloud") {
    return placeOnAlicloud(plan, plan.placement, guest, ground, labels, opts);
  }
  if (ground.on === "vsphere" && plan.placement.on === "vsphere") {
    return placeOnVsphere(plan, guest, ground, labels, opts, kept);
  }
  throw new Error(`${plan.name} is planned on ${plan.placement.on}, and its ground is ${ground.on}`);
}

function placeOnAlicloud(
  { name, service, role, machine, address }: HostPlan,
  { zone, subnet }: Extract<HostPlan["placement"], { readonly on: "alicloud" }>,
  guest: Guest,
  ground: Extract<PeerGround, { readonly on: "alicloud" }>,
  labels: Labels,
  opts: pulumi.ComponentResourceOptions,
): EcsHost {
  const { region, settings, snapshotPolicyId } = ground;
  const vswitchId = ground.vswitchIds[subnet];
  if (vswitchId === undefined) throw new Error(`${name}: the network has no subnet ${subnet}`);
  return new EcsHost(
    name,
    {
      instanceName: labels.physicalName(name),
      instanceType: instanceTypeFor(machine, settings.instanceFamilies),
      imageId: settings.imageId,
      diskCategory: settings.diskCategory,
      diskGiB: machine.diskGiB,
      zone,
      vswitchId,
      address,
      securityGroupIds: [...ground.securityGroupIds(name)],
      roleName: ground.roleName,
      deploymentSetId: ground.deploymentSetId,
      userData: cloudInit(guest, { by: "oos", region, parameters: parametersOf(guest, labels, service) }),
      ...(snapshotPolicyId === undefined ? {} : { snapshotPolicyId }),
      tags: labels.tags(service, role),
    },
    opts,
  );
}

/** Roles whose disks have what no other machine or image has. */
const KEEPS_DATA: ReadonlySet<GuestRole> = new Set(["rabbitmq", "database"]);

/**
 * Minutes that a guest of a role needs to leave in order. A broker waits up to eight for the others, then stops; a database
 * writes its cache back, five at most (its unit's TimeoutStopSec).
 */
const SHUTDOWN_MINUTES: Partial<Record<GuestRole, number>> = { rabbitmq: 10, database: 7 };

function placeOnVsphere(
  { name, service, role, machine, address }: HostPlan,
  guest: Guest,
  { site, secrets, guestTimeoutMinutes }: VsphereGround,
  labels: Labels,
  opts: pulumi.ComponentResourceOptions,
  kept?: KeptDisks,
): VsphereHost {
  const own = ownSecrets(guest, secrets);
  const shutdownMinutes = SHUTDOWN_MINUTES[role];
  const { cidr, gateway, nameservers } = site.segment;
  const hostAddress = {
    address,
    prefix: parseBlock(cidr).prefix,
    gateway,
    nameservers,
    interface: primaryInterface("vsphere"),
  };
  return new VsphereHost(
    name,
    {
      vmName: labels.physicalName(name),
      inventory: kept
        ? { ...site.inventory, storage: { kind: "datastore", datastoreId: pulumi.output(kept.datastoreId) } }
        : site.inventory,
      ...(kept ? { attachedDisks: kept.disks } : {}),
      resourcePoolId: site.resourcePoolId,
      folder: site.folderOf(service),
      cpus: machine.cpus,
      memoryGiB: machine.memoryGiB,
      diskGiB: machine.diskGiB,
      address,
      guestinfo: guestinfo(name, hostAddress, cloudInit(guest, { by: "guestinfo" })),
      secrets: pulumi.secret(pulumi.output(own).apply(guestinfoSecrets)),
      secretDigest: secretDigest(own),
      guestTimeoutMinutes,
      ...(shutdownMinutes === undefined ? {} : { shutdownMinutes }),
      ...(site.snapshot !== undefined && KEEPS_DATA.has(role) ? { snapshot: site.snapshot } : {}),
      tagIds: site.tagIds(labels.tags(service, role)),
    },
    opts,
  );
}

/** The parameters that a guest's host reads, by secret. */
export function parametersOf(
  guest: Guest,
  labels: Labels,
  service: Service,
): Partial<Record<SecretName, string>> {
  return Object.fromEntries(
    secretsOf(guest).map((secret) => [secret, parameterName(labels, service, secret)]),
  );
}

/** The values that a guest needs, and no others. */
function ownSecrets(guest: Guest, secrets: SecretValues): SecretValues {
  return Object.fromEntries(
    secretsOf(guest).map((secret) => {
      const value = secrets[secret];
      if (value === undefined)
        throw new Error(`${guest.name} needs the secret ${secret}, which has no value`);
      return [secret, value];
    }),
  );
}
