import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeOf, furnished, settled, twoZones } from "./network.ts";
import type { Answer } from "./official-client.ts";
import { type RunningApi, runningApi } from "./running-api.ts";

const VERSION = "2021-10-01";

describe("WAF", () => {
  let api: RunningApi;

  beforeEach(async () => {
    api = await runningApi();
  });

  afterEach(async () => {
    await api.close();
  });

  const call = (action: string, query: Readonly<Record<string, unknown>> = {}): Promise<Answer> =>
    api.rpc(VERSION, action, query);

  async function instance(): Promise<string> {
    const { InstanceId } = await call("CreatePostpaidInstance");
    await settled(api);
    return InstanceId;
  }

  const template = async (InstanceId: string, DefenseScene = "custom_acl"): Promise<number> =>
    (
      await call("CreateDefenseTemplate", {
        InstanceId,
        TemplateName: DefenseScene,
        DefenseScene,
        TemplateType: "user_custom",
        TemplateOrigin: "custom",
        TemplateStatus: 1,
      })
    ).TemplateId;

  it("gives the account one instance, and says nothing about none", async () => {
    expect(await call("DescribeInstance")).not.toHaveProperty("InstanceId");
    const InstanceId = await instance();
    expect(await call("DescribeInstance")).toMatchObject({ InstanceId, Status: 1, PayType: "POSTPAY" });
    expect(await codeOf(call("CreatePostpaidInstance"))).toBe("Waf.Pullin.InstanceExists");
    await call("ReleaseInstance", { InstanceId });
    await expect.poll(() => api.cloud.list()).toEqual([]);
  });

  it("binds a template to what is protected", async () => {
    const InstanceId = await instance();
    const { VpcId, ZoneMappings } = await twoZones(api);
    const { id } = await furnished(api, "alicloud:alb", {
      loadBalancerEdition: "StandardWithWaf",
      addressType: "Intranet",
      vpcId: VpcId,
      zoneMappings: ZoneMappings.map(({ ZoneId, VSwitchId }) => ({ zoneId: ZoneId, vswitchId: VSwitchId })),
    });
    const TemplateId = await template(InstanceId);
    const named = { InstanceId, TemplateId };
    await call("ModifyTemplateResources", { ...named, BindResources: [`${id}-alb`] });
    expect(await codeOf(call("ModifyTemplateResources", { ...named, BindResources: ["nobody-alb"] }))).toBe(
      "Defense.Control.DefenseResourceNotExist",
    );
    await call("ModifyDefenseTemplate", { ...named, TemplateName: "renamed", Description: "later" });
    await call("ModifyDefenseTemplateStatus", { ...named, TemplateStatus: 0 });
    expect((await call("DescribeDefenseTemplate", named)).Template).toMatchObject({
      TemplateId,
      TemplateName: "renamed",
      Description: "later",
      TemplateStatus: 0,
      DefenseScene: "custom_acl",
    });
    expect(await call("DescribeTemplateResources", { ...named, ResourceType: "single" })).toMatchObject({
      TemplateId,
      Resources: [`${id}-alb`],
    });
    expect((await call("DescribeTemplateResources", { ...named, ResourceType: "group" })).Resources).toEqual(
      [],
    );
    expect(
      (await call("DescribeDefenseTemplates", { InstanceId, Resource: `${id}-alb` })).Templates,
    ).toMatchObject([{ TemplateId }]);
    await call("ModifyTemplateResources", { ...named, UnbindResources: [`${id}-alb`] });
    expect((await call("DescribeDefenseTemplates", { InstanceId, Resource: `${id}-alb` })).TotalCount).toBe(
      0,
    );
    await call("DeleteDefenseTemplate", named);
    expect(await codeOf(call("DescribeDefenseTemplate", named))).toBe(
      "Defense.Control.DefenseTemplateNotExist",
    );
  });

  it("keeps rules in the modules' own words", async () => {
    const InstanceId = await instance();
    const TemplateId = await template(InstanceId, "cc");
    const place = { InstanceId, DefenseType: "template", DefenseScene: "cc", TemplateId };
    const rule = {
      name: "login",
      status: 1,
      origin: "custom",
      action: "block",
      ccStatus: 1,
      effect: "rule",
      conditions: [{ key: "URLPath", opValue: "regex", values: "^/login", subKey: "" }],
      ratelimit: { target: "remote_addr", interval: 60, threshold: 20, ttl: 60 },
      // As the Terraform provider sends what nobody has said.
      tags: [],
      timeConfig: { timePeriods: [], weekTimePeriods: [] },
    };
    const { RuleIds } = await call("CreateDefenseRule", { ...place, Rules: JSON.stringify([rule]) });
    const described = async () =>
      (await call("DescribeDefenseRule", { InstanceId, RuleId: RuleIds, DefenseType: "template" })).Rule;
    const first = await described();
    expect(first).toMatchObject({
      RuleId: Number(RuleIds),
      RuleName: "login",
      Status: 1,
      TemplateId,
      DefenseScene: "cc",
      DefenseOrigin: "custom",
    });
    expect(JSON.parse(first.Config)).toEqual({
      action: "block",
      ccStatus: 1,
      effect: "rule",
      conditions: [{ key: "URLPath", opValue: "regex", values: "^/login" }],
      ratelimit: rule.ratelimit,
    });
    await call("ModifyDefenseRule", {
      ...place,
      Rules: JSON.stringify([{ ...rule, id: RuleIds, name: "renamed", action: "monitor" }]),
    });
    await call("ModifyDefenseRuleStatus", {
      InstanceId,
      RuleId: RuleIds,
      RuleStatus: 0,
      DefenseType: "template",
    });
    const second = await described();
    expect(second).toMatchObject({ RuleName: "renamed", Status: 0 });
    expect(JSON.parse(second.Config)).toMatchObject({ action: "monitor" });
    expect(
      await codeOf(
        call("CreateDefenseRule", { ...place, Rules: JSON.stringify([{ name: "x", action: "block" }]) }),
      ),
    ).toBe("Defense.Control.DefenseRuleInvalid");
    expect(await codeOf(call("CreateDefenseRule", place))).toBe("MissingRules");
    const listed = (Query: object) =>
      call("DescribeDefenseRules", { InstanceId, Query: JSON.stringify(Query) });
    expect((await listed({ templateId: TemplateId, nameLike: "ren" })).Rules).toMatchObject([
      { RuleId: Number(RuleIds) },
    ]);
    expect((await listed({ scene: "custom_acl" })).TotalCount).toBe(0);
    await call("DeleteDefenseRule", { InstanceId, RuleIds, DefenseType: "template", TemplateId });
    expect(await codeOf(described())).toBe("Defense.Control.DefenseRuleNotExist");
  });
});
