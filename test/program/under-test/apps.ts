import * as pulumi from "@pulumi/pulumi";
import { planNodePools } from "../../../components/config/cluster-capacity.ts";
import { AppImage } from "../../../components/images/app-image.ts";
import { DockerHost } from "../../../components/images/docker-host.ts";
import { pinnedImage } from "../../../components/images/dockerfile.ts";
import { ImageRegistry } from "../../../components/images/image-registry.ts";
import { nodeApp } from "../../../components/images/node-app.ts";
import { planContainers } from "../../../components/images/placement.ts";
import { ManagedCluster } from "../../../components/kubernetes/cluster/managed-cluster.ts";
import { ServiceAccountRole } from "../../../components/kubernetes/cluster/service-account-role.ts";
import { ClusterWorkloads } from "../../../components/kubernetes/cluster-workloads.ts";
import { ManagedMessaging } from "../../../components/rabbitmq/managed-messaging.ts";
import { rendered } from "../../kubernetes/rendered.ts";
import { type ComponentUnderTest, prodLabels as labels, must, prod } from "./component.ts";

const kubernetes = must(prod.kubernetes);
const images = must(prod.images);
const app = must(images.apps[0]);
const tags = labels.tags("artist");
const protect = false;

/** Images, what runs them, and the managed service that keeps their messages. */
export const APPS: readonly ComponentUnderTest[] = [
  ...(["personal", "enterprise"] as const).map(
    (edition): ComponentUnderTest => ({
      type: "hougu:images:ImageRegistry",
      platform: "alicloud",
      make: (opts) =>
        new ImageRegistry(
          "under-test",
          {
            labels,
            region: prod.region,
            edition,
            repositories: [app.name],
            vpcId: "vpc",
            vswitchId: "vswitch",
            protect,
          },
          opts,
        ),
    }),
  ),
  {
    type: "hougu:images:AppImage",
    platform: "docker",
    make: (opts) =>
      new AppImage(
        "under-test",
        {
          app: app.name,
          context: app.context,
          dockerfile: nodeApp({
            name: app.name,
            folder: app.name,
            version: images.tag,
            base: pinnedImage(images.base),
            port: app.port,
            owner: "platform-team",
          }),
          repository: "registry.example.com/hougu/under-test",
          tag: images.tag,
        },
        opts,
      ),
  },
  {
    type: "hougu:images:DockerHost",
    platform: "docker",
    make: (opts) => {
      const [container] = planContainers(images);
      return new DockerHost(
        "under-test",
        {
          labels,
          containers: [{ ...must(container), name: "under-test-danmaku" }],
          images: { [app.name]: `registry.example.com/hougu/danmaku@sha256:${"0".repeat(64)}` },
          variables: { [app.name]: { BROKER_PASSWORD: pulumi.secret("password") } },
          hosts: { [app.name]: [{ host: "broker", ip: "10.0.0.1" }] },
        },
        opts,
      );
    },
  },
  {
    type: "hougu:kubernetes:ManagedCluster",
    platform: "alicloud",
    make: (opts) =>
      new ManagedCluster(
        "under-test",
        {
          labels,
          settings: kubernetes,
          pools: planNodePools(kubernetes),
          instanceType: "ecs.g7.xlarge",
          diskCategory: "cloud_essd",
          nodeVswitchIds: ["nodes"],
          podVswitchIds: ["pods"],
          logDays: 180,
          balanced: true,
          protect,
        },
        opts,
      ),
  },
  {
    type: "hougu:kubernetes:ServiceAccountRole",
    platform: "alicloud",
    make: (opts) =>
      new ServiceAccountRole(
        "under-test",
        {
          roleName: "role",
          description: "under test",
          serviceAccount: { namespace: "artist", name: "api" },
          oidc: { providerArn: "provider", issuer: "issuer" },
          policies: { pictures: "policy" },
          tags,
        },
        opts,
      ),
  },
  {
    type: "hougu:kubernetes:ClusterWorkloads",
    platform: "kubernetes",
    make: (opts) =>
      new ClusterWorkloads(
        "under-test",
        {
          objects: rendered("prod"),
          secrets: [{ namespace: "artist", name: "secret", values: { PASSWORD: pulumi.secret("password") } }],
          balancer: { name: "balancer", vswitchIds: ["k", "j"] },
          tags,
        },
        opts,
      ),
  },
  {
    type: "hougu:rabbitmq:ManagedMessaging",
    platform: "alicloud",
    make: (opts) =>
      new ManagedMessaging(
        "under-test",
        {
          labels,
          region: prod.region,
          miniPrograms: ["artist", "food"],
          settings: { kind: "managed", messagesPerSecond: 1000 },
          vpcId: "vpc",
          vswitchIds: ["k", "j"],
          clientCidrs: ["10.10.1.0/24"],
          messagingKey: pulumi.secret("a".repeat(64)),
          protect,
        },
        opts,
      ),
  },
];
