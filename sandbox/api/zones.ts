import { zonesOf } from "../cloud/alicloud/zones.ts";
import type { Action } from "./action.ts";

/** DescribeZones of the services that list a region's zones right under `Zones`. */
export const describeZones: Action = ({ region }) => ({
  Zones: zonesOf(region).map((zone) => ({ ZoneId: zone, LocalName: zone })),
});
