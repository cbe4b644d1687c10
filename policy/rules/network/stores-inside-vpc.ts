import { expectNot, expectSet } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { cis, mlps } from "../../sources.ts";
import { BROKER, CACHE, DATABASE, DATABASE_READER } from "../../types.ts";

export const storesInsideVpc = defineRule({
  id: "stores-inside-vpc",
  severity: "high",
  level: "mandatory",
  title: {
    en: "Databases, caches and brokers stand in our VPC",
    zh: "数据库、缓存和消息服务必须在我们的 VPC 内",
  },
  rationale: {
    en: "A store outside a VPC, or with an address of its own on the internet, is reached past every security group and every subnet's rule.",
    zh: "VPC 之外或带公网地址的存储绕过所有安全组和子网规则。",
  },
  remediation: {
    en: "Give a vSwitch of the environment (vswitchId, vswitchIds); leave enablePublic unset; where managed brokers must be reached from vSphere, state it in internetBrokers.",
    zh: "设置环境的交换机（vswitchId、vswitchIds）；不设 enablePublic；托管消息服务确需从 vSphere 访问时在 internetBrokers 中声明。",
  },
  sources: [cis("Databases are deployed in a VPC"), mlps("Architecture of the network", "8.1.2.1")],
  settings: {
    internetBrokers: {
      schema: { type: "boolean" },
      default: false as boolean,
      meaning: {
        en: "The managed brokers may have an address on the internet, over TLS alone: hosts on vSphere have no other way to them",
        zh: "托管消息服务可以有仅 TLS 的公网地址：vSphere 上的主机没有别的途径",
      },
    },
  },
  resource: {
    types: new Set([DATABASE, DATABASE_READER, CACHE, BROKER]),
    check: function* ({ type, props }, settings): Iterable<Finding> {
      if (type === BROKER) {
        yield* expectSet(props, "vswitchIds");
        if (!settings.internetBrokers) yield* expectNot(props, "supportEip", true);
        return;
      }
      yield* expectSet(props, "vswitchId");
      yield* expectNot(props, "enablePublic", true);
    },
  },
});
