import { LoadBalancer } from "@pulumi/alicloud/alb/loadBalancer.js";
import { DefenseRule } from "@pulumi/alicloud/wafv3/defenseRule.js";
import { DefenseTemplate } from "@pulumi/alicloud/wafv3/defenseTemplate.js";
import { Instance } from "@pulumi/alicloud/wafv3/instance.js";
import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { twoZones } from "./two-zones.ts";

/** The firewall for web applications in front of a balancer, a rule of each module that the program uses. */
async function waf(changed: boolean): Promise<void> {
  const { opts, vpcId, zones } = twoZones("waf", 63);
  const instance = new Instance("waf", {}, opts);
  const balancer = new LoadBalancer(
    "waf",
    {
      loadBalancerName: "waf",
      loadBalancerEdition: "StandardWithWaf",
      vpcId,
      addressType: "Intranet",
      addressAllocatedMode: "Fixed",
      zoneMappings: zones.map((zone, index) => ({ ...zone, intranetAddress: `10.63.${index}.100` })),
      loadBalancerBillingConfig: { payType: "PayAsYouGo" },
    },
    { ...opts, dependsOn: [instance] },
  );
  const rules = {
    ip_blacklist: { ruleAction: "block", remoteAddrs: ["203.0.113.0/24", "198.51.100.7"] },
    custom_acl: {
      ruleAction: changed ? "monitor" : "block",
      ccStatus: 0,
      conditions: [
        { key: "URLPath", opValue: "regex", values: "^/manager" },
        { key: "Header", subKey: "Upgrade", opValue: "none" },
      ],
    },
    cc: {
      ruleAction: "block",
      conditions: [{ key: "URLPath", opValue: "regex", values: "^/login" }],
      ccStatus: 1,
      ccEffect: "rule",
      rateLimit: { target: "remote_addr", interval: 60, threshold: changed ? 30 : 20, ttl: 60 },
    },
    waf_base: { wafBaseConfigs: [{ ruleType: "system", ruleBatchOperationConfig: "all_block" }] },
  };
  for (const [scene, config] of Object.entries(rules)) {
    const template = new DefenseTemplate(
      scene,
      {
        instanceId: instance.id,
        defenseTemplateName: `api-${scene}`,
        defenseScene: scene,
        templateOrigin: "custom",
        templateType: "user_custom",
        description: changed ? "later" : "first",
        status: "1",
        resources: [pulumi.interpolate`${balancer.id}-alb`],
      },
      opts,
    );
    new DefenseRule(
      scene,
      {
        instanceId: instance.id,
        templateId: template.defenseTemplateId,
        defenseType: "template",
        defenseScene: scene,
        defenseOrigin: "custom",
        ruleName: scene,
        ruleStatus: 1,
        config,
      },
      opts,
    );
  }
}

export const wafProgram: PulumiFn = () => waf(false);
export const wafChanged: PulumiFn = () => waf(true);
