import type { CloudObject, Value } from "../../../cloud/object.ts";
import { text as textOf } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, flag, integer, list, record, taken, text } from "../../fields.ts";
import { Parameters } from "../../parameters.ts";
import { ApiError, malformed } from "../../problem.ts";
import { tagsIn } from "../../tags.ts";

export const INSTANCE = "alicloud:instance";

/** Most instances of one call (API reference of RunInstances, Amount). */
const MOST_AT_ONCE = 100;

/** What RunInstances says of an instance, beside its disks and its place in the network. */
const GIVEN: Fields = {
  InstanceType: text("instanceType"),
  ImageId: text("imageId"),
  ZoneId: text("availabilityZone"),
  InstanceName: text("instanceName"),
  HostName: text("hostName"),
  Description: text("description"),
  Password: text("password"),
  KeyPairName: text("keyName"),
  UserData: text("userData"),
  InstanceChargeType: text("instanceChargeType"),
  InternetChargeType: text("internetChargeType"),
  InternetMaxBandwidthIn: integer("internetMaxBandwidthIn"),
  InternetMaxBandwidthOut: integer("internetMaxBandwidthOut"),
  ResourceGroupId: text("resourceGroupId"),
  CreditSpecification: text("creditSpecification"),
  DeletionProtection: flag("deletionProtection"),
  DeploymentSetId: text("deploymentSetId"),
  HpcClusterId: text("hpcClusterId"),
  DedicatedHostId: text("dedicatedHostId"),
  AutoReleaseTime: text("autoReleaseTime"),
  SpotStrategy: text("spotStrategy"),
  SpotDuration: integer("spotDuration"),
  SpotInterruptionBehavior: text("spotInterruptionBehavior"),
  HttpEndpoint: text("httpEndpoint"),
  HttpTokens: text("httpTokens"),
  HttpPutResponseHopLimit: integer("httpPutResponseHopLimit"),
  CpuOptions: record("cpuOptions", {
    Core: integer("coreCount"),
    ThreadsPerCore: integer("threadsPerCore"),
    TopologyType: text("topologyType"),
  }),
};

const SYSTEM_DISK_GIVEN: Fields = {
  Category: text("systemDiskCategory"),
  Size: integer("systemDiskSize"),
  DiskName: text("systemDiskName"),
  Description: text("systemDiskDescription"),
  PerformanceLevel: text("systemDiskPerformanceLevel"),
  ProvisionedIops: integer("systemDiskProvisionedIops"),
  BurstingEnabled: flag("systemDiskBurstingEnabled"),
  Encrypted: flag("systemDiskEncrypted"),
  EncryptAlgorithm: text("systemDiskEncryptAlgorithm"),
  KMSKeyId: text("systemDiskKmsKeyId"),
  StorageClusterId: text("systemDiskStorageClusterId"),
};

const DATA_DISK_GIVEN: Fields = {
  Category: text("category"),
  Size: integer("size"),
  DiskName: text("diskName"),
  Description: text("description"),
  PerformanceLevel: text("performanceLevel"),
  ProvisionedIops: integer("provisionedIops"),
  BurstingEnabled: flag("burstingEnabled"),
  Encrypted: flag("encrypted"),
  KMSKeyId: text("kmsKeyId"),
  SnapshotId: text("sourceSnapshotId"),
  Device: text("device"),
};

/** Said of the instance itself, or of its first network interface. */
const PLACE_GIVEN: Fields = {
  VSwitchId: text("vswitchId"),
  PrivateIpAddress: text("privateIp"),
  SecurityGroupIds: list("securityGroups"),
};
const INTERFACE_GIVEN: Fields = {
  VSwitchId: text("vswitchId"),
  PrimaryIpAddress: text("privateIp"),
  SecurityGroupIds: list("securityGroups"),
  NetworkInterfaceTrafficMode: text("networkInterfaceTrafficMode"),
};

const NOTHING = new Parameters({});

function wantedIn(parameters: Parameters): Record<string, Value> {
  const primary = parameters
    .records("NetworkInterface")
    ?.find((one) => (one.text("InstanceType") ?? "Primary") === "Primary");
  const group = parameters.text("SecurityGroupId") ?? primary?.text("SecurityGroupId");
  const price = parameters.text("SpotPriceLimit");
  if (price !== undefined && !Number.isFinite(Number(price))) {
    throw malformed("SpotPriceLimit", price, "a number");
  }
  const jumbo = parameters.record("NetworkOptions")?.flag("EnableJumboFrame");
  const pool = parameters.record("PrivatePoolOptions") ?? NOTHING;
  const tags = tagsIn(parameters);
  return {
    ...taken(parameters, GIVEN),
    ...taken(parameters.record("SystemDisk") ?? NOTHING, SYSTEM_DISK_GIVEN),
    ...(group && { securityGroups: [group] }),
    ...taken(parameters, PLACE_GIVEN),
    ...taken(primary ?? NOTHING, INTERFACE_GIVEN),
    ...taken(pool, {
      MatchCriteria: text("privatePoolOptionsMatchCriteria"),
      Id: text("privatePoolOptionsId"),
    }),
    ...(price !== undefined && { spotPriceLimit: Number(price) }),
    ...(jumbo !== undefined && { enableJumboFrame: jumbo }),
    ...(tags && { tags }),
  };
}

/** The data disks that an instance is run with. */
async function addDataDisks(call: Call, instance: CloudObject): Promise<void> {
  for (const given of call.parameters.records("DataDisk") ?? []) {
    const goesWithIt = given.flag("DeleteWithInstance") ?? true;
    await call.cloud.create(call.session, "alicloud:disk", {
      ...taken(given, DATA_DISK_GIVEN),
      zoneId: textOf(instance.attributes, "availabilityZone"),
      [goesWithIt ? "instanceId" : "attachedTo"]: instance.id,
    });
  }
}

async function addRole(call: Call, instanceId: string, ramRoleName: string): Promise<void> {
  await call.cloud.create(call.session, "alicloud:ramRoleAttachment", { instanceId, ramRoleName });
}

async function addBackup(
  call: Call,
  { attributes }: CloudObject,
  autoSnapshotPolicyId: string,
): Promise<void> {
  await call.cloud.create(call.session, "alicloud:autoSnapshotPolicyAttachment", {
    autoSnapshotPolicyId,
    diskId: textOf(attributes, "systemDiskId"),
  });
}

export const INSTANCE_ACTIONS: Readonly<Record<string, Action>> = {
  RunInstances: async (call) => {
    const { parameters, cloud, session } = call;
    const wanted = wantedIn(parameters);
    const amount = parameters.integer("Amount") ?? 1;
    if (amount < 1 || amount > MOST_AT_ONCE) {
      throw malformed("Amount", String(amount), `1 to ${MOST_AT_ONCE}`);
    }
    const role = parameters.text("RamRoleName") ?? "";
    if (role !== "" && !(await call.find("alicloud:ramRole", role))) {
      throw new ApiError(
        404,
        "InvalidRamRole.NotFound",
        `The specified RamRoleName does not exist. (${role})`,
      );
    }
    if (parameters.flag("DryRun") === true) {
      await cloud.rehearse(session, INSTANCE, wanted);
      throw new ApiError(400, "DryRunOperation", "Request validation has been passed with DryRun flag set.");
    }
    const token = parameters.text("ClientToken") ?? "";
    const ids: string[] = [];
    for (let number = 1; number <= amount; number += 1) {
      const mark = token && (amount === 1 ? token : `${token}#${number}`);
      const known = mark === "" ? undefined : await cloud.created(session, INSTANCE, mark);
      const instance = known ?? (await cloud.create(session, INSTANCE, wanted, mark || undefined));
      ids.push(instance.id);
      // Sent again, the request finds all of it done.
      if (known) continue;
      await addDataDisks(call, instance);
      if (role !== "") await addRole(call, instance.id, role);
      const policy = parameters.record("SystemDisk")?.text("AutoSnapshotPolicyId") ?? "";
      if (policy !== "") await addBackup(call, instance, policy);
    }
    return { InstanceIdSets: { InstanceIdSet: ids } };
  },
  DeleteInstance: async (call) => {
    await deleteOne(call, call.parameters.required("InstanceId"));
    return {};
  },
  DeleteInstances: async (call) => {
    for (const id of call.parameters.list("InstanceId") ?? []) await deleteOne(call, id);
    return {};
  },
};

/** Without Force, an instance that runs stays. */
async function deleteOne(call: Call, id: string): Promise<void> {
  const { attributes } = await call.need(INSTANCE, id);
  const isForced = call.parameters.flag("Force") === true;
  if (attributes.status === "Running" && !isForced) {
    throw new ApiError(
      403,
      "IncorrectInstanceStatus",
      `The current status of the resource does not support this operation. (${id} is Running)`,
    );
  }
  await call.remove(INSTANCE, id);
}
