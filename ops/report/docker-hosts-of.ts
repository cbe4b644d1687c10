import type { Environment } from "../../components/config/environment.ts";
import { planContainers } from "../../components/images/placement.ts";
import type { DockerHost } from "./service-model.ts";
import { type StateIndex, textOf } from "./state-index.ts";

/** The machines that run containers without a cluster, and which. */
export function dockerHostsOf({ images }: Environment, state: StateIndex): DockerHost[] {
  if (!images) return [];
  const containers = new Map(
    state.ofType("docker:index/container:Container").map((container) => [container.name, container]),
  );
  const plans = planContainers(images);
  return images.dockerHosts.map(({ name, url, memoryGiB }) => ({
    name,
    address: addressOf(url),
    memoryGiB,
    containers: plans
      .filter(({ host }) => host.name === name)
      .map(({ name: planned, app }) => {
        const container = containers.get(planned);
        return {
          name: textOf(container, "name") || planned,
          port: app.port,
          memoryMiB: app.memoryMiB,
          image: `${app.name}:${images.tag}`,
          exists: container !== undefined,
        };
      }),
  }));
}

/** Host and port alone: a URL may name a user, and in other hands a password. */
function addressOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host || "—" : "—";
}
