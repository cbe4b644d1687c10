import { posix } from "node:path";
import { Provider as DockerProvider } from "@pulumi/docker/provider.js";
import type * as pulumi from "@pulumi/pulumi";
import { brokerHost } from "../config/broker-names.ts";
import type { Environment, MiniProgramName, Secrets } from "../config/environment.ts";
import type { AppSettings, ImageSettings } from "../config/images.ts";
import { WORKLOADS } from "../config/kubernetes.ts";
import { AppImage } from "../images/app-image.ts";
import { DockerHost, type KnownHost, STOP_SECONDS } from "../images/docker-host.ts";
import { pinnedImage } from "../images/dockerfile.ts";
import { ImageRegistry } from "../images/image-registry.ts";
import { nodeApp } from "../images/node-app.ts";
import { planContainers } from "../images/placement.ts";
import { plainVariables } from "../kubernetes/workloads/variables.ts";
import type { Labels } from "../naming/labels.ts";
import type { AlicloudNetwork } from "../network/alicloud-network.ts";
import { appSecrets } from "./app-secrets.ts";
import type { MessagingAccess } from "./messaging.ts";
import type { EnvironmentPlan } from "./plan-types.ts";

export interface ImagesRequest {
  readonly environment: Environment;
  readonly plan: EnvironmentPlan;
  readonly labels: Labels;
  readonly network: AlicloudNetwork | undefined;
  readonly provider: pulumi.ProviderResource | undefined;
  readonly protect: boolean;
  readonly brokerOf: (miniProgram: MiniProgramName) => MessagingAccess | undefined;
  readonly secrets: Pick<Secrets, "brokers" | "messagingKey">;
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
  const variables = Object.fromEntries(images.apps.map((app) => [app.name, variablesOf(app, request)]));
  const hosts = Object.fromEntries(images.apps.map((app) => [app.name, brokersOf(app, request)]));
  for (const host of images.dockerHosts) {
    const own = containers.filter((container) => container.host.name === host.name);
    const provider = new DockerProvider(host.name, { host: host.url });
    new DockerHost(
      host.name,
      { labels: request.labels, containers: own, images: references, variables, hosts },
      { provider },
    );
  }
  return references;
}

/** As in a cluster's pod. An app that no table knows has settings of its own in its image. */
function variablesOf(
  { name, miniProgram, port }: AppSettings,
  { environment, secrets, brokerOf }: ImagesRequest,
): Record<string, pulumi.Input<string>> {
  const workload = WORKLOADS.find((one) => one === name);
  if (!workload) return { MINI_PROGRAM: miniProgram, PORT: String(port) };
  return {
    ...plainVariables(miniProgram, workload, STOP_SECONDS),
    PORT: String(port),
    ...appSecrets({
      miniProgram,
      workload,
      // Stores stand in the VPC, and Docker hosts don't.
      stores: {},
      broker: brokerOf(miniProgram),
      authority: environment.messaging?.kind === "cluster" ? secrets.brokers?.authority : undefined,
      messagingKey: secrets.messagingKey,
    }),
  };
}

/** The brokers' certificate has names that are nobody's but theirs. */
function brokersOf({ miniProgram }: AppSettings, { plan }: ImagesRequest): KnownHost[] {
  const brokers = plan.miniPrograms.find(({ name }) => name === miniProgram)?.brokers ?? [];
  return brokers.map((broker) => ({ host: brokerHost(broker), ip: broker.address }));
}

function createRegistry(
  { apps, registry }: ImageSettings,
  { environment, plan, labels, network, provider, protect }: ImagesRequest,
): ImageRegistry | undefined {
  // The personal edition has no way in of its own, and then there may be no subnet of stores.
  const subnet =
    plan.subnets.find(({ tier }) => tier === "stores") ?? plan.subnets.find(({ tier }) => tier === "app");
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
