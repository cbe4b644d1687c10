import { posix } from "node:path";
import { Provider as DockerProvider } from "@pulumi/docker/provider.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../config/environment.ts";
import type { ImageSettings } from "../config/images.ts";
import { AppImage } from "../images/app-image.ts";
import { DockerHost } from "../images/docker-host.ts";
import { pinnedImage } from "../images/dockerfile.ts";
import { ImageRegistry } from "../images/image-registry.ts";
import { nodeApp } from "../images/node-app.ts";
import { planContainers } from "../images/placement.ts";
import type { Labels } from "../naming/labels.ts";
import type { AlicloudNetwork } from "../network/alicloud-network.ts";
import type { EnvironmentPlan } from "./plan-types.ts";

export interface ImagesRequest {
  readonly environment: Environment;
  readonly plan: EnvironmentPlan;
  readonly labels: Labels;
  readonly network: AlicloudNetwork | undefined;
  readonly provider: pulumi.ProviderResource | undefined;
  readonly protect: boolean;
}

/** The apps' images by their digests: for clusters and Docker hosts alike. */
export type AppImages = Readonly<Record<string, pulumi.Output<string>>>;

/** Makes registry and images, and runs them on Docker hosts where there are any. */
export function createImages(request: ImagesRequest): AppImages {
  const { images } = request.environment;
  if (!images) return {};
  // Before anything is made: what finds no host stops here.
  const containers = planContainers(images);
  const registry = createRegistry(images, request);
  if (!registry || images.apps.length === 0) return {};
  const references = buildImages(images, registry, request);
  for (const host of images.dockerHosts) {
    const own = containers.filter((container) => container.host.name === host.name);
    const provider = new DockerProvider(host.name, { host: host.url });
    new DockerHost(host.name, { labels: request.labels, containers: own, images: references }, { provider });
  }
  return references;
}

function createRegistry(
  { apps, registry }: ImageSettings,
  { environment, plan, labels, network, provider, protect }: ImagesRequest,
): ImageRegistry | undefined {
  const subnet = plan.subnets.find(({ tier }) => tier === "app");
  const vswitchId = subnet && network?.vswitchIds[subnet.name];
  if (!network || !provider || vswitchId === undefined) return undefined;
  return new ImageRegistry(
    "images",
    {
      labels,
      region: environment.region,
      edition: registry,
      repositories: apps.map(({ name }) => name),
      vpcId: network.vpcId,
      vswitchId,
      protect,
    },
    { provider },
  );
}

function buildImages(
  { apps, base, tag }: ImageSettings,
  registry: ImageRegistry,
  { environment }: ImagesRequest,
): AppImages {
  // The daemon beside the operator builds: hosts only run.
  const builder = new DockerProvider("builder", {});
  const pinned = pinnedImage(base);
  return Object.fromEntries(
    apps.map(({ name, context, port }) => {
      const folder = posix.basename(context);
      const { owner } = environment.tags;
      const dockerfile = nodeApp({ name, folder, version: tag, base: pinned, port, owner });
      const args = {
        app: name,
        // The workspace, since its lock file is the app's and the app's neighbour is what all apps share.
        context: posix.dirname(context),
        dockerfile,
        repository: registry.repository(name),
        tag,
      };
      return [
        name,
        new AppImage(`${name}-image`, args, { provider: builder, dependsOn: [registry] }).reference,
      ];
    }),
  );
}
