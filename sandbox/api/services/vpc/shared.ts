import { REGIONS, zonesOf } from "../../../cloud/alicloud/zones.ts";
import type { Action } from "../../action.ts";
import { ApiError } from "../../problem.ts";
import { EIP } from "./eip.ts";
import { NAT_GATEWAY } from "./nat-gateway.ts";

/** What DeletionProtection calls the types that it protects. */
const PROTECTED: Readonly<Record<string, string>> = { EIP, NATGW: NAT_GATEWAY };

/** What MoveResourceGroup calls the types that it moves. */
const MOVED: Readonly<Record<string, string>> = {
  vpc: "alicloud:vpc",
  eip: EIP,
};

/** Actions for more than one kind of resource, and lists of what there is for everybody. */
export const SHARED_ACTIONS: Readonly<Record<string, Action>> = {
  DeletionProtection: async (call) => {
    const { parameters } = call;
    const wanted = parameters.required("Type");
    const type = PROTECTED[wanted];
    if (type === undefined) {
      throw new ApiError(400, "InvalidType.NotSupported", `The specified Type is not supported. (${wanted})`);
    }
    await call.modify(type, parameters.required("InstanceId"), {
      deletionProtection: parameters.flag("ProtectionEnable") === true,
    });
    return {};
  },
  MoveResourceGroup: async (call) => {
    const { parameters } = call;
    const wanted = parameters.required("ResourceType").toLowerCase();
    const type = MOVED[wanted];
    if (type === undefined) {
      throw new ApiError(400, "InvalidResourceType.NotSupported", `${wanted} can't be moved.`);
    }
    await call.modify(type, parameters.required("ResourceId"), {
      resourceGroupId: parameters.required("NewResourceGroupId"),
    });
    return {};
  },
  DescribeRegions: () => ({
    Regions: {
      Region: REGIONS.map((region) => ({
        RegionId: region,
        RegionEndpoint: `vpc.${region}.aliyuncs.com`,
        LocalName: region,
      })),
    },
  }),
  DescribeZones: ({ region }) => ({
    Zones: {
      Zone: zonesOf(region).map((zone) => ({ ZoneId: zone, LocalName: zone, ZoneType: "AvailabilityZone" })),
    },
  }),
};
