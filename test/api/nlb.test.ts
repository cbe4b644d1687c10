import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeOf, furnished, settled, twoZones } from "./network.ts";
import type { Answer } from "./official-client.ts";
import { type RunningApi, runningApi } from "./running-api.ts";

const VERSION = "2022-04-30";

describe("Nlb", () => {
  let api: RunningApi;

  beforeEach(async () => {
    api = await runningApi();
  });

  afterEach(async () => {
    await api.close();
  });

  const call = (action: string, query: Readonly<Record<string, unknown>> = {}): Promise<Answer> =>
    api.rpc(VERSION, action, query);

  /** Calls, and waits until the job is done. */
  async function done(action: string, query: Readonly<Record<string, unknown>>): Promise<Answer> {
    const answer = await call(action, query);
    if (answer.JobId) {
      await expect
        .poll(async () => (await call("GetJobStatus", { JobId: answer.JobId })).Status)
        .toBe("Succeeded");
    }
    return answer;
  }

  async function balancer(): Promise<string> {
    const { LoadbalancerId } = await done("CreateLoadBalancer", {
      LoadBalancerName: "ws",
      AddressType: "Internet",
      LoadBalancerBillingConfig: { PayType: "PostPay" },
      DeletionProtectionConfig: { Enabled: true, Reason: "phones hang on it" },
      Tag: [{ Key: "owner", Value: "edge" }],
      ...(await twoZones(api)),
    });
    return LoadbalancerId;
  }

  const get = (LoadBalancerId: string) => call("GetLoadBalancerAttribute", { LoadBalancerId });

  async function group(): Promise<string> {
    const { id: VpcId } = await furnished(api, "alicloud:vpc", { cidrBlock: "10.0.0.0/8" });
    const { ServerGroupId } = await done("CreateServerGroup", {
      ServerGroupName: "ws",
      ServerGroupType: "Ip",
      VpcId,
      HealthCheckConfig: { HealthCheckEnabled: true, HealthCheckType: "TCP", HealthCheckInterval: 5 },
    });
    return ServerGroupId;
  }

  it("gives a balancer addresses in its zones, and changes it in place", async () => {
    const LoadBalancerId = await balancer();
    const made = await get(LoadBalancerId);
    expect(made).toMatchObject({
      LoadBalancerName: "ws",
      LoadBalancerStatus: "Active",
      LoadBalancerType: "Network",
      CrossZoneEnabled: true,
      LoadBalancerBillingConfig: { PayType: "PostPay" },
      DeletionProtectionConfig: { Enabled: true, Reason: "phones hang on it" },
      ModificationProtectionConfig: { Status: "NonProtection" },
      Tags: [{ Key: "owner", Value: "edge" }],
    });
    expect(
      made.ZoneMappings.map(({ LoadBalancerAddresses }: Answer) => LoadBalancerAddresses[0]),
    ).toMatchObject(
      [0, 1].map((zone) => ({
        PrivateIPv4Address: expect.stringMatching(new RegExp(`^10\\.0\\.${zone}\\.\\d+$`)),
        PublicIPv4Address: expect.stringMatching(/^\d+(\.\d+){3}$/),
      })),
    );
    await done("UpdateLoadBalancerAttribute", {
      LoadBalancerId,
      LoadBalancerName: "renamed",
      CrossZoneEnabled: false,
      Cps: 1000,
    });
    await done("LoadBalancerJoinSecurityGroup", { LoadBalancerId, SecurityGroupIds: ["sg-1", "sg-2"] });
    await done("LoadBalancerLeaveSecurityGroup", { LoadBalancerId, SecurityGroupIds: ["sg-1"] });
    await done("MoveResourceGroup", {
      ResourceType: "loadbalancer",
      ResourceId: LoadBalancerId,
      NewResourceGroupId: "rg-2",
    });
    expect(await codeOf(call("DeleteLoadBalancer", { LoadBalancerId }))).toBe(
      "OperationDenied.ProtectedLoadBalancer",
    );
    await done("UpdateLoadBalancerProtection", {
      LoadBalancerId,
      DeletionProtectionEnabled: false,
      ModificationProtectionStatus: "ConsoleProtection",
    });
    await done("UpdateLoadBalancerAddressTypeConfig", { LoadBalancerId, AddressType: "Intranet" });
    const changed = await get(LoadBalancerId);
    expect(changed).toMatchObject({
      LoadBalancerName: "renamed",
      AddressType: "Intranet",
      CrossZoneEnabled: false,
      Cps: 1000,
      SecurityGroupIds: ["sg-2"],
      ResourceGroupId: "rg-2",
      DeletionProtectionConfig: { Enabled: false },
      ModificationProtectionConfig: { Status: "ConsoleProtection" },
    });
    expect(changed.ZoneMappings[0].LoadBalancerAddresses[0]).not.toHaveProperty("PublicIPv4Address");
    await done("DeleteLoadBalancer", { LoadBalancerId });
    expect(await codeOf(get(LoadBalancerId))).toBe("ResourceNotFound.loadBalancer");
    expect(await codeOf(call("GetJobStatus", { JobId: "nobody" }))).toBe("ResourceNotFound.job");
  });

  it("moves a balancer to other zones, and refuses those that it has", async () => {
    const LoadBalancerId = await balancer();
    const { ZoneMappings, VpcId } = await get(LoadBalancerId);
    const same = ZoneMappings.map(({ ZoneId, VSwitchId }: Answer) => ({ ZoneId, VSwitchId }));
    expect(await codeOf(call("UpdateLoadBalancerZones", { LoadBalancerId, ZoneMappings: same }))).toBe(
      "OperationDenied.ZoneMappingsNotChanged",
    );
    const { id: VSwitchId } = await furnished(api, "alicloud:vswitch", {
      vpcId: VpcId,
      cidrBlock: "10.0.9.0/24",
      zoneId: "cn-hangzhou-g",
    });
    await done("UpdateLoadBalancerZones", {
      LoadBalancerId,
      ZoneMappings: [same[0], { ZoneId: "cn-hangzhou-g", VSwitchId, PrivateIPv4Address: "10.0.9.9" }],
    });
    const moved = (await get(LoadBalancerId)).ZoneMappings;
    expect(moved[0]).toEqual(ZoneMappings[0]);
    expect(moved[1].LoadBalancerAddresses[0].PrivateIPv4Address).toBe("10.0.9.9");
  });

  it("takes servers into a group and out of it", async () => {
    const ServerGroupId = await group();
    const server = { ServerType: "Ip", ServerId: "10.0.0.10", Port: 8443 };
    expect(
      await done("AddServersToServerGroup", {
        ServerGroupId,
        Servers: [{ ...server, ServerIp: "10.0.0.10", Weight: 100 }],
      }),
    ).toMatchObject({ ServerGroupId });
    expect(await codeOf(call("AddServersToServerGroup", { ServerGroupId, Servers: [server] }))).toBe(
      "Conflict.BackendServer",
    );
    await done("UpdateServerGroupServersAttribute", {
      ServerGroupId,
      Servers: [{ ...server, Weight: 50, Description: "edge" }],
    });
    expect(
      (await call("ListServerGroupServers", { ServerGroupId, ServerIds: ["10.0.0.10"] })).Servers,
    ).toEqual([
      {
        ...server,
        ServerIp: "10.0.0.10",
        Weight: 50,
        Description: "edge",
        ServerGroupId,
        Status: "Available",
      },
    ]);
    await done("RemoveServersFromServerGroup", { ServerGroupId, Servers: [server] });
    expect(await codeOf(call("RemoveServersFromServerGroup", { ServerGroupId, Servers: [server] }))).toBe(
      "ResourceNotFound.BackendServer",
    );
    await done("UpdateServerGroupAttribute", {
      ServerGroupId,
      Scheduler: "Rr",
      HealthCheckConfig: { HealthCheckEnabled: false },
    });
    expect((await call("ListServerGroups", { ServerGroupNames: ["ws"] })).ServerGroups).toMatchObject([
      {
        ServerGroupId,
        Scheduler: "Rr",
        ServerCount: 0,
        ServerGroupStatus: "Available",
        HealthCheck: { HealthCheckEnabled: false },
      },
    ]);
  });

  it("listens, and lets a group go only when nobody forwards to it", async () => {
    const LoadBalancerId = await balancer();
    const ServerGroupId = await group();
    const { ListenerId } = await done("CreateListener", {
      LoadBalancerId,
      ListenerProtocol: "TCP",
      ListenerPort: 443,
      ServerGroupId,
      ProxyProtocolEnabled: true,
      ProxyProtocolV2Config: JSON.stringify({ Ppv2VpcIdEnabled: true }),
    });
    expect(ListenerId).toBe(`${LoadBalancerId.replace("nlb-", "lsn-")}@443`);
    expect(await codeOf(call("DeleteServerGroup", { ServerGroupId }))).toBe("ResourceInUse.serverGroup");
    expect((await call("ListServerGroups")).ServerGroups[0].RelatedLoadBalancerIds).toEqual([LoadBalancerId]);
    await done("UpdateListenerAttribute", { ListenerId, IdleTimeout: 600, ListenerDescription: "ws" });
    await done("StopListener", { ListenerId });
    expect(await call("GetListenerAttribute", { ListenerId })).toMatchObject({
      ListenerStatus: "Stopped",
      IdleTimeout: 600,
      ListenerDescription: "ws",
      ProxyProtocolEnabled: true,
      ProxyProtocolV2Config: { Ppv2VpcIdEnabled: true },
    });
    await done("StartListener", { ListenerId });
    expect((await call("ListListeners", { LoadBalancerIds: [LoadBalancerId] })).Listeners).toMatchObject([
      { ListenerId, ListenerStatus: "Running" },
    ]);
    await done("DeleteListener", { ListenerId });
    expect(await codeOf(call("GetListenerAttribute", { ListenerId }))).toBe("ResourceNotFound.listener");
    expect((await done("DeleteServerGroup", { ServerGroupId })).ServerGroupId).toBe(ServerGroupId);
  });

  it("tags, and finds by tag and zone", async () => {
    const LoadBalancerId = await balancer();
    const resource = { ResourceType: "loadbalancer", ResourceId: [LoadBalancerId] };
    await call("TagResources", { ...resource, Tag: [{ Key: "env", Value: "dev" }] });
    await call("UntagResources", { ...resource, TagKey: ["owner"] });
    expect((await call("ListTagResources", resource)).TagResources).toEqual([
      { ResourceType: "loadbalancer", ResourceId: LoadBalancerId, TagKey: "env", TagValue: "dev" },
    ]);
    expect(
      (await call("ListLoadBalancers", { Tag: [{ Key: "env", Value: "dev" }] })).LoadBalancers,
    ).toMatchObject([{ LoadBalancerId }]);
    expect((await call("ListLoadBalancers", { ZoneId: "cn-hangzhou-g" })).TotalCount).toBe(0);
    expect((await call("DescribeZones")).Zones).toContainEqual(
      expect.objectContaining({ ZoneId: "cn-hangzhou-k" }),
    );
    await settled(api);
  });
});
