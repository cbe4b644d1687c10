import { randomInt } from "node:crypto";
import { isRecord, records, text, texts } from "../object.ts";
import type { Look, ResourceType } from "../resource-type.ts";
import { randomLetters } from "./ids.ts";

const INSTANCE_NOT_FOUND = {
  code: "Waf.Pullin.InstanceNotExist",
  message: "The WAF instance does not exist.",
} as const;

/** A rule's conditions (API reference of CreateDefenseRule). */
const MOST_CONDITIONS = 5;
const ID_LETTERS = 11;
const serial = () => String(randomInt(10_000_000, 99_999_999));

export const wafInstance: ResourceType = {
  type: "alicloud:wafInstance",
  service: "Waf",
  actions: {
    create: "CreatePostpaidInstance",
    describe: "DescribeInstance",
    modify: "DescribeInstance",
    remove: "ReleaseInstance",
  },
  global: true,
  id: () => `waf_v3postpaid_public_cn-${randomLetters(ID_LETTERS)}`,
  notFound: INSTANCE_NOT_FOUND,
  quotas: [
    {
      limit: 1,
      exceeded: { code: "Waf.Pullin.InstanceExists", message: "The account has an instance already." },
    },
  ],
  lifecycle: { begins: "Creating", becomes: "1", seconds: 3, ends: "Releasing", endSeconds: 2 },
  // Milliseconds since 1970, as the service says when an instance began.
  complete: (_, { now }) => ({ createTime: String(now) }),
  describe: ({ id }) => ({ instanceId: id }),
};

export const wafTemplate: ResourceType = {
  type: "alicloud:wafTemplate",
  service: "Waf",
  actions: {
    create: "CreateDefenseTemplate",
    describe: "DescribeDefenseTemplate",
    modify: "ModifyDefenseTemplate",
    remove: "DeleteDefenseTemplate",
  },
  global: true,
  nameAttribute: "defenseTemplateName",
  id: serial,
  notFound: { code: "Defense.Control.DefenseTemplateNotExist", message: "The template does not exist." },
  references: [
    {
      attribute: "instanceId",
      to: "alicloud:wafInstance",
      missing: INSTANCE_NOT_FOUND,
      holds: { code: "Waf.Pullin.InstanceInUse", message: "The instance has templates." },
    },
  ],
  unique: [
    {
      attributes: ["instanceId", "defenseTemplateName"],
      taken: {
        code: "Defense.Control.DefenseTemplateNameExists",
        message: "The name of the template is taken.",
      },
    },
  ],
  check(wanted, look, before) {
    for (const name of texts(wanted, "resources")) {
      if (!isProtected(name, look)) {
        look.refuse(
          "Defense.Control.DefenseResourceNotExist",
          `There is no such protected object. (${name})`,
        );
      }
      // A module looks at an object by one template.
      const other = look
        .all("alicloud:wafTemplate")
        .find(
          ({ id, attributes }) =>
            id !== before?.id &&
            attributes.defenseScene === wanted.defenseScene &&
            texts(attributes, "resources").includes(name),
        );
      if (other) {
        look.refuse(
          "Defense.Control.DefenseResourceBound",
          `The object has a template of this module. (${name}, ${other.id})`,
        );
      }
    }
  },
  complete: (wanted, { now }) => ({
    status: wanted.status ?? "1",
    templateOrigin: wanted.templateOrigin ?? "custom",
    templateType: wanted.templateType ?? "user_custom",
    gmtModified: String(now),
  }),
  adjust: (_, { now }) => ({ gmtModified: String(now) }),
  describe: ({ id }) => ({ defenseTemplateId: Number(id) }),
  takes: ({ id }, look) =>
    look.all("alicloud:wafRule").filter(({ attributes }) => String(attributes.templateId) === id),
};

/** Balancers of the edition with WAF are protected objects from their first minute. */
function isProtected(name: string, look: Look): boolean {
  const balancer = name.endsWith("-alb")
    ? look.get("alicloud:alb", name.slice(0, -"-alb".length))
    : undefined;
  return balancer?.attributes.loadBalancerEdition === "StandardWithWaf";
}

export const wafRule: ResourceType = {
  type: "alicloud:wafRule",
  service: "Waf",
  actions: {
    create: "CreateDefenseRule",
    describe: "DescribeDefenseRule",
    modify: "ModifyDefenseRule",
    remove: "DeleteDefenseRule",
  },
  global: true,
  nameAttribute: "ruleName",
  id: serial,
  notFound: { code: "Defense.Control.DefenseRuleNotExist", message: "The rule does not exist." },
  references: [{ attribute: "instanceId", to: "alicloud:wafInstance", missing: INSTANCE_NOT_FOUND }],
  unique: [
    {
      attributes: ["templateId", "ruleName"],
      taken: { code: "Defense.Control.DefenseRuleNameExists", message: "The name of the rule is taken." },
    },
  ],
  check(wanted, look) {
    const template = look.get("alicloud:wafTemplate", String(wanted.templateId ?? ""));
    if (wanted.defenseType === "template" && template === undefined) {
      look.refuse(
        "Defense.Control.DefenseTemplateNotExist",
        `The template does not exist. (${String(wanted.templateId)})`,
      );
    }
    if (template && template.attributes.defenseScene !== wanted.defenseScene) {
      look.refuse(
        "Defense.Control.DefenseSceneMismatch",
        `The template is of another module. (${text(template.attributes, "defenseScene")})`,
      );
    }
    const config = isRecord(wanted.config) ? wanted.config : {};
    const conditions = records(config, "conditions");
    if (conditions.length > MOST_CONDITIONS) {
      look.refuse("Defense.Control.DefenseRuleInvalid", `A rule takes ${MOST_CONDITIONS} conditions.`);
    }
    if (wanted.defenseScene === "ip_blacklist" && texts(config, "remoteAddrs").length === 0) {
      look.refuse("Defense.Control.DefenseRuleInvalid", "A blacklist needs addresses.");
    }
    if (wanted.defenseScene === "cc" && !isRecord(config.rateLimit)) {
      look.refuse("Defense.Control.DefenseRuleInvalid", "A frequency rule needs a rate limit.");
    }
  },
  complete: (wanted, { now }) => ({
    ruleStatus: wanted.ruleStatus ?? 1,
    defenseOrigin: wanted.defenseOrigin ?? "custom",
    gmtModified: String(now),
  }),
  adjust: (_, { now }) => ({ gmtModified: String(now) }),
  describe: ({ id }) => ({ ruleId: Number(id) }),
};
