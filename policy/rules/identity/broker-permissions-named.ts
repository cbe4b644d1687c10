import { expectNot } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { mlps } from "../../sources.ts";
import { BROKER_PERMISSION } from "../../types.ts";

export const brokerPermissionsNamed = defineRule({
  id: "broker-permissions-named",
  severity: "medium",
  level: "mandatory",
  title: { en: "A broker's users reach the queues that they use", zh: "消息服务用户只能访问所用的队列" },
  rationale: {
    en: "A user with .* for configure may delete every queue of the virtual host.",
    zh: "configure 为 .* 的用户可以删除整个虚拟主机的队列。",
  },
  remediation: {
    en: "Name queues and exchanges in configure; an empty text is nothing.",
    zh: "configure 写明队列和交换机；空文本表示没有。",
  },
  sources: [
    { document: "RabbitMQ documentation", topic: "Access control: permissions by pattern" },
    mlps("Least privilege", "8.1.4.2"),
  ],
  settings: {
    operators: {
      schema: { type: "string", format: "regex" },
      default: "operator$" as string,
      meaning: { en: "Users for people who mend a broker by hand", zh: "供人工维护消息服务的用户" },
    },
  },
  resource: {
    types: new Set([BROKER_PERMISSION]),
    check: function* ({ props }, settings): Iterable<Finding> {
      if (new RegExp(settings.operators, "u").test(String(props.userName))) return;
      yield* expectNot(props, "configure", ".*", "^.*$");
    },
  },
});
