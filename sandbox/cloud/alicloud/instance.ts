import { type Attributes, type CloudObject, numeric, text, texts } from "../object.ts";
import type { Look, ResourceType } from "../resource-type.ts";
import { type AddressRefusals, allotAddress } from "./addresses.ts";
import { SYSTEM_DISK_GIB, systemDiskOf } from "./disk.ts";
import { INSTANCE_NOT_FOUND } from "./ecs-refusals.ts";
import { ecsId } from "./ids.ts";
import { imageOf } from "./images.ts";
import { sizeOf } from "./instance-types.ts";
import { freePublicAddress } from "./public-addresses.ts";
import { SECURITY_GROUP_NOT_FOUND } from "./security-group.ts";
import { timestamp } from "./time.ts";
import { DEFAULT_RESOURCE_GROUP, VSWITCH_NOT_FOUND } from "./vpc.ts";

const REFUSALS: AddressRefusals = {
  malformed: {
    code: "InvalidPrivateIpAddress.Malformed",
    message: "Specified private IP address is malformed.",
  },
  outside: {
    code: "InvalidPrivateIpAddress",
    message: "Specified private IP address is not in the CIDR block of virtual switch.",
  },
  taken: {
    code: "InvalidIPAddress.AlreadyUsed",
    message: "The specified IPAddress is already used by other resource.",
  },
};

/** Bytes of user data before it is encoded (API reference of RunInstances, UserData). */
const USER_DATA_BYTES = 32 * 1024;
const MOST_SECURITY_GROUPS = 5;
/** Instances of a deployment set in one zone, with the strategy Availability. */
const DEPLOYMENT_SET_PER_ZONE = 20;

const STARTING_SECONDS = 30;
const STOPPING_SECONDS = 15;

export const instance: ResourceType = {
  type: "alicloud:instance",
  service: "Ecs",
  actions: {
    create: "RunInstances",
    describe: "DescribeInstances",
    modify: "ModifyInstanceAttribute",
    remove: "DeleteInstance",
  },
  nameAttribute: "instanceName",
  sealed: ["password"],
  id: (_, region) => ecsId("i", region),
  notFound: INSTANCE_NOT_FOUND,
  references: [
    {
      attribute: "vswitchId",
      to: "alicloud:vswitch",
      missing: VSWITCH_NOT_FOUND,
      busy: {
        code: "IncorrectVSwitchStatus",
        message: "The current virtual switch status does not support this operation.",
      },
      holds: { code: "DependencyViolation", message: "Specified object has dependent resources." },
    },
    {
      attribute: "securityGroups",
      to: "alicloud:securityGroup",
      missing: SECURITY_GROUP_NOT_FOUND,
      holds: {
        code: "DependencyViolation",
        message: "There is still instance(s) in the specified security group.",
      },
    },
    {
      attribute: "deploymentSetId",
      to: "alicloud:deploymentSet",
      missing: {
        code: "InvalidDeploymentSetId.NotFound",
        message: "The specified DeploymentSetId does not exist.",
      },
      holds: {
        code: "DependencyViolation.NotEmpty",
        message: "There are still instance(s) in the specified DeploymentSetId.",
      },
    },
  ],
  lifecycle: {
    begins: "Pending",
    becomes: "Running",
    seconds: 40,
    ends: "Stopping",
    endSeconds: 15,
    busy: {
      code: "IncorrectInstanceStatus",
      message: "The current status of the resource does not support this operation.",
    },
    passing: {
      Starting: { becomes: "Running", seconds: STARTING_SECONDS },
      Stopping: { becomes: "Stopped", seconds: STOPPING_SECONDS },
    },
  },
  protection: {
    attribute: "deletionProtection",
    refused: {
      code: "InvalidOperation.DeletionProtection",
      message: "The operation is not allowed due to deletion protection.",
    },
  },
  check(wanted, look, before) {
    checkPlace(wanted, look, before);
    checkMachine(wanted, look, before);
    checkUserData(text(wanted, "userData"), look);
    checkDeploymentSet(wanted, look, before);
  },
  complete: (wanted, look) => {
    const vswitch = look.get("alicloud:vswitch", text(wanted, "vswitchId"));
    const privateIp = vswitch ? allotAddress(vswitch, text(wanted, "privateIp"), look, REFUSALS) : "";
    const image = imageOf(text(wanted, "imageId"));
    return {
      ...sizeOf(text(wanted, "instanceType")),
      privateIp,
      primaryIpAddress: privateIp,
      publicIp: publicIpOf(wanted, look),
      availabilityZone: text(vswitch?.attributes ?? {}, "zoneId"),
      vpcId: text(vswitch?.attributes ?? {}, "vpcId"),
      networkInterfaceId: ecsId("eni", look.scope),
      systemDiskId: ecsId("d", look.scope),
      systemDiskSize: wanted.systemDiskSize ?? Math.max(image?.size ?? 0, DEFAULT_DISK_GIB),
      systemDiskCategory: wanted.systemDiskCategory ?? "cloud_efficiency",
      systemDiskEncrypted: wanted.systemDiskEncrypted ?? false,
      systemDiskPerformanceLevel: performanceLevel(wanted),
      volumeTags: wanted.volumeTags ?? {},
      hostName: wanted.hostName ?? `iZ${text(wanted, "instanceName")}Z`,
      instanceName: wanted.instanceName ?? "ECS-Instance",
      instanceChargeType: wanted.instanceChargeType ?? "PostPaid",
      internetChargeType: wanted.internetChargeType ?? "PayByTraffic",
      internetMaxBandwidthIn: wanted.internetMaxBandwidthIn ?? 0,
      internetMaxBandwidthOut: wanted.internetMaxBandwidthOut ?? 0,
      spotStrategy: wanted.spotStrategy ?? "NoSpot",
      spotPriceLimit: wanted.spotPriceLimit ?? 0,
      spotDuration: wanted.spotDuration ?? 0,
      stoppedMode: "Not-applicable",
      creditSpecification: wanted.creditSpecification ?? "",
      keyName: wanted.keyName ?? "",
      description: wanted.description ?? "",
      httpEndpoint: wanted.httpEndpoint ?? "enabled",
      httpTokens: wanted.httpTokens ?? "optional",
      httpPutResponseHopLimit: wanted.httpPutResponseHopLimit ?? 1,
      maintenanceAction: wanted.maintenanceAction ?? "AutoRecover",
      deletionProtection: wanted.deletionProtection ?? false,
      deploymentSetGroupNo: "",
      osName: image?.osName ?? "",
      osType: image?.osType ?? "",
      resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
      createTime: timestamp(look.now),
      startTime: timestamp(look.now),
      // Pay-as-you-go ends when somebody ends it; this is how the API writes it.
      expiredTime: "2099-12-31T15:59Z",
    };
  },
  adjust: (wanted, look, before) => {
    const vswitch = look.get("alicloud:vswitch", text(wanted, "vswitchId"));
    const moved =
      wanted.privateIp !== before.attributes.privateIp || wanted.vswitchId !== before.attributes.vswitchId;
    const privateIp =
      vswitch && moved
        ? allotAddress(vswitch, text(wanted, "privateIp"), look, REFUSALS, before)
        : text(wanted, "privateIp");
    return {
      ...sizeOf(text(wanted, "instanceType")),
      privateIp,
      primaryIpAddress: privateIp,
      publicIp: publicIpOf(wanted, look),
      ...secondaryIpsOf(wanted, look, before),
      ...(wanted.imageId !== before.attributes.imageId && bootedFrom(text(wanted, "imageId"), look)),
    };
  },
  carries: (after, _, look) => {
    const before = look.get("alicloud:instance", after.id);
    const old = text(before?.attributes ?? {}, "systemDiskId");
    return old === after.attributes.systemDiskId
      ? []
      : [systemDiskOf(after, look), ...leavingWith(old, look)];
  },
  describe: ({ id, attributes }, look) => {
    const [role] = look.having("alicloud:ramRoleAttachment", "instanceId", id);
    const disk = text(attributes, "systemDiskId");
    const [snapshots] = look.having("alicloud:autoSnapshotPolicyAttachment", "diskId", disk);
    return {
      roleName: text(role?.attributes ?? {}, "ramRoleName"),
      ...(snapshots && {
        systemDiskAutoSnapshotPolicyId: text(snapshots.attributes, "autoSnapshotPolicyId"),
      }),
    };
  },
  belongings: (instance, look) => [systemDiskOf(instance, look)],
};

/** Bandwidth to the internet brings a public address, and takes it along. */
function publicIpOf(wanted: Attributes, look: Look): string {
  if ((numeric(wanted, "internetMaxBandwidthOut") ?? 0) === 0) return "";
  return text(wanted, "publicIp") || freePublicAddress(look);
}

/** Further addresses of its interface: those that are named, and free ones until there are as many as wanted. */
function secondaryIpsOf(wanted: Attributes, look: Look, before: CloudObject): Attributes {
  const vswitch = look.get("alicloud:vswitch", text(wanted, "vswitchId"));
  const had = texts(before.attributes, "secondaryPrivateIps");
  const named = texts(wanted, "secondaryPrivateIps");
  const count = numeric(wanted, "secondaryPrivateIpAddressCount") ?? 0;
  if (!vswitch || (named.length === had.length && count <= named.length)) return {};
  const all = [text(wanted, "privateIp")];
  for (const address of named) {
    if (all.includes(address)) look.refuse(REFUSALS.taken.code, `${REFUSALS.taken.message} (${address})`);
    all.push(had.includes(address) ? address : allotAddress(vswitch, address, look, REFUSALS, before));
  }
  // An address that this call has allotted already isn't in the cloud yet.
  for (let draws = 0; all.length <= count && draws < MOST_DRAWS; draws += 1) {
    const address = allotAddress(vswitch, "", look, REFUSALS, before);
    if (!all.includes(address)) all.push(address);
  }
  const secondary = all.slice(1);
  return { secondaryPrivateIps: secondary, secondaryPrivateIpAddressCount: secondary.length };
}

/** Draws for further addresses: enough for the smallest vSwitch. */
const MOST_DRAWS = 1000;

/** Another image comes on another system disk. */
function bootedFrom(imageId: string, look: Look): Attributes {
  const image = imageOf(imageId);
  return {
    systemDiskId: ecsId("d", look.scope),
    osName: image?.osName ?? "",
    osType: image?.osType ?? "",
  };
}

/** A system disk that is replaced, and the schedule of its snapshots. */
function leavingWith(diskId: string, look: Look): CloudObject[] {
  const old = look.get("alicloud:disk", diskId);
  const schedules = look.having("alicloud:autoSnapshotPolicyAttachment", "diskId", diskId);
  return [...(old ? [old] : []), ...schedules].map((object) => ({ ...object, goneAt: look.now }));
}

/** What RunInstances takes when nobody says a size. */
const DEFAULT_DISK_GIB = 40;

function performanceLevel(wanted: Attributes): string {
  return (
    text(wanted, "systemDiskPerformanceLevel") || (wanted.systemDiskCategory === "cloud_essd" ? "PL1" : "")
  );
}

/** Zone, vSwitch and security groups must go together. */
function checkPlace(wanted: Attributes, look: Look, before?: CloudObject): void {
  const vswitch = look.get("alicloud:vswitch", text(wanted, "vswitchId"));
  if (!vswitch) look.refuse("MissingParameter", "An instance in a VPC needs a vSwitch. (VSwitchId)");
  const zone = text(wanted, "availabilityZone");
  const vswitchZone = text(vswitch.attributes, "zoneId");
  if (zone !== "" && zone !== vswitchZone) {
    look.refuse(
      "InvalidParameter.Mismatch",
      `The vSwitch is not in the specified zone. (${vswitch.id} in ${vswitchZone}, not ${zone})`,
    );
  }
  if (before && text(before.attributes, "availabilityZone") !== vswitchZone) {
    look.refuse(
      "InvalidVSwitchId.NotSupport",
      `An instance stays in its zone. (${vswitch.id} in ${vswitchZone})`,
    );
  }
  const groups = texts(wanted, "securityGroups");
  if (groups.length === 0)
    look.refuse("MissingParameter", "An instance needs a security group. (SecurityGroupId)");
  if (groups.length > MOST_SECURITY_GROUPS) {
    look.refuse(
      "InstanceSecurityGroupLimitExceed",
      `An instance takes ${MOST_SECURITY_GROUPS} security groups, not ${groups.length}.`,
    );
  }
  for (const id of groups) {
    const group = look.get("alicloud:securityGroup", id);
    if (group && group.attributes.vpcId !== vswitch.attributes.vpcId) {
      look.refuse(
        "InvalidSecurityGroupId.VPCMismatch",
        `The specified security group and the specified virtual switch are not in the same VPC. (${id}, ${vswitch.id})`,
      );
    }
  }
}

function checkMachine(wanted: Attributes, look: Look, before?: CloudObject): void {
  const instanceType = text(wanted, "instanceType");
  const imageId = text(wanted, "imageId");
  if (!sizeOf(instanceType)) {
    look.refuse(
      "InvalidInstanceType.ValueNotSupported",
      `The specified InstanceType does not exist. (${instanceType})`,
    );
  }
  const image = imageOf(imageId);
  if (!image) look.refuse("InvalidImageId.NotFound", `The specified ImageId does not exist. (${imageId})`);
  const size = numeric(wanted, "systemDiskSize");
  if (size !== undefined && size < image.size) {
    look.refuse(
      "InvalidSystemDiskSize.LessThanImageSize",
      `The system disk is smaller than the image. (${size} < ${image.size} GiB)`,
    );
  }
  if (size !== undefined && (size < SYSTEM_DISK_GIB[0] || size > SYSTEM_DISK_GIB[1])) {
    look.refuse(
      "InvalidSystemDiskSize",
      `The specified parameter SystemDisk.Size is invalid. (${size}: ${SYSTEM_DISK_GIB.join(" to ")} GiB)`,
    );
  }
  const shrinks = before && size !== undefined && size < (numeric(before.attributes, "systemDiskSize") ?? 0);
  if (shrinks) look.refuse("InvalidDiskSize.TooSmall", `A disk can't be made smaller. (${size} GiB)`);
  if (before?.attributes.instanceType !== instanceType) checkStock(instanceType, wanted, look);
}

function checkStock(instanceType: string, wanted: Attributes, look: Look): void {
  const zone = text(look.get("alicloud:vswitch", text(wanted, "vswitchId"))?.attributes ?? {}, "zoneId");
  const used = look
    .all("alicloud:instance")
    .filter(
      ({ attributes }) => attributes.instanceType === instanceType && attributes.availabilityZone === zone,
    );
  if (used.length >= look.stock(`${instanceType}@${zone}`)) {
    look.refuse(
      "OperationDenied.NoStock",
      `The requested resource is sold out in the specified zone; try other types of resources or other regions and zones. (${instanceType} in ${zone})`,
    );
  }
}

function checkUserData(userData: string, look: Look): void {
  const decoded = Buffer.from(userData, "base64");
  if (decoded.toString("base64") !== userData) {
    look.refuse(
      "InvalidUserData.Base64FormatInvalid",
      "The specified parameter UserData must be base64 encoded.",
    );
  }
  if (decoded.length > USER_DATA_BYTES) {
    look.refuse(
      "InvalidUserData.SizeExceeded",
      `The specified parameter "UserData" exceeds the size. (${decoded.length} > ${USER_DATA_BYTES} bytes)`,
    );
  }
}

function checkDeploymentSet(wanted: Attributes, look: Look, before?: CloudObject): void {
  const set = text(wanted, "deploymentSetId");
  if (set === "" || before?.attributes.deploymentSetId === set) return;
  const zone = text(look.get("alicloud:vswitch", text(wanted, "vswitchId"))?.attributes ?? {}, "zoneId");
  const members = look
    .all("alicloud:instance")
    .filter(({ attributes }) => attributes.deploymentSetId === set && attributes.availabilityZone === zone);
  if (members.length >= DEPLOYMENT_SET_PER_ZONE) {
    look.refuse(
      "QuotaExceed.DeploymentSetInstanceQuotaFull",
      `instance quota in one deployment set exceeded. (${set} in ${zone})`,
    );
  }
}
