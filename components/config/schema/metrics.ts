import { group, integer, optional, text, withDefault } from "./field.ts";

/** An address of the web without user, query or fragment. */
const HTTPS = /^https:\/\/[a-z0-9.-]+(:[0-9]{1,5})?(\/[A-Za-z0-9._~/-]*)?$/;

const machine = group(
  {
    cpus: integer({
      min: 1,
      max: 32,
      unit: "vCPU",
      example: 2,
      about: { en: "Virtual CPUs.", zh: "虚拟 CPU 数。" },
    }),
    memoryGiB: integer({
      min: 2,
      max: 128,
      unit: "GiB",
      example: 4,
      about: {
        en: "Memory: some 4 KiB for each series that is measured now, and as much for questions.",
        zh: "内存：每个活跃序列约 4 KiB，查询另需等量。",
      },
    }),
    diskGiB: integer({
      min: 20,
      max: 2048,
      unit: "GiB",
      example: 40,
      about: {
        en: "System disk: 20 GiB for Debian, the rest for samples; hougu:retention.metricsDays must fit.",
        zh: "系统盘：Debian 占 20 GiB，其余存放样本；须容纳 hougu:retention.metricsDays 天的数据。",
      },
    }),
  },
  { about: { en: "Size of each monitoring machine.", zh: "每台监控主机的规格。" } },
);

const remoteWrite = group(
  {
    url: text(HTTPS, {
      about: {
        en: "Where every sample goes as well, e.g. the remote write address of Alibaba Cloud's Managed Service for Prometheus.",
        zh: "样本同时写入的地址，如阿里云可观测监控 Prometheus 版的 Remote Write 地址。",
      },
      expected: { en: "an https address", zh: "https 地址" },
      example: "https://cn-hangzhou-intranet.arms.aliyuncs.com/prometheus/1234/abc/cn-hangzhou/api/v3/write",
    }),
    user: text(/^[A-Za-z0-9._@-]{1,128}$/, {
      about: {
        en: "User of its basic authentication: an AccessKey id there. The password is the secret hougu:remoteWritePassword.",
        zh: "Basic 认证的用户：对该服务为 AccessKey ID。密码为机密 hougu:remoteWritePassword。",
      },
      expected: { en: "1 to 128 letters, digits or . _ @ -", zh: "1 到 128 个字母、数字或 . _ @ -" },
      example: "LTAI5tExample",
    }),
  },
  {
    about: {
      en: "Another Prometheus that keeps every sample, also when the machines are made anew because what they measure has changed; prod has one.",
      zh: "另存全部样本的 Prometheus：监控对象变化时主机会重建，历史由它保留；prod 必填。",
    },
  },
);

/** `hougu:observability.metrics`. */
export const metrics = group(
  {
    servers: withDefault(
      integer({
        min: 1,
        max: 2,
        unit: "machines",
        example: 2,
        about: {
          en: "Machines that each measure everything, so that the loss of one loses nothing; prod has two.",
          zh: "各自采集全部指标的监控主机数，单台故障不丢数据；prod 为 2。",
        },
      }),
      2,
    ),
    machine,
    scrapeSeconds: withDefault(
      integer({
        min: 5,
        max: 60,
        unit: "s",
        example: 15,
        about: { en: "Seconds between two scrapes of a target.", zh: "两次抓取之间的秒数。" },
      }),
      15,
    ),
    remoteWrite: optional(remoteWrite),
  },
  {
    about: {
      en: "Machines with Prometheus, which measure every host and service.",
      zh: "运行 Prometheus 的主机，采集所有主机与服务的指标。",
    },
  },
);
