import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeOf, furnished, settled, twoZones } from "./network.ts";
import type { Answer } from "./official-client.ts";
import { type RunningApi, runningApi } from "./running-api.ts";
import { objections } from "./sdk-models.ts";

const VERSION = "2020-06-16";

describe("Alb", () => {
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
        .poll(async () => (await call("ListAsynJobs", { JobIds: [answer.JobId] })).Jobs)
        .toMatchObject([{ ApiName: action, Status: "Succeeded" }]);
    }
    await settled(api);
    return answer;
  }

  async function balancer(more: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const { LoadBalancerId } = await done("CreateLoadBalancer", {
      LoadBalancerName: "api",
      LoadBalancerEdition: "Standard",
      AddressType: "Internet",
      AddressAllocatedMode: "Fixed",
      LoadBalancerBillingConfig: { PayType: "PostPay" },
      ...(await twoZones(api)),
      ...more,
    });
    return LoadBalancerId;
  }

  const get = (LoadBalancerId: string) => call("GetLoadBalancerAttribute", { LoadBalancerId });

  async function group(): Promise<string> {
    const { ServerGroupId } = await done("CreateServerGroup", {
      ServerGroupName: "api",
      ServerGroupType: "Ip",
      HealthCheckConfig: { HealthCheckEnabled: true, HealthCheckCodes: ["http_2xx"], HealthCheckInterval: 2 },
    });
    return ServerGroupId;
  }

  const forward = (ServerGroupId: string) => ({
    Type: "ForwardGroup",
    ForwardGroupConfig: { ServerGroupTuples: [{ ServerGroupId }] },
  });

  it("gives a balancer addresses in its zones, and changes it in place", async () => {
    const { id: AllocationId, attributes } = await furnished(api, "alicloud:eip", {});
    const { VpcId, ZoneMappings } = await twoZones(api);
    const [first, second] = ZoneMappings;
    const LoadBalancerId = await balancer({
      VpcId,
      ZoneMappings: [
        { ...first, AllocationId, EipType: "Common", IntranetAddress: "10.0.0.9" },
        { ...second, AllocationId: "", IntranetAddress: "" },
      ],
    });
    const { ZoneMappings: zones, ...made } = await get(LoadBalancerId);
    expect(made).toMatchObject({
      LoadBalancerName: "api",
      LoadBalancerStatus: "Active",
      LoadBalancerBillingConfig: { PayType: "PostPay" },
      DeletionProtectionConfig: { Enabled: false },
      ModificationProtectionConfig: { Status: "NonProtection" },
      RegionId: "cn-hangzhou",
    });
    expect(made).not.toHaveProperty("AccessLogConfig");
    expect(zones).toMatchObject([
      {
        ...first,
        LoadBalancerAddresses: [
          { AllocationId, Address: attributes.ipAddress, IntranetAddress: "10.0.0.9", EipType: "Common" },
        ],
      },
      {
        ...second,
        LoadBalancerAddresses: [
          {
            Address: expect.stringMatching(/^(203\.0\.113|198\.51\.100|192\.0\.2)\.\d+$/),
            IntranetAddress: expect.stringMatching(/^10\.0\.1\.\d+$/),
          },
        ],
      },
    ]);
    await furnished(api, "alicloud:logProject", { projectName: "logs" });
    await furnished(api, "alicloud:logStore", { projectName: "logs", logstoreName: "alb_access" });
    expect(await codeOf(call("DeleteLoadBalancer", { LoadBalancerId, DryRun: true }))).toBe(
      "UnsupportedOperation.DryRun",
    );
    await done("UpdateLoadBalancerAttribute", {
      LoadBalancerId,
      LoadBalancerName: "renamed",
      ModificationProtectionConfig: { Status: "ConsoleProtection", Reason: "managed" },
    });
    await done("EnableLoadBalancerAccessLog", {
      LoadBalancerId,
      LogProject: "logs",
      LogStore: "alb_access",
    });
    await done("EnableDeletionProtection", { ResourceId: LoadBalancerId });
    await done("UpdateLoadBalancerEdition", { LoadBalancerId, LoadBalancerEdition: "StandardWithWaf" });
    await done("MoveResourceGroup", {
      ResourceType: "loadbalancer",
      ResourceId: LoadBalancerId,
      NewResourceGroupId: "rg-2",
    });
    await done("UpdateLoadBalancerAddressTypeConfig", { LoadBalancerId, AddressType: "Intranet" });
    const changed = await get(LoadBalancerId);
    expect(changed).toMatchObject({
      LoadBalancerName: "renamed",
      LoadBalancerEdition: "StandardWithWaf",
      AddressType: "Intranet",
      ResourceGroupId: "rg-2",
      AccessLogConfig: { LogProject: "logs", LogStore: "alb_access" },
      DeletionProtectionConfig: { Enabled: true },
      ModificationProtectionConfig: { Status: "ConsoleProtection", Reason: "managed" },
    });
    // Inside, a zone keeps the address that it has.
    expect(changed.ZoneMappings[0].LoadBalancerAddresses[0]).toMatchObject({
      Address: "10.0.0.9",
      IntranetAddress: "10.0.0.9",
    });
    expect(await codeOf(call("DeleteLoadBalancer", { LoadBalancerId }))).toBe(
      "OperationDenied.DeletionProtection",
    );
    await done("DisableDeletionProtection", { ResourceId: LoadBalancerId });
    await done("DisableLoadBalancerAccessLog", { LoadBalancerId });
    expect(await get(LoadBalancerId)).not.toHaveProperty("AccessLogConfig");
    await done("DeleteLoadBalancer", { LoadBalancerId });
    expect(await codeOf(get(LoadBalancerId))).toBe("ResourceNotFound.LoadBalancer");
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("moves a balancer to other zones, and refuses those that it has", async () => {
    const LoadBalancerId = await balancer();
    const { ZoneMappings, VpcId } = await get(LoadBalancerId);
    const same = ZoneMappings.map(({ ZoneId, VSwitchId }: Record<string, string>) => ({ ZoneId, VSwitchId }));
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
      ZoneMappings: [same[0], { ZoneId: "cn-hangzhou-g", VSwitchId }],
    });
    const moved = (await get(LoadBalancerId)).ZoneMappings;
    expect(moved[0]).toEqual(ZoneMappings[0]);
    expect(moved[1].LoadBalancerAddresses[0].IntranetAddress).toMatch(/^10\.0\.9\.\d+$/);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("takes servers into a group and out of it", async () => {
    const ServerGroupId = await group();
    const server = (host: number) => ({ ServerType: "Ip", ServerId: `10.0.0.${host}`, Port: 8080 });
    await done("AddServersToServerGroup", {
      ServerGroupId,
      Servers: [
        { ...server(10), Weight: 50, Description: "a" },
        { ...server(11), ServerIp: "10.0.0.11" },
      ],
    });
    expect(await codeOf(call("AddServersToServerGroup", { ServerGroupId, Servers: [server(10)] }))).toBe(
      "ResourceAlreadyExist.BackendServer",
    );
    await done("UpdateServerGroupServersAttribute", {
      ServerGroupId,
      Servers: [{ ...server(10), Weight: 10 }],
    });
    expect((await call("ListServerGroupServers", { ServerGroupId })).Servers).toEqual([
      {
        ...server(10),
        ServerIp: "10.0.0.10",
        Weight: 10,
        Description: "a",
        RemoteIpEnabled: false,
        ServerGroupId,
        Status: "Available",
      },
      {
        ...server(11),
        ServerIp: "10.0.0.11",
        Weight: 100,
        RemoteIpEnabled: false,
        ServerGroupId,
        Status: "Available",
      },
    ]);
    await done("RemoveServersFromServerGroup", { ServerGroupId, Servers: [server(10)] });
    expect(await codeOf(call("RemoveServersFromServerGroup", { ServerGroupId, Servers: [server(10)] }))).toBe(
      "ResourceNotFound.BackendServer",
    );
    await done("UpdateServerGroupAttribute", {
      ServerGroupId,
      Scheduler: "Wlc",
      HealthCheckConfig: { HealthCheckEnabled: false },
    });
    expect((await call("ListServerGroups", { ServerGroupIds: [ServerGroupId] })).ServerGroups).toMatchObject([
      {
        ServerGroupId,
        ServerCount: 1,
        Scheduler: "Wlc",
        ServerGroupStatus: "Available",
        HealthCheckConfig: { HealthCheckEnabled: false },
      },
    ]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("listens with TLS, by rules, and lets a group go only when nobody forwards to it", async () => {
    const LoadBalancerId = await balancer();
    const ServerGroupId = await group();
    const { id: CertificateId } = await furnished(api, "alicloud:certificate", { cert: "C", key: "K" });
    const { SecurityPolicyId } = await done("CreateSecurityPolicy", {
      SecurityPolicyName: "strict",
      TLSVersions: ["TLSv1.2"],
      Ciphers: ["ECDHE-RSA-AES128-GCM-SHA256"],
    });
    await done("UpdateSecurityPolicyAttribute", {
      SecurityPolicyId,
      TLSVersions: ["TLSv1.2", "TLSv1.3"],
    });
    const { ListenerId } = await done("CreateListener", {
      LoadBalancerId,
      ListenerProtocol: "HTTPS",
      ListenerPort: 443,
      Certificates: [{ CertificateId }],
      SecurityPolicyId,
      DefaultActions: [forward(ServerGroupId)],
      XForwardedForConfig: { XForwardedForProtoEnabled: true, XForwardedForSLBIdEnabled: true },
    });
    const listener = await call("GetListenerAttribute", { ListenerId });
    expect(listener).toMatchObject({
      ListenerStatus: "Running",
      ListenerPort: 443,
      Certificates: [{ CertificateId }],
      SecurityPolicyId,
      DefaultActions: [forward(ServerGroupId)],
      Http2Enabled: true,
      XForwardedForConfig: {
        XForwardedForEnabled: true,
        XForwardedForProtoEnabled: true,
        XForwardedForSLBIdEnabled: true,
      },
    });
    const { RuleId } = await done("CreateRule", {
      ListenerId,
      RuleName: "to-https",
      Priority: 1,
      RuleConditions: [
        { Type: "Path", PathConfig: { Values: ["/*"] } },
        { Type: "Cookie", CookieConfig: { Values: [{ Key: "a", Value: "b" }] } },
      ],
      RuleActions: [{ Type: "Redirect", Order: 1, RedirectConfig: { Protocol: "HTTPS", HttpCode: "308" } }],
    });
    await done("UpdateRuleAttribute", {
      RuleId,
      Priority: 2,
      RuleActions: [{ ...forward(ServerGroupId), Order: 1 }],
    });
    expect((await call("ListRules", { LoadBalancerIds: [LoadBalancerId] })).Rules).toMatchObject([
      {
        RuleId,
        ListenerId,
        LoadBalancerId,
        Priority: 2,
        Direction: "Request",
        RuleStatus: "Available",
        RuleConditions: [
          { Type: "Path", PathConfig: { Values: ["/*"] } },
          { Type: "Cookie", CookieConfig: { Values: [{ Key: "a", Value: "b" }] } },
        ],
        RuleActions: [forward(ServerGroupId)],
      },
    ]);
    expect((await call("ListServerGroups")).ServerGroups[0].RelatedLoadBalancerIds).toEqual([LoadBalancerId]);
    expect(await codeOf(call("DeleteServerGroup", { ServerGroupId }))).toBe("ResourceInUse.ServerGroup");
    expect(await codeOf(call("DeleteSecurityPolicy", { SecurityPolicyId }))).toBe(
      "ResourceInUse.SecurityPolicy",
    );
    expect(
      (await call("ListSecurityPolicyRelations", { SecurityPolicyIds: [SecurityPolicyId] }))
        .SecrityPolicyRelations,
    ).toMatchObject([{ SecurityPolicyId, RelatedListeners: [{ ListenerId, ListenerPort: 443 }] }]);
    expect((await call("ListListenerCertificates", { ListenerId })).Certificates).toMatchObject([
      { CertificateId, CertificateType: "Server", IsDefault: true },
    ]);
    await done("UpdateListenerAttribute", { ListenerId, IdleTimeout: 30, GzipEnabled: false });
    await done("UpdateListenerLogConfig", { ListenerId, AccessLogRecordCustomizedHeadersEnabled: true });
    await done("StopListener", { ListenerId });
    expect(await call("GetListenerAttribute", { ListenerId })).toMatchObject({
      ListenerStatus: "Stopped",
      IdleTimeout: 30,
      GzipEnabled: false,
      LogConfig: { AccessLogRecordCustomizedHeadersEnabled: true },
    });
    await done("StartListener", { ListenerId });
    await done("DeleteRule", { RuleId });
    await done("DeleteListener", { ListenerId });
    expect(await codeOf(call("GetListenerAttribute", { ListenerId }))).toBe("ResourceNotFound.Listener");
    await done("DeleteSecurityPolicy", { SecurityPolicyId });
    await done("DeleteServerGroup", { ServerGroupId });
    expect((await call("ListSecurityPolicies")).SecurityPolicies).toEqual([]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("finds by name, tag and page, and shows jobs under way", async () => {
    const ids = [];
    for (const name of ["a", "b", "c"]) {
      const { SecurityPolicyId } = await done("CreateSecurityPolicy", {
        SecurityPolicyName: name,
        TLSVersions: ["TLSv1.2"],
        Ciphers: ["ECDHE-RSA-AES128-GCM-SHA256"],
        Tag: [{ Key: "name", Value: name }],
      });
      ids.push(SecurityPolicyId);
    }
    const first = await call("ListSecurityPolicies", { MaxResults: 2 });
    const second = await call("ListSecurityPolicies", { MaxResults: 2, NextToken: first.NextToken });
    expect(
      [...first.SecurityPolicies, ...second.SecurityPolicies].map(
        ({ SecurityPolicyName }) => SecurityPolicyName,
      ),
    ).toEqual(["a", "b", "c"]);
    expect(second.NextToken).toBe("");
    expect(
      (await call("ListSecurityPolicies", { Tag: [{ Key: "name", Value: "b" }] })).SecurityPolicies,
    ).toMatchObject([{ SecurityPolicyName: "b" }]);
    expect(
      (await call("ListSecurityPolicies", { SecurityPolicyNames: ["c"] })).SecurityPolicies,
    ).toMatchObject([{ SecurityPolicyId: ids[2] }]);
    const resource = { ResourceType: "securitypolicy", ResourceId: [ids[0]] };
    await call("TagResources", { ...resource, Tag: [{ Key: "env", Value: "dev" }] });
    await call("UnTagResources", { ...resource, TagKey: ["name"] });
    expect((await call("ListTagResources", resource)).TagResources).toEqual([
      { ResourceType: "securitypolicy", ResourceId: ids[0], TagKey: "env", TagValue: "dev" },
    ]);
    const LoadBalancerId = await balancer();
    expect((await call("ListLoadBalancers", { LoadBalancerNames: ["api"] })).LoadBalancers).toMatchObject([
      { LoadBalancerId },
    ]);
    expect((await call("ListLoadBalancers", { ZoneId: "cn-hangzhou-g" })).TotalCount).toBe(0);
    const ServerGroupId = await group();
    // In the cloud's time a balancer takes long enough to be seen going.
    api.cloud.settings.write({ msPerSecond: 1000 });
    await call("DeleteLoadBalancer", { LoadBalancerId });
    expect((await call("ListAsynJobs")).Jobs).toMatchObject([
      {
        ApiName: "DeleteLoadBalancer",
        ResourceId: LoadBalancerId,
        OperateType: "Delete",
        Status: "Processing",
      },
    ]);
    expect((await call("ListListeners")).Listeners).toEqual([]);
    expect((await call("DescribeZones")).Zones).toContainEqual(
      expect.objectContaining({ ZoneId: "cn-hangzhou-k" }),
    );
    expect(ServerGroupId).toMatch(/^sgp-/);
    expect(objections(api.exchanges)).toEqual([]);
  });
});
