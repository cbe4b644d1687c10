import { DefenseRule } from "@pulumi/alicloud/wafv3/defenseRule.js";
import { DefenseTemplate } from "@pulumi/alicloud/wafv3/defenseTemplate.js";
import * as pulumi from "@pulumi/pulumi";
import type { Labels } from "../naming/labels.ts";
import type { ProtectionRule } from "./rules.ts";
import { type WafTemplate, wafTemplates } from "./waf-rules.ts";

/** What a {@link BalancerProtection} is made of. */
export interface BalancerProtectionArgs {
  readonly labels: Labels;
  /** The WAF's instance. */
  readonly instanceId: pulumi.Input<string>;
  /** Id of the layer-7 balancer, of the edition with WAF. */
  readonly balancerId: pulumi.Input<string>;
  readonly rules: readonly ProtectionRule[];
}

/** A mini-program's rules as templates of the WAF, bound to its balancer. */
export class BalancerProtection extends pulumi.ComponentResource {
  constructor(name: string, args: BalancerProtectionArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:protection:BalancerProtection", name, {}, opts);
    for (const template of wafTemplates(args.rules)) createTemplate(this, name, args, template);
    this.registerOutputs({});
  }
}

/** A template with its rules. It is bound to the balancer from the start: an empty one does nothing yet. */
function createTemplate(
  parent: pulumi.Resource,
  name: string,
  { labels, instanceId, balancerId }: BalancerProtectionArgs,
  { scene, description, rules }: WafTemplate,
): void {
  const shortName = `${name}-${scene.replaceAll("_", "-")}`;
  const template = new DefenseTemplate(
    shortName,
    {
      instanceId,
      defenseTemplateName: labels.physicalName(shortName),
      defenseScene: scene,
      templateOrigin: "custom",
      templateType: "user_custom",
      description,
      status: "1",
      // Balancers of the edition with WAF are protected objects under this name from their first minute.
      resources: [pulumi.interpolate`${balancerId}-alb`],
    },
    { parent },
  );
  for (const rule of rules) {
    new DefenseRule(
      `${shortName}-${rule.name}`,
      {
        instanceId,
        templateId: template.defenseTemplateId,
        defenseType: "template",
        defenseScene: scene,
        defenseOrigin: "custom",
        ruleName: rule.name,
        ruleStatus: 1,
        config: {
          ...rule.config,
          remoteAddrs: rule.config.remoteAddrs && [...rule.config.remoteAddrs],
          conditions: rule.config.conditions?.map((condition) => ({ ...condition })),
          wafBaseConfigs: rule.config.wafBaseConfigs?.map((base) => ({ ...base })),
        },
      },
      { parent },
    );
  }
}
