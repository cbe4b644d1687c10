import { isButShouldBe } from "../../expect.ts";
import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { mlps } from "../../sources.ts";
import { CACHE, CLB, DATABASE, DATABASE_READER, ECS_INSTANCE, VSWITCH } from "../../types.ts";

export const mainlandZones = defineRule({
  id: "mainland-zones",
  severity: "critical",
  level: "mandatory",
  title: { en: "Data stays in mainland China", zh: "数据必须留在中国大陆" },
  rationale: {
    en: "Personal information that leaves the country needs an assessment or a standard contract first (PIPL, article 38), and WeChat's mini-programs need an ICP filing for where they run.",
    zh: "个人信息出境须先通过评估或签订标准合同（《个人信息保护法》第三十八条），小程序的运行地也需要 ICP 备案。",
  },
  remediation: { en: "Zones of a region in regions.", zh: "使用 regions 所列地域的可用区。" },
  sources: [
    {
      document: "Personal Information Protection Law of the People's Republic of China",
      clause: "article 38",
      topic: "Conditions for taking personal information abroad",
    },
    mlps("Cloud: infrastructure stands in China", "8.2.1.1"),
  ],
  settings: {
    regions: {
      // Alibaba Cloud's public regions of mainland China: not Hong Kong.
      schema: { type: "array", items: { type: "string" } },
      default: [
        "cn-hangzhou",
        "cn-shanghai",
        "cn-beijing",
        "cn-shenzhen",
        "cn-guangzhou",
        "cn-zhangjiakou",
        "cn-chengdu",
        "cn-nanjing",
        "cn-qingdao",
        "cn-huhehaote",
        "cn-wulanchabu",
        "cn-heyuan",
      ] as readonly string[],
      meaning: { en: "Regions in which data may stand", zh: "允许存放数据的地域" },
    },
  },
  resource: {
    types: new Set([VSWITCH, ECS_INSTANCE, DATABASE, DATABASE_READER, CACHE, CLB]),
    check: function* ({ props }, settings): Iterable<Finding> {
      for (const property of [
        "zoneId",
        "availabilityZone",
        "zoneIdSlaveA",
        "secondaryZoneId",
        "masterZoneId",
        "slaveZoneId",
      ]) {
        const zone = props[property];
        if (isUnknown(zone)) yield { undecided: property };
        else if (
          typeof zone === "string" &&
          zone !== "" &&
          zone !== "Auto" &&
          !settings.regions.some((region) => zone.startsWith(`${region}-`))
        )
          yield isButShouldBe(property, zone, {
            en: `a zone of ${settings.regions.join(", ")}`,
            zh: `${settings.regions.join("、")} 的可用区`,
          });
      }
    },
  },
});
