import { expect } from "vitest";
import type { Attributes, CloudObject } from "../../sandbox/cloud/object.ts";
import type { RunningApi } from "./running-api.ts";

/** Waits until nothing changes by itself any more. */
export async function settled({ cloud }: RunningApi): Promise<void> {
  await expect.poll(() => cloud.isSettled()).toBe(true);
}

/** An object that is there before the test begins, made past the API. */
export async function furnished(api: RunningApi, type: string, attributes: Attributes): Promise<CloudObject> {
  const object = await api.cloud.create({ region: "cn-hangzhou" }, type, attributes);
  await settled(api);
  return object;
}

/** A network with a subnet in each of two zones, as requests name the zones. */
export async function twoZones(
  api: RunningApi,
): Promise<{ VpcId: string; ZoneMappings: { ZoneId: string; VSwitchId: string }[] }> {
  const { id: VpcId } = await furnished(api, "alicloud:vpc", { cidrBlock: "10.0.0.0/8" });
  const ZoneMappings = [];
  for (const [index, ZoneId] of ["cn-hangzhou-j", "cn-hangzhou-k"].entries()) {
    const { id } = await furnished(api, "alicloud:vswitch", {
      vpcId: VpcId,
      cidrBlock: `10.0.${index}.0/24`,
      zoneId: ZoneId,
    });
    ZoneMappings.push({ ZoneId, VSwitchId: id });
  }
  return { VpcId, ZoneMappings };
}

/** The code by which a call is refused. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "accepted",
    (error: { code?: string }) => error.code ?? String(error),
  );
}
