import { Container } from "@pulumi/docker/container.js";
import { Network } from "@pulumi/docker/network.js";
import { RemoteImage } from "@pulumi/docker/remoteImage.js";
import * as pulumi from "@pulumi/pulumi";
import type { Labels } from "../naming/labels.ts";
import { APP_UID, HEALTH_PATH } from "./node-app.ts";
import type { ContainerPlan } from "./placement.ts";

/** What a {@link DockerHost} is made of. */
export interface DockerHostArgs {
  readonly labels: Labels;
  /** Containers of this host. */
  readonly containers: readonly ContainerPlan[];
  /** Images by app, each by its digest. */
  readonly images: Readonly<Record<string, pulumi.Input<string>>>;
  /** What a container finds in its environment, by app; in the state and on its host it is kept as secret as there. */
  readonly variables: Readonly<Record<string, Readonly<Record<string, pulumi.Input<string>>>>>;
  /** Names that no server knows, and their addresses, by app: /etc/hosts. */
  readonly hosts: Readonly<Record<string, readonly KnownHost[]>>;
}

export interface KnownHost {
  readonly host: string;
  readonly ip: string;
}

/** Seconds that an app has to end by itself; WebSocket clients are told to come back. */
export const STOP_SECONDS = 30;
/** Seconds until a new container must be healthy. */
const HEALTHY_SECONDS = 120;

/** The containers of one Docker host, closed in: no root, no rights, nothing to write to but a small /tmp. */
export class DockerHost extends pulumi.ComponentResource {
  readonly containers: readonly Container[];

  constructor(name: string, args: DockerHostArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:images:DockerHost", name, {}, opts);
    const { labels, containers } = args;
    const network = new Network(
      name,
      { name: labels.physicalName("apps"), driver: "bridge", labels: labelled(labels.tags("platform")) },
      { parent: this },
    );
    this.containers = containers.map((plan) => createContainer(this, plan, network, args));
    this.registerOutputs({ containers: this.containers.map(({ name: container }) => container) });
  }
}

function createContainer(
  parent: pulumi.Resource,
  { name, app }: ContainerPlan,
  network: Network,
  { labels, images, variables, hosts }: DockerHostArgs,
): Container {
  const reference = images[app.name];
  if (reference === undefined) throw new pulumi.ResourceError(`no image of ${app.name}`, parent);
  const image = new RemoteImage(name, { name: reference, keepLocally: true }, { parent });
  return new Container(
    name,
    {
      name: labels.physicalName(app.name),
      image: image.repoDigest,
      envs: Object.entries(variables[app.name] ?? {}).map(
        ([variable, value]) => pulumi.interpolate`${variable}=${value}`,
      ),
      hosts: [...(hosts[app.name] ?? [])],
      restart: "unless-stopped",
      // Signals reach the app, and what it leaves behind is reaped.
      init: true,
      user: `${APP_UID}:${APP_UID}`,
      readOnly: true,
      tmpfs: { "/tmp": "rw,noexec,nosuid,nodev,size=64m" },
      capabilities: { drops: ["ALL"] },
      securityOpts: ["no-new-privileges:true"],
      memory: app.memoryMiB,
      // As much as memory: no swap.
      memorySwap: app.memoryMiB,
      // Against fork bombs: Node needs a dozen threads.
      ulimits: [{ name: "nproc", soft: 256, hard: 256 }],
      ports: [{ internal: app.port, external: app.port, protocol: "tcp" }],
      networksAdvanced: [{ name: network.name, aliases: [app.name] }],
      healthcheck: {
        tests: [
          "CMD",
          "node",
          "-e",
          `fetch("http://127.0.0.1:${app.port}${HEALTH_PATH}").then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`,
        ],
        interval: "10s",
        timeout: "3s",
        startPeriod: "15s",
        retries: 3,
      },
      wait: true,
      waitTimeout: HEALTHY_SECONDS,
      stopTimeout: STOP_SECONDS,
      destroyGraceSeconds: STOP_SECONDS,
      logDriver: "local",
      logOpts: { "max-size": "10m", "max-file": "5" },
      labels: labelled(labels.tags("platform")),
    },
    // Name and port are taken until the old one is gone.
    { parent, deleteBeforeReplace: true, customTimeouts: { create: "5m", delete: "5m" } },
  );
}

function labelled(tags: Readonly<Record<string, string>>): { label: string; value: string }[] {
  return Object.entries(tags).map(([label, value]) => ({ label, value }));
}
