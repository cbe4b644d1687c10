import { type Image, imageOf, PUBLIC_IMAGES } from "../../../cloud/alicloud/images.ts";
import { familyOf, publishedTypes, sizeOf } from "../../../cloud/alicloud/instance-types.ts";
import { REGIONS, zonesOf } from "../../../cloud/alicloud/zones.ts";
import type { Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { stretchOf } from "../../paging.ts";
import { listedByPage } from "./listing.ts";

// What can be had, where: the same for every account.

const DISK_CATEGORIES = ["cloud_efficiency", "cloud_ssd", "cloud_essd", "cloud_auto", "cloud_essd_entry"];
const MIB_PER_GIB = 1024;

/** Sold out is what the sandbox's settings give a stock of none. */
function isInStock(call: Call, instanceType: string, zone: string): boolean {
  return call.cloud.settings.read().stock?.[`${instanceType}@${zone}`] !== 0;
}

function typeShown(instanceType: string): Record<string, Value> {
  const { cpu = 0, memory = 0 } = sizeOf(instanceType) ?? {};
  const isBursting = familyOf(instanceType) === "ecs.e";
  return {
    InstanceTypeId: instanceType,
    InstanceTypeFamily: familyOf(instanceType),
    InstanceFamilyLevel: isBursting ? "EntryLevel" : "EnterpriseLevel",
    CpuCoreCount: cpu,
    CpuArchitecture: "X86",
    MemorySize: memory / MIB_PER_GIB,
    GPUAmount: 0,
    GPUSpec: "",
    LocalStorageCategory: "",
    NvmeSupport: "unsupported",
    EniQuantity: 2,
    EniPrivateIpAddressQuantity: 6,
    EniIpv6AddressQuantity: 1,
  };
}

/** Instance types that a request asks for, by the questions that people ask. */
function typesAsked({ parameters }: Call): readonly string[] {
  const named = parameters.list("InstanceTypes") ?? [];
  const family = parameters.text("InstanceTypeFamily") ?? "";
  const cpu = {
    least: parameters.integer("MinimumCpuCoreCount") ?? 0,
    most: parameters.integer("MaximumCpuCoreCount") ?? Number.POSITIVE_INFINITY,
  };
  const gib = {
    least: Number(parameters.text("MinimumMemorySize") ?? 0),
    most: Number(parameters.text("MaximumMemorySize") ?? Number.POSITIVE_INFINITY),
  };
  const candidates = named.length > 0 ? named.filter((name) => sizeOf(name)) : publishedTypes();
  return candidates.filter((name) => {
    const size = sizeOf(name);
    const memory = (size?.memory ?? 0) / MIB_PER_GIB;
    return (
      (family === "" || familyOf(name) === family) &&
      size !== undefined &&
      size.cpu >= cpu.least &&
      size.cpu <= cpu.most &&
      memory >= gib.least &&
      memory <= gib.most
    );
  });
}

function imageShown({ id, osName, osType, size }: Image): Record<string, Value> {
  const isOwn = id.startsWith("m-");
  const [family = ""] = id.split("_x64_");
  return {
    ImageId: id,
    ImageName: id,
    ImageFamily: isOwn ? "" : `acs:${family}_x64`,
    ImageOwnerAlias: isOwn ? "self" : "system",
    ImageVersion: "",
    Description: "",
    OSName: osName,
    OSNameEn: osName,
    OSType: osType,
    Platform: osName.split(" ")[0] ?? "",
    Architecture: "x86_64",
    Size: size,
    Status: "Available",
    Progress: "100%",
    Usage: "instance",
    IsPublic: !isOwn,
    IsSupportCloudinit: true,
    IsSupportIoOptimized: true,
    IsCopied: false,
    IsSubscribed: false,
    IsSelfShared: "",
    ProductCode: "",
    DiskDeviceMappings: { DiskDeviceMapping: [] },
    Tags: { Tag: [] },
  };
}

/** A listed resource of a zone, as DescribeAvailableResource writes it. */
function supported(value: string, isAvailable: boolean, sizes?: readonly [number, number]): Value {
  return {
    Value: value,
    Status: isAvailable ? "Available" : "SoldOut",
    StatusCategory: isAvailable ? "WithStock" : "WithoutStock",
    ...(sizes && { Min: sizes[0], Max: sizes[1], Unit: "GiB" }),
  };
}

/** Sizes of system disks and data disks, in GiB. */
const SYSTEM_GIB = [20, 2048] as const;
const DATA_GIB = [20, 32_768] as const;

function availableIn(call: Call, zone: string, destination: string): Value[] {
  const { parameters } = call;
  switch (destination) {
    case "InstanceType": {
      const one = parameters.text("InstanceType") ?? "";
      const cores = parameters.integer("Cores");
      const gib = parameters.text("Memory");
      return (one === "" ? publishedTypes() : [one])
        .filter((name) => {
          const size = sizeOf(name);
          return (
            size !== undefined &&
            (cores === undefined || size.cpu === cores) &&
            (gib === undefined || size.memory / MIB_PER_GIB === Number(gib))
          );
        })
        .map((name) => supported(name, isInStock(call, name, zone)));
    }
    case "SystemDisk":
      return DISK_CATEGORIES.map((category) => supported(category, true, SYSTEM_GIB));
    case "DataDisk":
      return DISK_CATEGORIES.map((category) => supported(category, true, DATA_GIB));
    case "Network":
      return [supported("vpc", true)];
    case "IoOptimized":
      return [supported("optimized", true)];
    default:
      return [];
  }
}

export const CATALOGUE_ACTIONS: Readonly<Record<string, Action>> = {
  DescribeRegions: () => ({
    Regions: {
      Region: REGIONS.map((region) => ({
        RegionId: region,
        RegionEndpoint: `ecs.${region}.aliyuncs.com`,
        LocalName: region,
        Status: "available",
      })),
    },
  }),
  DescribeZones: (call) => ({
    Zones: {
      Zone: zonesOf(call.region).map((zone) => ({
        ZoneId: zone,
        LocalName: zone,
        ZoneType: "AvailabilityZone",
        AvailableResourceCreation: { ResourceTypes: ["VSwitch", "Disk", "Instance", "IoOptimized"] },
        AvailableDiskCategories: { DiskCategories: DISK_CATEGORIES },
        AvailableInstanceTypes: {
          InstanceTypes: publishedTypes().filter((name) => isInStock(call, name, zone)),
        },
        AvailableVolumeCategories: { VolumeCategories: [] },
        AvailableDedicatedHostTypes: { DedicatedHostType: [] },
        AvailableResources: {
          ResourcesInfo: [
            {
              IoOptimized: true,
              InstanceTypes: { supportedInstanceType: publishedTypes() },
              InstanceTypeFamilies: {
                supportedInstanceTypeFamily: [...new Set(publishedTypes().map(familyOf))],
              },
              NetworkTypes: { supportedNetworkCategory: ["vpc"] },
              SystemDiskCategories: { supportedSystemDiskCategory: DISK_CATEGORIES },
              DataDiskCategories: { supportedDataDiskCategory: DISK_CATEGORIES },
              InstanceGenerations: { supportedInstanceGeneration: ["ecs-7", "ecs-8"] },
            },
          ],
        },
      })),
    },
  }),
  DescribeAvailableResource: (call) => {
    const { parameters, region } = call;
    const destination = parameters.required("DestinationResource");
    const one = parameters.text("ZoneId") ?? "";
    return {
      AvailableZones: {
        AvailableZone: (one === "" ? zonesOf(region) : [one]).map((zone) => ({
          ZoneId: zone,
          RegionId: region,
          Status: "Available",
          StatusCategory: "WithStock",
          AvailableResources: {
            AvailableResource: [
              {
                Type: destination,
                SupportedResources: { SupportedResource: availableIn(call, zone, destination) },
              },
            ],
          },
        })),
      },
    };
  },
  DescribeInstanceTypes: (call) => {
    const { items, nextToken } = stretchOf(typesAsked(call), call.parameters, { usual: 1600, most: 1600 });
    return { NextToken: nextToken, InstanceTypes: { InstanceType: items.map(typeShown) } };
  },
  DescribeInstanceTypeFamilies: () => ({
    InstanceTypeFamilies: {
      InstanceTypeFamily: [...new Set(publishedTypes().map(familyOf))].map((family) => ({
        InstanceTypeFamilyId: family,
        Generation: `ecs-${/\d/.exec(family)?.[0] ?? "1"}`,
      })),
    },
  }),
  DescribeImages: (call) => {
    const { parameters, region } = call;
    const ids = parameters.text("ImageId")?.split(",").filter(Boolean) ?? [];
    const name = parameters.text("ImageName") ?? "";
    const owner = parameters.text("ImageOwnerAlias") ?? "";
    const osType = parameters.text("OSType") ?? "";
    const family = parameters.text("ImageFamily") ?? "";
    const candidates =
      ids.length > 0 ? ids.map(imageOf).filter((image) => image !== undefined) : PUBLIC_IMAGES;
    const found = candidates
      .map(imageShown)
      .filter(
        (image) =>
          (name === "" || String(image.ImageName).includes(name.replaceAll("*", ""))) &&
          (owner === "" || image.ImageOwnerAlias === owner) &&
          (osType === "" || image.OSType === osType) &&
          (family === "" || image.ImageFamily === family),
      );
    const { items, frame } = listedByPage(found, parameters);
    return { ...frame, RegionId: region, Images: { Image: items } };
  },
};
