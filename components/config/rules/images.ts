import type { Finding } from "../finding.ts";
import { WORKLOADS } from "../kubernetes.ts";
import type { Path } from "../raw.ts";
import { lineFor } from "../remedy.ts";
import type { Draft } from "./rule.ts";

/** One repository, one container name: an app's name and a host's are each there once. */
export function* distinctImageNames({ images }: Draft): Iterable<Finding> {
  if (!images) return;
  for (const list of ["apps", "dockerHosts"] as const) {
    const names = images[list].map(({ name }) => name);
    for (const [index, name] of names.entries()) {
      const first = names.indexOf(name) + 1;
      if (first === index + 1) continue;
      const at: Path = ["images", list, index, "name"];
      yield {
        at,
        expected: { en: `a name that item ${first} doesn't have`, zh: `与第 ${first} 项不同的名称` },
        remedy: { en: "take another name, or delete this item", zh: "改用其他名称，或删除该项" },
      };
    }
  }
}

/** The app that keeps mailboxes in Redis, which only the VPC's own subnets reach. */
const NEEDS_REDIS = "inbox";

/** What would only start to end: a container whose broker or store can't be there. */
export function* containersFindWhatTheyNeed({ images, messaging }: Draft): Iterable<Finding> {
  if (!images || images.dockerHosts.length === 0) return;
  for (const [index, { name, replicas }] of images.apps.entries()) {
    if (replicas === 0) continue;
    const at: Path = ["images", "apps", index, "replicas"];
    if (name === NEEDS_REDIS) {
      yield {
        at,
        expected: {
          en: "0: the inbox keeps mailboxes in Redis, which only the VPC's subnets reach; the cluster runs it",
          zh: "应为 0：inbox 的邮箱保存在 Redis 中，仅 VPC 子网可达；请由集群运行",
        },
        remedy: lineFor(at, 0),
      };
    } else if ((WORKLOADS as readonly string[]).includes(name) && !messaging) {
      yield {
        at,
        expected: {
          en: `0, or a broker under hougu:messaging: ${name} can't run without one`,
          zh: `应为 0，或配置 hougu:messaging：${name} 没有消息队列无法运行`,
        },
        remedy: lineFor(at, 0),
      };
    }
  }
}
