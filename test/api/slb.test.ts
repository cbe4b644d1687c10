import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeOf, furnished, settled, twoZones } from "./network.ts";
import type { Answer } from "./official-client.ts";
import { type RunningApi, runningApi } from "./running-api.ts";

const VERSION = "2014-05-15";

describe("Slb", () => {
  let api: RunningApi;

  beforeEach(async () => {
    api = await runningApi();
  });

  afterEach(async () => {
    await api.close();
  });

  const call = (action: string, query: Readonly<Record<string, unknown>> = {}): Promise<Answer> =>
    api.rpc(VERSION, action, query);

  async function balancer(more: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const { ZoneMappings } = await twoZones(api);
    const { LoadBalancerId } = await call("CreateLoadBalancer", {
      LoadBalancerName: "inner",
      AddressType: "intranet",
      VSwitchId: ZoneMappings[1]?.VSwitchId,
      MasterZoneId: "cn-hangzhou-k",
      SlaveZoneId: "cn-hangzhou-j",
      PayType: "PayOnDemand",
      ...more,
    });
    return LoadBalancerId;
  }

  const get = (LoadBalancerId: string) => call("DescribeLoadBalancerAttribute", { LoadBalancerId });

  async function instance(): Promise<string> {
    const { id: vswitchId } = await furnished(api, "alicloud:vswitch", {
      vpcId: (await furnished(api, "alicloud:vpc", { cidrBlock: "10.0.0.0/8" })).id,
      cidrBlock: "10.0.7.0/24",
      zoneId: "cn-hangzhou-k",
    });
    const { id: group } = await furnished(api, "alicloud:securityGroup", {
      vpcId: String((await api.cloud.list()).find(({ id }) => id === vswitchId)?.attributes.vpcId),
    });
    const made = await furnished(api, "alicloud:instance", {
      vswitchId,
      securityGroups: [group],
      instanceType: "ecs.g7.large",
      imageId: "debian_12_8_x64_20G_alibase_20241205.vhd",
      systemDiskCategory: "cloud_essd",
      availabilityZone: "cn-hangzhou-k",
    });
    return made.id;
  }

  it("gives a balancer an address, and changes it in place", async () => {
    const LoadBalancerId = await balancer({ Address: "10.0.1.9" });
    expect(await get(LoadBalancerId)).toMatchObject({
      LoadBalancerName: "inner",
      Address: "10.0.1.9",
      AddressType: "intranet",
      LoadBalancerStatus: "active",
      NetworkType: "vpc",
      VpcId: expect.stringMatching(/^vpc-/),
      PayType: "PayOnDemand",
      InternetChargeType: "paybytraffic",
      DeleteProtection: "off",
      ModificationProtectionStatus: "NonProtection",
    });
    await call("SetLoadBalancerName", { LoadBalancerId, LoadBalancerName: "renamed" });
    await call("SetLoadBalancerStatus", { LoadBalancerId, LoadBalancerStatus: "inactive" });
    await call("SetLoadBalancerModificationProtection", {
      LoadBalancerId,
      ModificationProtectionStatus: "ConsoleProtection",
      ModificationProtectionReason: "managed",
    });
    await call("ModifyLoadBalancerInstanceSpec", { LoadBalancerId, LoadBalancerSpec: "slb.s2.small" });
    await call("ModifyLoadBalancerInstanceChargeType", { LoadBalancerId, InstanceChargeType: "PayByCLCU" });
    await call("ModifyLoadBalancerInternetSpec", {
      LoadBalancerId,
      Bandwidth: 20,
      InternetChargeType: "paybybandwidth",
    });
    await call("ModifyLoadBalancerPayType", { LoadBalancerId, PayType: "PrePay" });
    await call("SetLoadBalancerDeleteProtection", { LoadBalancerId, DeleteProtection: "on" });
    expect(
      (await call("DescribeLoadBalancers", { LoadBalancerName: "renamed" })).LoadBalancers,
    ).toMatchObject({
      LoadBalancer: [
        {
          LoadBalancerId,
          LoadBalancerStatus: "inactive",
          LoadBalancerSpec: "slb.s2.small",
          InstanceChargeType: "PayByCLCU",
          Bandwidth: 20,
          InternetChargeType: "paybybandwidth",
          PayType: "PrePay",
          DeleteProtection: "on",
          ModificationProtectionReason: "managed",
        },
      ],
    });
    expect(await codeOf(call("DeleteLoadBalancer", { LoadBalancerId }))).toBe(
      "OperationFailed.DeleteProtection",
    );
    await call("SetLoadBalancerDeleteProtection", { LoadBalancerId, DeleteProtection: "off" });
    await call("DeleteLoadBalancer", { LoadBalancerId });
    expect(await codeOf(get(LoadBalancerId))).toBe("InvalidLoadBalancerId.NotFound");
  });

  it("gives one that faces the internet a public address", async () => {
    const { LoadBalancerId } = await call("CreateLoadBalancer", { AddressType: "internet" });
    expect(await get(LoadBalancerId)).toMatchObject({
      Address: expect.stringMatching(/^(203\.0\.113|198\.51\.100|192\.0\.2)\.\d+$/),
      NetworkType: "classic",
    });
  });

  it("takes servers into a group and out of it", async () => {
    const LoadBalancerId = await balancer();
    const ServerId = await instance();
    const { VServerGroupId } = await call("CreateVServerGroup", {
      LoadBalancerId,
      VServerGroupName: "https",
      BackendServers: JSON.stringify([{ ServerId, Port: 80, Weight: 10 }]),
      Tag: [{ Key: "owner", Value: "edge" }],
    });
    const change = (action: string, ...servers: object[]) =>
      call(action, { VServerGroupId, BackendServers: JSON.stringify(servers) });
    await change("AddVServerGroupBackendServers", { ServerId, Port: "443", Type: "ecs", Description: "a" });
    expect(await codeOf(change("AddVServerGroupBackendServers", { ServerId, Port: 443 }))).toBe(
      "VServerGroupServerAlreadyExists",
    );
    await change("SetVServerGroupAttribute", { ServerId, Port: 443, Weight: 20 });
    await call("ModifyVServerGroupBackendServers", {
      VServerGroupId,
      OldBackendServers: JSON.stringify([{ ServerId, Port: 80 }]),
      NewBackendServers: JSON.stringify([{ ServerId, Port: 8080 }]),
    });
    await call("SetVServerGroupAttribute", { VServerGroupId, VServerGroupName: "renamed" });
    expect(await call("DescribeVServerGroupAttribute", { VServerGroupId })).toMatchObject({
      VServerGroupName: "renamed",
      LoadBalancerId,
      BackendServers: {
        BackendServer: [
          { ServerId, Port: 443, Weight: 20, Type: "ecs", Description: "a" },
          { ServerId, Port: 8080, Weight: 100 },
        ],
      },
    });
    await change("RemoveVServerGroupBackendServers", { ServerId, Port: "443" }, { ServerId, Port: "8080" });
    expect(
      (await call("DescribeVServerGroups", { LoadBalancerId })).VServerGroups.VServerGroup,
    ).toMatchObject([
      { VServerGroupId, ServerCount: 0, Tags: { Tag: [{ TagKey: "owner", TagValue: "edge" }] } },
    ]);
    await call("DeleteVServerGroup", { VServerGroupId });
    expect(await codeOf(call("DescribeVServerGroupAttribute", { VServerGroupId }))).toBe(
      "InvalidVServerGroupId.NotFound",
    );
  });

  it("listens by each protocol, in that protocol's words", async () => {
    const LoadBalancerId = await balancer();
    const { VServerGroupId } = await call("CreateVServerGroup", { LoadBalancerId, VServerGroupName: "g" });
    const shown: Answer[] = [];
    for (const [index, protocol] of ["TCP", "UDP", "HTTP", "HTTPS"].entries()) {
      const place = { LoadBalancerId, ListenerPort: 8000 + index };
      await call(`CreateLoadBalancer${protocol}Listener`, {
        ...place,
        VServerGroupId,
        Bandwidth: 10,
        ...(protocol.startsWith("HTTP")
          ? { StickySession: "off", HealthCheck: "on", Gzip: "off", XForwardedFor_proto: "on" }
          : { HealthCheckConnectTimeout: 7 }),
        ...(protocol === "HTTPS" && { ServerCertificateId: "123" }),
      });
      expect((await call(`DescribeLoadBalancer${protocol}ListenerAttribute`, place)).Status).toBe("stopped");
      await call("StartLoadBalancerListener", { ...place, ListenerProtocol: protocol.toLowerCase() });
      await call(`SetLoadBalancer${protocol}ListenerAttribute`, {
        ...place,
        Description: protocol,
        Scheduler: "rr",
        AclId: "acl-1,acl-2",
      });
      shown.push(await call(`DescribeLoadBalancer${protocol}ListenerAttribute`, place));
    }
    expect(shown).toMatchObject(
      ["TCP", "UDP", "HTTP", "HTTPS"].map((Description) => ({
        Description,
        Status: "running",
        Scheduler: "rr",
        Bandwidth: 10,
        VServerGroupId,
        AclIds: { AclId: ["acl-1", "acl-2"] },
      })),
    );
    expect(shown[0]).toMatchObject({ HealthCheckConnectTimeout: 7, EstablishedTimeout: 900 });
    expect(shown[1]).not.toHaveProperty("EstablishedTimeout");
    expect(shown[2]).toMatchObject({
      Gzip: "off",
      StickySession: "off",
      XForwardedFor: "on",
      XForwardedFor_proto: "on",
      HealthCheckTimeout: 5,
    });
    expect(shown[3]).toMatchObject({ ServerCertificateId: "123", TLSCipherPolicy: "tls_cipher_policy_1_0" });
    expect(
      (await get(LoadBalancerId)).ListenerPortsAndProtocol.ListenerPortAndProtocol.map(
        ({ ListenerPort, ListenerProtocol }: Answer) => `${ListenerProtocol}:${ListenerPort}`,
      ),
    ).toEqual(["tcp:8000", "udp:8001", "http:8002", "https:8003"]);
    expect(await codeOf(call("DeleteVServerGroup", { VServerGroupId }))).toBe("RspoolVipExist");
    expect(
      await codeOf(
        call("CreateLoadBalancerTCPListener", { LoadBalancerId, ListenerPort: 8002, VServerGroupId }),
      ),
    ).toBe("ListenerAlreadyExists");
    expect(
      (
        await call("DescribeLoadBalancerListeners", {
          LoadBalancerId: [LoadBalancerId],
          ListenerProtocol: "tcp",
        })
      ).Listeners,
    ).toMatchObject([{ ListenerPort: 8000, TCPListenerConfig: { EstablishedTimeout: 900 } }]);
    const udp = { LoadBalancerId, ListenerPort: 8001 };
    await call("StopLoadBalancerListener", udp);
    expect((await call("DescribeLoadBalancerUDPListenerAttribute", udp)).Status).toBe("stopped");
    await call("DeleteLoadBalancerListener", { ...udp, ListenerProtocol: "udp" });
    expect(await codeOf(call("DescribeLoadBalancerUDPListenerAttribute", udp))).toBe("InvalidParameter");
    expect(
      await codeOf(call("DescribeLoadBalancerTCPListenerAttribute", { LoadBalancerId, ListenerPort: 8002 })),
    ).toBe("InvalidParameter");
  });

  it("tags, and pages", async () => {
    const ids = [await balancer(), await balancer()];
    const resource = { ResourceType: "instance", ResourceId: [ids[0]] };
    await call("TagResources", {
      ...resource,
      Tag: [
        { Key: "env", Value: "dev" },
        { Key: "a", Value: "b" },
      ],
    });
    await call("UntagResources", { ...resource, TagKey: ["a"] });
    expect((await call("ListTagResources", resource)).TagResources.TagResource).toEqual([
      { ResourceType: "instance", ResourceId: ids[0], TagKey: "env", TagValue: "dev" },
    ]);
    const page = await call("DescribeLoadBalancers", { PageSize: 1, PageNumber: 2 });
    expect(page).toMatchObject({ TotalCount: 2, PageNumber: 2, PageSize: 1 });
    expect(page.LoadBalancers.LoadBalancer).toHaveLength(1);
    const { Zone } = (await call("DescribeZones")).Zones;
    expect(Zone[0].SlaveZones.SlaveZone).not.toContainEqual(
      expect.objectContaining({ ZoneId: Zone[0].ZoneId }),
    );
    await settled(api);
  });
});
