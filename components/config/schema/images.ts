import { choice, group, integer, list, text, withDefault } from "./field.ts";

/** A path inside the project, without `..`, two folders deep or more. */
const FOLDER = /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)+$/;
/** What a registry, a container and a DNS label all take. */
const APP = /^[a-z]([a-z0-9-]{0,28}[a-z0-9])?$/;
const PINNED = /^[a-z0-9.-]+(:[0-9]+)?(\/[a-z0-9._-]+)+:[A-Za-z0-9._-]+@sha256:[0-9a-f]{64}$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const SSH_URL = /^ssh:\/\/[a-z_][a-z0-9_-]*@[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?(:[0-9]{1,5})?$/;

const name = (example: string, about: { en: string; zh: string }) =>
  text(APP, {
    about,
    expected: {
      en: "2 to 30 lower-case letters, digits and hyphens",
      zh: "2 到 30 个小写字母、数字或连字符",
    },
    example,
  });

const app = group(
  {
    name: name("danmaku", {
      en: "Name of the app, its repository and its containers.",
      zh: "应用、仓库与容器的名称。",
    }),
    context: text(FOLDER, {
      about: {
        en: "Folder with its sources, from the project's root: a package of the npm workspace in the folder above it, whose lock file is installed from.",
        zh: "源码目录，相对项目根目录；须为上级目录 npm workspace 中的一个包，按其锁文件安装依赖。",
      },
      expected: {
        en: "a folder inside the project such as apps/danmaku",
        zh: "项目内的目录，如 apps/danmaku",
      },
      example: "apps/danmaku",
    }),
    miniProgram: choice(["artist", "food"], {
      about: {
        en: "Mini-program whose broker its containers on Docker hosts use; in the cluster each mini-program has its own pods of the same image.",
        zh: "Docker 主机上的容器所使用消息队列所属的小程序；集群中两个小程序各有使用同一镜像的 Pod。",
      },
    }),
    port: integer({
      min: 1024,
      max: 65_535,
      example: 8090,
      about: {
        en: "Port on which it listens; a process without rights can't take one below 1024.",
        zh: "监听端口；无特权进程不能使用 1024 以下端口。",
      },
    }),
    replicas: withDefault(
      integer({
        min: 0,
        max: 50,
        example: 2,
        about: {
          en: "Containers, each on another Docker host; 0: the image alone, for a cluster.",
          zh: "容器数，各在不同 Docker 主机上；0 表示只构建镜像，供集群使用。",
        },
      }),
      1,
    ),
    memoryMiB: withDefault(
      integer({
        min: 64,
        max: 65_536,
        unit: "MiB",
        example: 256,
        about: {
          en: "Memory of a container; it is ended when it takes more.",
          zh: "容器内存上限，超过即被终止。",
        },
      }),
      256,
    ),
  },
  { about: { en: "An app that runs from an image of our own.", zh: "以自有镜像运行的应用。" } },
);

const dockerHost = group(
  {
    name: name("docker-1", { en: "Name of the host, for logical names.", zh: "主机名称，用于资源逻辑名。" }),
    url: text(SSH_URL, {
      about: {
        en: "How its daemon is reached: over SSH, never over a bare port.",
        zh: "访问 Docker 守护进程的方式：仅 SSH，不开放裸端口。",
      },
      expected: { en: "ssh://user@host", zh: "ssh://用户@主机" },
      example: "ssh://hougu@172.20.10.80",
    }),
    memoryGiB: integer({
      min: 1,
      max: 1024,
      unit: "GiB",
      example: 8,
      about: { en: "Memory for containers.", zh: "可用于容器的内存。" },
    }),
  },
  { about: { en: "A machine with a Docker daemon.", zh: "装有 Docker 的机器。" } },
);

/** `hougu:images`: what the apps' images are made of, where they are kept, and where they run without a cluster. */
export const images = group(
  {
    base: text(PINNED, {
      about: {
        en: "Image that every app's begins with, by digest, so that no day changes it. A newer one: `docker buildx imagetools inspect node:24-bookworm-slim`.",
        zh: "所有应用镜像的基础镜像，固定摘要。查询新版本：docker buildx imagetools inspect node:24-bookworm-slim。",
      },
      expected: { en: "registry/repository:tag@sha256:digest", zh: "仓库/镜像:标签@sha256:摘要" },
      example: `docker.io/library/node:24-bookworm-slim@sha256:${"0".repeat(64)}`,
    }),
    registry: choice(["personal", "enterprise"], {
      about: {
        en: "Edition of Container Registry: `personal` is free and without a promise, `enterprise` an instance of one's own inside the VPC.",
        zh: "容器镜像服务版本：personal 免费、无 SLA；enterprise 为独享实例，可从 VPC 内访问。",
      },
    }),
    tag: text(TAG, {
      about: { en: "Tag of what is built, e.g. a release's version.", zh: "构建镜像的标签，如发布版本。" },
      expected: {
        en: "a tag of up to 128 letters, digits, and . _ -",
        zh: "最多 128 个字母、数字或 . _ - 的标签",
      },
      example: "1.0.0",
    }),
    apps: withDefault(
      list(app, {
        min: 0,
        max: 20,
        example: [],
        about: { en: "The apps.", zh: "应用列表。" },
      }),
      [],
    ),
    dockerHosts: withDefault(
      list(dockerHost, {
        min: 0,
        max: 50,
        example: [],
        about: {
          en: "Docker hosts on which the apps run; none where a cluster runs them.",
          zh: "运行应用的 Docker 主机；由集群运行时不写。",
        },
      }),
      [],
    ),
  },
  {
    about: {
      en: "Images of the apps, their registry, and Docker hosts.",
      zh: "应用镜像、镜像仓库与 Docker 主机。",
    },
  },
);
