import { IMAGES, type ImageName } from "../kubernetes.ts";
import { choice, flag, group, integer, optional, text, withDefault } from "./field.ts";
import { CIDR, DOMAIN } from "./syntax.ts";
import { ACK_VERSION, IMAGE_BY_DIGEST } from "./syntax-kubernetes.ts";

/** ACK refuses nodes with less than 2 vCPU and 4 GiB; a disk holds the system, the images and the logs. */
const machine = group(
  {
    cpus: integer({ min: 2, max: 64, example: 4, about: { en: "Virtual CPUs.", zh: "虚拟 CPU 数。" } }),
    memoryGiB: integer({
      min: 4,
      max: 512,
      unit: "GiB",
      example: 16,
      about: { en: "Memory.", zh: "内存。" },
    }),
    diskGiB: integer({
      min: 40,
      max: 2048,
      unit: "GiB",
      example: 120,
      about: { en: "System disk: system, images and logs.", zh: "系统盘：系统、镜像与日志。" },
    }),
  },
  { about: { en: "Size of each node.", zh: "每个节点的规格。" } },
);

const nodes = group(
  {
    machine,
    minimum: integer({
      min: 1,
      max: 100,
      example: 2,
      about: {
        en: "On-demand nodes that always run; prod needs one for each zone or more.",
        zh: "始终运行的按量节点数；prod 每个可用区至少一个。",
      },
    }),
    spot: withDefault(
      flag({
        about: {
          en: "Whether spot nodes take what is above the minimum: cheaper, and taken back with five minutes' notice.",
          zh: "超出下限的部分是否使用抢占式节点：更便宜，但会在提前五分钟通知后被回收。",
        },
      }),
      true,
    ),
    onDemandMonthlyCny: integer({
      min: 1,
      max: 1_000_000,
      unit: "CNY/month",
      example: 250,
      about: {
        en: "Price of an on-demand node for a month with its disk; limits of node pools come from it.",
        zh: "一个按量节点（含磁盘）的月价；节点池上限由此推算。",
      },
    }),
    spotMonthlyCny: integer({
      min: 1,
      max: 1_000_000,
      unit: "CNY/month",
      example: 80,
      about: {
        en: "Price of a spot node for a month with its disk, as the market was lately; it is never paid more than the on-demand price.",
        zh: "一个抢占式节点（含磁盘）近期的月价；出价不超过按量价格。",
      },
    }),
  },
  { about: { en: "The cluster's nodes.", zh: "集群节点。" } },
);

const workload = (about: { readonly en: string; readonly zh: string }) =>
  group(
    {
      cpuMillis: integer({
        min: 10,
        max: 16_000,
        unit: "1/1000 CPU",
        example: 250,
        about: { en: "CPU that a pod asks for.", zh: "单个 Pod 请求的 CPU。" },
      }),
      memoryMiB: integer({
        min: 32,
        max: 65_536,
        unit: "MiB",
        example: 512,
        about: {
          en: "Memory of a pod: what it asks for and what it may use.",
          zh: "单个 Pod 的内存：既是请求值也是上限。",
        },
      }),
      floor: integer({
        min: 1,
        max: 500,
        example: 2,
        about: { en: "Pods that always run; 2 or more in prod.", zh: "始终运行的 Pod 数；prod 至少 2 个。" },
      }),
      ceiling: integer({ min: 1, max: 500, example: 10, about: { en: "Pods at most.", zh: "Pod 数上限。" } }),
      reactionSeconds: withDefault(
        // Metrics come every 15 s (metrics-server) to 30 s (KEDA's default polling interval); more often costs more.
        integer({
          min: 15,
          max: 600,
          unit: "s",
          example: 60,
          about: {
            en: "Seconds within which more pods are asked for when load rises.",
            zh: "负载上升后请求更多 Pod 的时限。",
          },
        }),
        60,
      ),
      monthlyCny: integer({
        min: 1,
        max: 1_000_000,
        unit: "CNY/month",
        example: 500,
        about: {
          en: "What the workload may cost at its ceiling, at on-demand prices.",
          zh: "按量价格下，该工作负载达到上限时的月费用上限。",
        },
      }),
    },
    { about },
  );

const workloads = (name: string) =>
  group(
    {
      api: workload({ en: "The API server that phones call.", zh: "手机调用的 API 服务。" }),
      worker: workload({
        en: "Handles orders and bookings from the queues.",
        zh: "处理队列中的订单与预约。",
      }),
      danmaku: workload({
        en: "Comments that fly over a picture (WebSocket).",
        zh: "弹幕服务（WebSocket）。",
      }),
      inbox: workload({ en: "Messages to phones.", zh: "消息推送服务。" }),
    },
    { about: { en: `Workloads of ${name}.`, zh: `${name} 的工作负载。` } },
  );

const image = text(IMAGE_BY_DIGEST, {
  about: { en: "Image, by digest.", zh: "镜像（按摘要）。" },
  expected: {
    en: "an image by digest, repository@sha256:<64 hexadecimal digits>; a tag can name another image tomorrow",
    zh: "带摘要的镜像 repository@sha256:<64 位十六进制数字>；标签随时可能指向别的镜像",
  },
  example: `registry.example.com/hougu/api@sha256:${"0".repeat(64)}`,
});

const domain = text(DOMAIN, {
  about: { en: "Public host name that the cluster's load balancer serves.", zh: "集群负载均衡对外的域名。" },
  expected: { en: "a host name such as apps.artist.example.com", zh: "域名，如 apps.artist.example.com" },
  example: "apps.artist.example.com",
});

/** `hougu:kubernetes`: the managed cluster and what runs on it. */
export const kubernetes = group(
  {
    version: text(ACK_VERSION, {
      about: {
        en: "Kubernetes version as ACK names it; a newer one upgrades in place, one minor version at a time.",
        zh: "ACK 的 Kubernetes 版本；调高会原地升级，每次一个次版本。",
      },
      expected: { en: "a version such as 1.34.3-aliyun.1", zh: "版本号，如 1.34.3-aliyun.1" },
      example: "1.34.3-aliyun.1",
    }),
    edition: choice(["standard", "pro"], {
      about: {
        en: "`standard` costs nothing and has no SLA, at most ten nodes; prod needs `pro`.",
        zh: "standard 免费、无 SLA、最多十个节点；prod 须用 pro。",
      },
    }),
    serviceCidr: text(CIDR, {
      about: {
        en: "IPv4 block of Services, apart from the VPC's and from every network that pods speak to.",
        zh: "Service 网段，不能与 VPC 及 Pod 访问的网络重叠。",
      },
      expected: { en: "an IPv4 block such as 172.21.0.0/20", zh: "IPv4 网段，如 172.21.0.0/20" },
      example: "172.21.0.0/20",
    }),
    nodes,
    monthlyCny: integer({
      min: 1,
      max: 10_000_000,
      unit: "CNY/month",
      example: 1000,
      about: {
        en: "What control plane and nodes may cost: the node pools' limits come from it.",
        zh: "控制面与节点的月费用上限：节点池上限由此推算。",
      },
    }),
    headroomPods: withDefault(
      integer({
        min: 0,
        max: 50,
        example: 1,
        about: {
          en: "Pods of no use that keep room for a peak's first minutes, while new nodes start; each as large as the largest pod.",
          zh: "占位 Pod 数，为高峰最初几分钟（新节点启动期间）预留空间；大小同最大的 Pod。",
        },
      }),
      0,
    ),
    images: group(
      Object.fromEntries(IMAGES.map((name) => [name, image])) as Record<ImageName, typeof image>,
      {
        about: { en: "Images of the workloads, by digest.", zh: "各工作负载的镜像（按摘要）。" },
      },
    ),
    domains: optional(
      group(
        { artist: domain, food: domain },
        {
          about: {
            en: "Public host names; without them the cluster has no load balancer. An ALB needs two zones.",
            zh: "对外域名；不写则集群没有负载均衡。ALB 需要两个可用区。",
          },
        },
      ),
    ),
    workloads: group(
      { artist: workloads("artist"), food: workloads("food") },
      {
        about: { en: "What each mini-program runs in the cluster.", zh: "各小程序在集群中运行的工作负载。" },
      },
    ),
  },
  {
    about: {
      en: "A managed Kubernetes cluster (ACK) and what runs on it; absent where an environment has none.",
      zh: "托管 Kubernetes 集群（ACK）及其工作负载；不写则该环境没有集群。",
    },
  },
);
