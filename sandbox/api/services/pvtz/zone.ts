import { records, text as textOf } from "../../../cloud/object.ts";
import type { Action } from "../../action.ts";
import { type Fields, flag, integer, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";
import { ApiError } from "../../problem.ts";

const TYPE = "alicloud:privateZone";
const ATTACHMENT = "alicloud:privateZoneAttachment";

const GIVEN: Fields = {
  ZoneName: text("zoneName"),
  ProxyPattern: text("proxyPattern"),
  ResourceGroupId: text("resourceGroupId"),
};

const DESCRIBED: Fields = {
  ...GIVEN,
  Remark: text("remark"),
  IsPtr: flag("isPtr"),
  RecordCount: integer("recordCount"),
};

/** Private zones and the VPCs that ask them. */
export const ZONE_ACTIONS: Readonly<Record<string, Action>> = {
  AddZone: async (call) => {
    const { id, attributes } = await call.create(TYPE, taken(call.parameters, GIVEN));
    return { Success: true, ZoneId: id, ZoneName: textOf(attributes, "zoneName") };
  },
  DescribeZoneInfo: async (call) => {
    const { id, attributes } = await call.need(TYPE, call.parameters.required("ZoneId"));
    const attachment = await call.find(ATTACHMENT, id);
    const vpcs = await Promise.all(
      records(attachment?.attributes ?? {}, "vpcs").map(async (vpc) => {
        const VpcId = textOf(vpc, "vpcId");
        const there = await call.find("alicloud:vpc", VpcId);
        return {
          VpcId,
          RegionId: textOf(vpc, "regionId") || call.region,
          VpcName: textOf(there?.attributes ?? {}, "vpcName"),
        };
      }),
    );
    return { Remark: "", ...shown(attributes, DESCRIBED), ZoneId: id, BindVpcs: { Vpc: vpcs } };
  },
  DescribeZones: async (call) => {
    const keyword = call.parameters.text("Keyword") ?? "";
    const all = (await call.all(TYPE)).filter(({ attributes }) =>
      textOf(attributes, "zoneName").includes(keyword),
    );
    const { items, total, number, size } = pageOf(all, call.parameters, { usual: 20 });
    return {
      TotalItems: total,
      TotalPages: Math.ceil(total / size),
      PageNumber: number,
      PageSize: size,
      Zones: {
        Zone: items.map(({ id, attributes }) => ({
          Remark: "",
          ...shown(attributes, DESCRIBED),
          ZoneId: id,
        })),
      },
    };
  },
  UpdateZoneRemark: async (call) => {
    const { parameters } = call;
    const ZoneId = parameters.required("ZoneId");
    await call.modify(TYPE, ZoneId, { remark: parameters.text("Remark") ?? "" });
    return { ZoneId };
  },
  SetProxyPattern: async (call) => {
    const { parameters } = call;
    const ZoneId = parameters.required("ZoneId");
    await call.modify(TYPE, ZoneId, { proxyPattern: parameters.required("ProxyPattern") });
    return { ZoneId };
  },
  DeleteZone: async (call) => {
    const ZoneId = call.parameters.required("ZoneId");
    await call.remove(TYPE, ZoneId);
    return { ZoneId };
  },
  // The list is the whole of them: none unbinds all.
  BindZoneVpc: async (call) => {
    const { parameters } = call;
    const zoneId = parameters.required("ZoneId");
    const vpcs = (parameters.records("Vpcs") ?? []).map((vpc) => ({
      vpcId: vpc.required("VpcId"),
      regionId: vpc.text("RegionId") ?? call.region,
    }));
    await call.need(TYPE, zoneId);
    const there = await call.find(ATTACHMENT, zoneId);
    if (vpcs.length === 0) {
      if (there) await call.remove(ATTACHMENT, zoneId);
    } else if (there) await call.modify(ATTACHMENT, zoneId, { vpcs });
    else await call.create(ATTACHMENT, { zoneId, vpcs });
    return {};
  },
  // Host names of instances are not written into zones here, so there is no task that does it.
  DescribeSyncEcsHostTask: async (call) => {
    await call.need(TYPE, call.parameters.required("ZoneId"));
    throw new ApiError(400, "Ecs.SyncTask.NotExists", "The synchronization task does not exist.");
  },
};
