import { createHash } from "node:crypto";
import type { AppSettings, DockerHostSettings, ImageSettings } from "../config/images.ts";
import { ConfigError } from "../config/problem.ts";

/** One container, before it exists. */
export interface ContainerPlan {
  /** Logical name, e.g. `danmaku-docker-2`: the app and the host that it stands on. */
  readonly name: string;
  readonly app: AppSettings;
  readonly host: DockerHostSettings;
}

const MIB_PER_GIB = 1024;

/**
 * Which container runs on which Docker host. Pure. Laws, held by test/images/placement.test.ts: replicas of an app stand
 * on different hosts, no host has more than its memory or one port twice, and the same configuration is always the same
 * plan. Each app ranks the hosts by a hash of both names (rendezvous hashing), so a host that is added or removed moves
 * few containers, and apps spread without knowing of each other.
 *
 * @throws ConfigError when the hosts haven't enough room.
 */
export function planContainers({ apps, dockerHosts }: ImageSettings): ContainerPlan[] {
  if (dockerHosts.length === 0) return [];
  const free = new Map(dockerHosts.map(({ name, memoryGiB }) => [name, memoryGiB * MIB_PER_GIB]));
  const taken = new Set<string>();
  // The largest first: what is small fits into what is left.
  const inOrder = [...apps].sort((a, b) => b.memoryMiB - a.memoryMiB || (a.name < b.name ? -1 : 1));
  return inOrder.flatMap((app) => {
    const placed = [...dockerHosts]
      .sort((a, b) => (rank(app, a) < rank(app, b) ? -1 : 1))
      .filter(({ name }) => (free.get(name) ?? 0) >= app.memoryMiB && !taken.has(`${name} ${app.port}`))
      .slice(0, app.replicas);
    if (placed.length < app.replicas) throw noRoom(app, apps.indexOf(app), placed.length);
    return placed.map((host) => {
      free.set(host.name, (free.get(host.name) ?? 0) - app.memoryMiB);
      taken.add(`${host.name} ${app.port}`);
      return { name: `${app.name}-${host.name}`, app, host };
    });
  });
}

function rank(app: AppSettings, host: DockerHostSettings): string {
  return createHash("sha256").update(`${app.name}\n${host.name}`).digest("hex");
}

function noRoom(app: AppSettings, index: number, found: number): ConfigError {
  const key = `hougu:images.apps[${index}]`;
  return new ConfigError([
    {
      key,
      value: JSON.stringify(app),
      expected: {
        en: `${app.replicas} Docker hosts with ${app.memoryMiB} MiB and port ${app.port} free; there are ${found}`,
        zh: `${app.replicas} 台有 ${app.memoryMiB} MiB 空闲内存且端口 ${app.port} 未占用的 Docker 主机；实际 ${found} 台`,
      },
      remedy: {
        en: `write \`replicas: ${Math.max(1, found)}\` under ${key}, another port, or a host more under hougu:images.dockerHosts`,
        zh: `在 ${key} 下写 \`replicas: ${Math.max(1, found)}\` 或换端口，或在 hougu:images.dockerHosts 增加主机`,
      },
    },
  ]);
}
