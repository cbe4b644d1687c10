import { EcsAutoSnapshotPolicyAttachment } from "@pulumi/alicloud/ecs/ecsAutoSnapshotPolicyAttachment.js";
import { Instance } from "@pulumi/alicloud/ecs/instance.js";
import { RamRoleAttachment } from "@pulumi/alicloud/ecs/ramRoleAttachment.js";
import * as pulumi from "@pulumi/pulumi";
import type { Host } from "./host.ts";

/** What an {@link EcsHost} is made of. */
export interface EcsHostArgs {
  /** Name in the console. */
  readonly instanceName: pulumi.Input<string>;
  /** e.g. `ecs.g7.xlarge`. */
  readonly instanceType: pulumi.Input<string>;
  readonly imageId: pulumi.Input<string>;
  readonly diskCategory: pulumi.Input<"cloud_essd" | "cloud_auto" | "cloud_essd_entry">;
  /** Size of the system disk in GiB. */
  readonly diskGiB: pulumi.Input<number>;
  readonly zone: pulumi.Input<string>;
  readonly vswitchId: pulumi.Input<string>;
  /** Private IPv4 address inside the vSwitch. */
  readonly address: pulumi.Input<string>;
  readonly securityGroupIds: pulumi.Input<readonly pulumi.Input<string>[]>;
  /** Name of the RAM role by which the machine reads its secrets. */
  readonly roleName: pulumi.Input<string>;
  /** Set that keeps its members on different physical machines. */
  readonly deploymentSetId: pulumi.Input<string>;
  /** cloud-config as text, without secrets. */
  readonly userData: pulumi.Input<string>;
  /** Policy of daily snapshots of the system disk; absent for machines that hold nothing of their own. */
  readonly snapshotPolicyId?: pulumi.Input<string>;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** The provider gives up after 10 minutes; a deployment set waits longer than that for another physical machine at times. */
const TIMEOUTS = { create: "15m", update: "15m", delete: "15m" } as const;

/**
 * A machine on Alibaba Cloud. It is never repaired: another guest or image means another machine, and because
 * its private address is planned the old one goes first. A secret that rotates is the exception: the parameter changes,
 * and `/usr/local/lib/hougu/boot`, run again on the machine, takes it up.
 */
export class EcsHost extends pulumi.ComponentResource implements Host {
  readonly hostName: string;
  readonly platform = "alicloud";
  readonly address: pulumi.Output<string>;
  readonly instanceId: pulumi.Output<string>;
  readonly ready: pulumi.Output<string>;

  constructor(name: string, args: EcsHostArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:host:EcsHost", name, {}, opts);
    this.hostName = name;
    const instance = createInstance(this, name, args, opts.dependsOn);
    const role = new RamRoleAttachment(
      name,
      { instanceId: instance.id, ramRoleName: args.roleName },
      { parent: this, deleteBeforeReplace: true },
    );
    const waitFor: pulumi.Output<string>[] = [role.id];
    if (args.snapshotPolicyId !== undefined) {
      const backup = new EcsAutoSnapshotPolicyAttachment(
        name,
        { autoSnapshotPolicyId: args.snapshotPolicyId, diskId: instance.systemDiskId },
        { parent: this, deleteBeforeReplace: true },
      );
      waitFor.push(backup.id);
    }
    this.address = instance.privateIp;
    this.instanceId = instance.id;
    this.ready = pulumi.all([instance.privateIp, ...waitFor]).apply(([address]) => address as string);
    this.registerOutputs({ address: this.address, instanceId: this.instanceId });
  }
}

function createInstance(
  parent: EcsHost,
  name: string,
  args: EcsHostArgs,
  dependsOn: pulumi.ComponentResourceOptions["dependsOn"],
): Instance {
  return new Instance(
    name,
    {
      instanceName: args.instanceName,
      hostName: name,
      instanceType: args.instanceType,
      instanceChargeType: "PostPaid",
      imageId: args.imageId,
      availabilityZone: args.zone,
      vswitchId: args.vswitchId,
      privateIp: args.address,
      securityGroups: pulumi.output(args.securityGroupIds).apply((ids) => [...ids]),
      // No public address: the way in is the edge pair's, the way out the NAT gateway's.
      internetMaxBandwidthOut: 0,
      deploymentSetId: args.deploymentSetId,
      systemDiskCategory: args.diskCategory,
      systemDiskSize: args.diskGiB,
      systemDiskEncrypted: true,
      systemDiskName: args.instanceName,
      userData: pulumi.output(args.userData).apply((text) => Buffer.from(text, "utf8").toString("base64")),
      // The role's credentials are only for who can make a PUT request first (IMDSv2): a proxied GET gets nothing.
      httpEndpoint: "enabled",
      httpTokens: "required",
      // The physical machine's failure: started elsewhere, by the cloud, after a notice.
      maintenanceAction: "AutoRecover",
      maintenanceNotify: true,
      // Machines roll by replacement, one after the other. What must not be lost is elsewhere and guarded there: addresses,
      // sessions and messages on the peers, data in the managed stores.
      deletionProtection: false,
      tags: args.tags,
      volumeTags: args.tags,
    },
    {
      parent,
      ...(dependsOn === undefined ? {} : { dependsOn }),
      customTimeouts: TIMEOUTS,
      // cloud-init runs at the first boot only: in place, the provider would write new user data, restart the machine
      // and change nothing on it. A new image in place would swap the disk under a machine that serves.
      replaceOnChanges: ["userData", "imageId"],
      // The planned private address belongs to one machine at a time.
      deleteBeforeReplace: true,
    },
  );
}
