import { coresOf, familyOf } from "../../../cloud/alicloud/instance-types.ts";
import { type CloudObject, isRecord, text as textOf, texts, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, flag, integer, shown, text } from "../../fields.ts";
import { malformed } from "../../problem.ts";
import { selected, tagged } from "../../selection.ts";
import { shownTags } from "../../tags.ts";
import { INSTANCE } from "./instance.ts";
import { listed, listedByPage } from "./listing.ts";
import { interfaceOf } from "./network-interface.ts";

/** Most ids of one question (API reference of DescribeInstances, InstanceIds). */
const MOST_IDS = 100;

/** What DescribeInstances and DescribeInstanceAttribute both say. */
const SHARED: Fields = {
  InstanceName: text("instanceName"),
  Description: text("description"),
  Status: text("status"),
  ZoneId: text("availabilityZone"),
  HostName: text("hostName"),
  ImageId: text("imageId"),
  InstanceType: text("instanceType"),
  Cpu: integer("cpu"),
  Memory: integer("memory"),
  InstanceChargeType: text("instanceChargeType"),
  InternetChargeType: text("internetChargeType"),
  InternetMaxBandwidthIn: integer("internetMaxBandwidthIn"),
  InternetMaxBandwidthOut: integer("internetMaxBandwidthOut"),
  CreditSpecification: text("creditSpecification"),
  StoppedMode: text("stoppedMode"),
  CreationTime: text("createTime"),
  ExpiredTime: text("expiredTime"),
};

const LISTED: Fields = {
  ...SHARED,
  OSName: text("osName"),
  OSNameEn: text("osName"),
  OSType: text("osType"),
  KeyPairName: text("keyName"),
  SpotStrategy: text("spotStrategy"),
  SpotPriceLimit: integer("spotPriceLimit"),
  SpotDuration: integer("spotDuration"),
  SpotInterruptionBehavior: text("spotInterruptionBehavior"),
  DeletionProtection: flag("deletionProtection"),
  AutoReleaseTime: text("autoReleaseTime"),
  HpcClusterId: text("hpcClusterId"),
  DeploymentSetId: text("deploymentSetId"),
  ResourceGroupId: text("resourceGroupId"),
  StartTime: text("startTime"),
};

/** Filters of DescribeInstances that look at one attribute. */
const FILTERS = {
  InstanceName: "instanceName",
  Status: "status",
  VpcId: "vpcId",
  VSwitchId: "vswitchId",
  ZoneId: "availabilityZone",
  ImageId: "imageId",
  InstanceType: "instanceType",
  InstanceChargeType: "instanceChargeType",
  InternetChargeType: "internetChargeType",
  KeyPairName: "keyName",
  ResourceGroupId: "resourceGroupId",
  SecurityGroupId: "securityGroups",
  PrivateIpAddresses: "privateIp",
  PublicIpAddresses: "publicIp",
  HttpEndpoint: "httpEndpoint",
  HttpTokens: "httpTokens",
} as const;

/** The public address of another service that leads to it. */
async function elasticOf(call: Call, id: string): Promise<Record<string, Value>> {
  const [association] = await call.having("alicloud:eipAssociation", "instanceId", id);
  const eip =
    association && (await call.find("alicloud:eip", textOf(association.attributes, "allocationId")));
  if (eip === undefined) return { AllocationId: "", IpAddress: "", InternetChargeType: "" };
  return {
    AllocationId: eip.id,
    ...shown(eip.attributes, {
      IpAddress: text("ipAddress"),
      InternetChargeType: text("internetChargeType"),
      Bandwidth: integer("bandwidth"),
    }),
  };
}

async function shared(call: Call, instance: CloudObject): Promise<Record<string, Value>> {
  const { attributes, id, scope } = instance;
  return {
    ...shown(attributes, SHARED),
    InstanceId: id,
    RegionId: scope,
    SerialNumber: id,
    InstanceNetworkType: "vpc",
    ClusterId: "",
    VlanId: "",
    SecurityGroupIds: { SecurityGroupId: texts(attributes, "securityGroups") },
    PublicIpAddress: { IpAddress: texts(attributes, "publicIp") },
    InnerIpAddress: { IpAddress: [] },
    EipAddress: await elasticOf(call, id),
    OperationLocks: { LockReason: [] },
    DedicatedHostAttribute: { DedicatedHostId: textOf(attributes, "dedicatedHostId"), DedicatedHostName: "" },
    VpcAttributes: {
      VpcId: textOf(attributes, "vpcId"),
      VSwitchId: textOf(attributes, "vswitchId"),
      NatIpAddress: "",
      PrivateIpAddress: { IpAddress: texts(attributes, "privateIp") },
    },
  };
}

function coresIn({ attributes }: CloudObject): Record<string, Value> {
  const given = isRecord(attributes.cpuOptions) ? attributes.cpuOptions : {};
  return shown(
    { ...coresOf(textOf(attributes, "instanceType")), ...given },
    {
      CoreCount: integer("coreCount"),
      ThreadsPerCore: integer("threadsPerCore"),
      TopologyType: text("topologyType"),
    },
  );
}

async function described(call: Call, instance: CloudObject): Promise<Record<string, Value>> {
  const { attributes } = instance;
  return {
    AutoReleaseTime: "",
    HpcClusterId: "",
    DeploymentSetId: "",
    ...(await shared(call, instance)),
    ...shown(attributes, LISTED),
    InstanceTypeFamily: familyOf(textOf(attributes, "instanceType")),
    IoOptimized: true,
    DeviceAvailable: true,
    Recyclable: false,
    GPUAmount: 0,
    GPUSpec: "",
    LocalStorageAmount: 0,
    SaleCycle: "",
    RdmaIpAddress: { IpAddress: [] },
    MetadataOptions: shown(attributes, {
      HttpEndpoint: text("httpEndpoint"),
      HttpTokens: text("httpTokens"),
      HttpPutResponseHopLimit: integer("httpPutResponseHopLimit"),
    }),
    ImageOptions: { LoginAsNonRoot: false },
    AdditionalInfo: { EnableHighDensityMode: false },
    HibernationOptions: { Configured: false },
    CpuOptions: coresIn(instance),
    NetworkInterfaces: { NetworkInterface: [interfaceOf(instance)] },
    Tags: { Tag: shownTags(instance, "Tag") },
  };
}

/** Whom a question is about: the ids that it names, or all. */
async function asked(call: Call, name: "InstanceIds" | "InstanceId"): Promise<readonly CloudObject[]> {
  const ids = call.parameters.list(name);
  if (ids !== undefined && ids.length > MOST_IDS) {
    throw malformed(name, String(ids.length), `at most ${MOST_IDS} ids`);
  }
  return call.those(INSTANCE, ids);
}

export const INSTANCE_DESCRIPTIONS: Readonly<Record<string, Action>> = {
  DescribeInstances: async (call) => {
    const { parameters } = call;
    const found = tagged(selected(await asked(call, "InstanceIds"), parameters, FILTERS), parameters);
    const { items, frame } = listed(found, parameters);
    return {
      ...frame,
      Instances: { Instance: await Promise.all(items.map((instance) => described(call, instance))) },
    };
  },
  DescribeInstanceStatus: async (call) => {
    const { parameters } = call;
    const found = selected(await asked(call, "InstanceId"), parameters, { ZoneId: "availabilityZone" });
    const { items, frame } = listedByPage(found, parameters);
    return {
      ...frame,
      InstanceStatuses: {
        InstanceStatus: items.map(({ id, attributes }) => ({
          InstanceId: id,
          Status: textOf(attributes, "status"),
        })),
      },
    };
  },
  DescribeInstanceAttribute: async (call) => {
    const instance = await call.need(INSTANCE, call.parameters.required("InstanceId"));
    const jumbo = instance.attributes.enableJumboFrame === true;
    return {
      ...(await shared(call, instance)),
      IoOptimized: "optimized",
      EnableJumboFrame: jumbo,
      NetworkOptions: { EnableJumboFrame: jumbo },
    };
  },
  DescribeUserData: async (call) => {
    const { id, scope, attributes } = await call.need(INSTANCE, call.parameters.required("InstanceId"));
    return { InstanceId: id, RegionId: scope, UserData: textOf(attributes, "userData") };
  },
  DescribeInstanceMaintenanceAttributes: async (call) => {
    const { items, frame } = listedByPage(await asked(call, "InstanceId"), call.parameters);
    return {
      ...frame,
      MaintenanceAttributes: { MaintenanceAttribute: items.map(maintenanceOf) },
    };
  },
  DescribeInstanceAttachmentAttributes: async (call) => {
    const { items, frame } = listedByPage(await asked(call, "InstanceIds"), call.parameters);
    return {
      ...frame,
      Instances: {
        Instance: items.map(({ id, attributes }) => ({
          InstanceId: id,
          PrivatePoolOptionsMatchCriteria: textOf(attributes, "privatePoolOptionsMatchCriteria") || "None",
          PrivatePoolOptionsId: textOf(attributes, "privatePoolOptionsId"),
        })),
      },
    };
  },
  DescribeInstanceAutoRenewAttribute: async (call) => {
    const instances = await call.those(INSTANCE, call.parameters.text("InstanceId")?.split(","));
    return {
      TotalCount: instances.length,
      PageNumber: 1,
      PageSize: Math.max(10, instances.length),
      InstanceRenewAttributes: {
        InstanceRenewAttribute: instances.map(({ id, attributes }) => ({
          InstanceId: id,
          AutoRenewEnabled: attributes.renewalStatus === "AutoRenewal",
          Duration: 0,
          PeriodUnit: "Month",
          RenewalStatus: "Normal",
          ...shown(attributes, {
            RenewalStatus: text("renewalStatus"),
            Duration: integer("autoRenewPeriod"),
            PeriodUnit: text("periodUnit"),
          }),
        })),
      },
    };
  },
};

function maintenanceOf({ id, attributes }: CloudObject): Record<string, Value> {
  const window = attributes.maintenanceTime;
  return {
    InstanceId: id,
    NotifyOnMaintenance: attributes.maintenanceNotify === true,
    ActionOnMaintenance: {
      Value: textOf(attributes, "maintenanceAction"),
      DefaultValue: "AutoRecover",
      SupportedValues: { SupportedValue: ["Stop", "AutoRecover", "AutoRedeploy"] },
    },
    MaintenanceWindows: {
      MaintenanceWindow: isRecord(window)
        ? [shown(window, { StartTime: text("startTime"), EndTime: text("endTime") })]
        : [],
    },
  };
}
