import { isUnknown, objectOf, type StackResource, textOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { mlps } from "../../sources.ts";
import { ECS_INSTANCE, VSPHERE_VM } from "../../types.ts";
import { textsIn } from "../identity/user-data.ts";

/** A file of Prometheus' own says whom it reads: `host: artist-edge-1` among a target's labels. */
const HAS_TARGETS = "scrape_configs:";
const TARGET = /\bhost:\s*["']?([a-z0-9][a-z0-9-]*)/g;

export const hostsScraped = defineRule({
  id: "hosts-scraped",
  severity: "medium",
  level: "mandatory",
  title: { en: "Prometheus reads every machine", zh: "Prometheus 必须采集每台主机" },
  rationale: {
    en: "A machine that nobody measures fails unseen: its disk fills, its clock drifts, its configuration is changed by hand, and the first to notice is a user.",
    zh: "无人监控的主机会悄然出问题：磁盘写满、时钟偏移、配置被手工改动，最先发现的是用户。",
  },
  remediation: {
    en: "hougu:observability.metrics: targets follow from the machines of the plan. A machine of another program must be a target of some Prometheus of the same stack.",
    zh: "配置 hougu:observability.metrics：采集目标由规划中的主机得出。其他主机须列为同一 stack 中某个 Prometheus 的目标。",
  },
  sources: [mlps("Central monitoring of devices and servers", "8.1.5.4")],
  settings: {},
  stack: function* (resources): Iterable<Finding> {
    const machines = resources.filter(({ type }) => type === ECS_INSTANCE || type === VSPHERE_VM);
    const scraped = new Set<string>();
    for (const machine of machines) {
      const userData = userDataOf(machine);
      if (isUnknown(userData)) {
        yield { urn: machine.urn, undecided: "userData" };
        return;
      }
      for (const text of textsIn(textOf(userData) ?? "")) {
        if (!text.includes(HAS_TARGETS)) continue;
        for (const [, host] of text.matchAll(TARGET)) scraped.add(host as string);
      }
    }
    for (const machine of machines) {
      const name = nameOf(machine);
      if (isUnknown(name)) yield { urn: machine.urn, undecided: "hostName" };
      // vCenter shows a machine by its host name behind the environment's.
      else if (![...scraped].some((host) => name === host || name.endsWith(`-${host}`))) {
        yield {
          urn: machine.urn,
          broken: {
            en: `${name} is no target of any Prometheus of this stack.`,
            zh: `${name} 不是本 stack 中任何 Prometheus 的采集目标。`,
          },
        };
      }
    }
  },
});

function userDataOf({ type, props }: StackResource): unknown {
  return type === ECS_INSTANCE ? props.userData : objectOf(props.extraConfig)?.["guestinfo.userdata"];
}

function nameOf({ type, name, props }: StackResource) {
  const shown = type === ECS_INSTANCE ? props.hostName : props.name;
  return isUnknown(shown) ? shown : (textOf(shown) ?? name);
}
