import type * as z from "zod/mini";
import { PLATFORMS, TIERS } from "../environment.ts";
import type { SectionName } from "../section-names.ts";
import { data } from "./data.ts";
import { waf } from "./entry.ts";
import { choice, fieldFacts, list, text } from "./field.ts";
import { budget, contact, retention, tags } from "./governance.ts";
import { images } from "./images.ts";
import { kubernetes } from "./kubernetes.ts";
import { messaging } from "./messaging.ts";
import { miniProgram } from "./mini-program.ts";
import { observability } from "./observability.ts";
import { alicloud, network, vsphere } from "./places.ts";
import { REGION, ZONE } from "./syntax.ts";

const tier = choice(TIERS, {
  about: {
    en: "How strict the environment is: redundancy, protection and policies depend on it.",
    zh: "环境等级：冗余、删除保护和策略的严格程度由此决定。",
  },
});

const region = text(REGION, {
  about: { en: "Alibaba Cloud region of everything in the VPC.", zh: "VPC 内所有资源所在的阿里云地域。" },
  expected: {
    en: "a region id such as cn-hangzhou or ap-southeast-1",
    zh: "地域 ID，如 cn-hangzhou 或 ap-southeast-1",
  },
  example: "cn-hangzhou",
});

const zones = list(
  text(ZONE, {
    about: { en: "A zone of the region.", zh: "该地域内的一个可用区。" },
    expected: {
      en: "a zone id such as cn-hangzhou-k or ap-southeast-1a",
      zh: "可用区 ID，如 cn-hangzhou-k 或 ap-southeast-1a",
    },
    example: "cn-hangzhou-k",
  }),
  {
    // The largest region, cn-beijing, has twelve.
    min: 1,
    max: 12,
    example: ["cn-hangzhou-k"],
    about: {
      en: "Zones of the region, most wanted first; prod needs two or more.",
      zh: "地域内的可用区，按优先级排列；prod 至少两个。",
    },
  },
);

const contacts = list(contact, {
  min: 1,
  max: 50,
  example: [{ name: "Platform team", email: "platform@example.com", role: "owner" }],
  about: {
    en: "Who answers for the environment (`owner`) and who is paged (`oncall`).",
    zh: "环境负责人（owner）与值班人员（oncall）。",
  },
});

/**
 * One schema per key of the stack configuration, without the namespace `hougu:`. From here come the check,
 * the defaults, the types, the JSON Schema and docs/configuration.md.
 */
export const sections = {
  environment: tier,
  region,
  zones,
  network,
  alicloud,
  vsphere,
  artist: miniProgram("artist", PLATFORMS),
  food: miniProgram("food", PLATFORMS),
  tags,
  budget,
  retention,
  contacts,
  data,
  images,
  waf,
  kubernetes,
  messaging,
  observability,
} satisfies Record<SectionName, z.core.$ZodType>;

/** The sections with their defaults filled in. */
export type Sections = { readonly [Name in SectionName]: z.output<(typeof sections)[Name]> };

/** The facts of a section, never absent: every builder registers them. */
export function factsOf(schema: z.core.$ZodType) {
  const facts = fieldFacts.get(schema);
  if (!facts)
    throw new Error(
      "a field of the configuration has no facts: build it with components/config/schema/field.ts",
    );
  return facts;
}
