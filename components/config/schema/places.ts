import { choice, flag, group, integer, list, optional, text, withDefault } from "./field.ts";
import {
  CIDR,
  IMAGE_ID,
  INSTANCE_FAMILY,
  INVENTORY_NAME,
  INVENTORY_PATH,
  IPV4,
  SERVER,
  VCENTER_USER,
} from "./syntax.ts";

const cidrExpected = {
  en: "an IPv4 block in CIDR notation such as 10.20.0.0/16",
  zh: "CIDR 格式的 IPv4 网段，如 10.20.0.0/16",
};
const addressExpected = { en: "an IPv4 address such as 192.168.50.1", zh: "IPv4 地址，如 192.168.50.1" };
const nameExpected = {
  en: "a name as vCenter's inventory shows it, without a slash",
  zh: "vCenter 清单中显示的名称，不含斜杠",
};

/** Peak bandwidth of an EIP billed by traffic: Alibaba Cloud allows 1 to 200 Mbit/s. */
const EIP_MBPS = { min: 1, max: 200, unit: "Mbit/s" } as const;

/** `hougu:network`: the VPC and what leaves it. */
export const network = group(
  {
    cidr: text(CIDR, {
      about: {
        en: "IPv4 block of the VPC: private (RFC 1918), /16 to /20, apart from every network it will be peered with.",
        zh: "VPC 的 IPv4 网段：私有地址（RFC 1918），/16 到 /20，不得与将来互通的网络重叠。",
      },
      expected: cidrExpected,
      example: "10.20.0.0/16",
    }),
    adminCidrs: list(
      text(CIDR, {
        about: { en: "A block of administrators' addresses.", zh: "管理员地址网段。" },
        expected: cidrExpected,
        example: "10.8.0.0/24",
      }),
      {
        min: 1,
        max: 20,
        example: ["10.8.0.0/24"],
        about: {
          en: "Blocks from which administrators reach SSH: the company's own, never the whole internet.",
          zh: "允许管理员 SSH 的网段：仅限公司自有网段，不得对全网开放。",
        },
      },
    ),
    lineCidrs: optional(
      list(
        text(CIDR, {
          about: { en: "A block behind the line.", zh: "专线另一端的网段。" },
          expected: cidrExpected,
          example: "192.168.50.0/24",
        }),
        {
          min: 1,
          max: 20,
          example: ["192.168.50.0/24"],
          about: {
            en: "Blocks beyond the VPC to which a dedicated line or a VPN of your network team leads, with routes both ways. Needed when pods have their brokers on vSphere (hougu:kubernetes, hougu:messaging.kind: cluster, platform: vsphere); firewall rules and name records are made of it.",
            zh: "VPC 之外、由网络团队的专线或 VPN 双向连通的网段。当 Pod 的消息代理位于 vSphere 上时必填（hougu:kubernetes、hougu:messaging.kind 为 cluster、platform 为 vsphere）；防火墙规则与域名记录由此生成。",
          },
        },
      ),
    ),
    natBandwidthMbps: withDefault(
      integer({
        ...EIP_MBPS,
        example: 5,
        about: { en: "Peak bandwidth of the NAT gateway's EIP.", zh: "NAT 网关 EIP 的带宽峰值。" },
      }),
      5,
    ),
    edgeBandwidthMbps: withDefault(
      integer({
        ...EIP_MBPS,
        example: 5,
        about: { en: "Peak bandwidth of each edge EIP.", zh: "每个入口 EIP 的带宽峰值。" },
      }),
      5,
    ),
  },
  { about: { en: "The VPC on Alibaba Cloud and its ways out.", zh: "阿里云 VPC 及其出口。" } },
);

/** `hougu:alicloud`: what every ECS instance shares. */
export const alicloud = group(
  {
    imageId: text(IMAGE_ID, {
      about: {
        en: "Image of every ECS instance: Debian 12 with cloud-init, by id, so that no day changes it.",
        zh: "所有 ECS 实例的镜像：带 cloud-init 的 Debian 12，用固定 ID，避免随时间变化。",
      },
      expected: {
        en: "a public Debian 12 x64 image id, or a custom image's id (m-...)",
        zh: "Debian 12 x64 公共镜像 ID，或自定义镜像 ID（m-...）",
      },
      example: "debian_12_8_x64_20G_alibase_20241216.vhd",
    }),
    instanceFamilies: withDefault(
      list(
        text(INSTANCE_FAMILY, {
          about: { en: "An ECS instance family.", zh: "ECS 实例规格族。" },
          expected: {
            en: "an ECS instance family such as ecs.u1 or ecs.g7, without a size",
            zh: "ECS 实例规格族，如 ecs.u1 或 ecs.g7，不带规格大小",
          },
          example: "ecs.u1",
        }),
        {
          min: 1,
          max: 10,
          example: ["ecs.u1"],
          about: {
            en: "Instance families that may be used, most wanted first.",
            zh: "允许使用的实例规格族，按优先级排列。",
          },
        },
      ),
      ["ecs.u1"],
    ),
    diskCategory: withDefault(
      choice(["cloud_essd", "cloud_auto", "cloud_essd_entry"], {
        about: {
          en: "Category of system disks; `cloud_essd_entry` only with the families ecs.u1 and ecs.e.",
          zh: "系统盘类型；cloud_essd_entry 仅支持 ecs.u1 与 ecs.e 规格族。",
        },
      }),
      "cloud_essd",
    ),
  },
  { about: { en: "What every ECS instance shares.", zh: "所有 ECS 实例的公共设置。" } },
);

const inventoryName = (example: string, about: { en: string; zh: string }) =>
  text(INVENTORY_NAME, { about, expected: nameExpected, example });

const segment = group(
  {
    cidr: text(CIDR, {
      about: { en: "IPv4 block of the segment, /16 to /29.", zh: "网段的 IPv4 地址块，/16 到 /29。" },
      expected: cidrExpected,
      example: "192.168.50.0/24",
    }),
    gateway: text(IPV4, {
      about: { en: "Default gateway, inside the segment.", zh: "默认网关，位于网段内。" },
      expected: addressExpected,
      example: "192.168.50.1",
    }),
    nameservers: list(
      text(IPV4, {
        about: { en: "A DNS server.", zh: "DNS 服务器。" },
        expected: addressExpected,
        example: "192.168.50.1",
      }),
      {
        // resolv.conf(5) reads three nameservers and ignores the rest.
        min: 1,
        max: 3,
        example: ["192.168.50.1"],
        about: {
          en: "DNS servers, at most three (resolv.conf reads no more).",
          zh: "DNS 服务器，最多三个（resolv.conf 只读取三个）。",
        },
      },
    ),
    firstAddress: text(IPV4, {
      about: {
        en: "First address that this environment may give away; it takes a run of addresses from there.",
        zh: "本环境可分配的第一个地址，从此处起连续占用。",
      },
      expected: addressExpected,
      example: "192.168.50.20",
    }),
  },
  { about: { en: "The network segment behind the port group.", zh: "端口组所在的网段。" } },
);

/** A snapshot's name: part of names that people type. */
const SNAPSHOT_NAME = /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/;

const pool = group(
  {
    shares: withDefault(
      choice(["low", "normal", "high"], {
        about: {
          en: "Weight against other pools where CPU or memory is short.",
          zh: "CPU 或内存紧张时相对其他资源池的权重。",
        },
      }),
      "normal",
    ),
    cpuLimitMhz: optional(
      integer({
        min: 1000,
        max: 10_000_000,
        unit: "MHz",
        example: 40_000,
        about: { en: "Ceiling of CPU of all its machines together.", zh: "该环境所有虚拟机的 CPU 上限。" },
      }),
    ),
    memoryLimitGiB: optional(
      integer({
        min: 4,
        max: 24_576,
        unit: "GiB",
        example: 64,
        about: {
          en: "Ceiling of memory of all its machines together; not below what they have, or they swap.",
          zh: "该环境所有虚拟机的内存上限；不得小于其内存之和，否则会发生交换。",
        },
      }),
    ),
  },
  {
    about: {
      en: "A resource pool of the environment's own below `resourcePool`; left out, machines stand in that one.",
      zh: "在 resourcePool 下为本环境新建的资源池；不写则直接使用 resourcePool。",
    },
  },
);

/** `hougu:vsphere`: where VMs live in vCenter. */
export const vsphere = group(
  {
    server: text(SERVER, {
      about: {
        en: "Host name or address of vCenter, with an optional port.",
        zh: "vCenter 的主机名或地址，可带端口。",
      },
      expected: {
        en: "a host name or address, with an optional :port, without https://",
        zh: "主机名或地址，可带 :端口，不含 https://",
      },
      example: "vcenter.corp.example.com",
    }),
    user: text(VCENTER_USER, {
      about: {
        en: "User that provisions; the password is the secret `hougu:vspherePassword`.",
        zh: "用于创建资源的用户；密码为机密 hougu:vspherePassword。",
      },
      expected: {
        en: "a vCenter user such as hougu@vsphere.local",
        zh: "vCenter 用户，如 hougu@vsphere.local",
      },
      example: "hougu@vsphere.local",
    }),
    allowUnverifiedTls: withDefault(
      flag({
        about: {
          en: "Accept vCenter's self-signed certificate; only for tests and closed networks.",
          zh: "接受 vCenter 自签名证书；仅用于测试和封闭网络。",
        },
      }),
      false,
    ),
    datacenter: inventoryName("DC0", { en: "Datacenter.", zh: "数据中心。" }),
    cluster: inventoryName("DC0_C0", { en: "Compute cluster.", zh: "计算集群。" }),
    resourcePool: text(INVENTORY_PATH, {
      about: { en: "Resource pool, as a path from the cluster.", zh: "资源池，从集群开始的路径。" },
      expected: { en: "a path such as DC0_C0/Resources", zh: "路径，如 DC0_C0/Resources" },
      example: "DC0_C0/Resources",
    }),
    datastore: optional(
      inventoryName("LocalDS_0", {
        en: "Datastore of the VMs' disks; either this or `datastoreCluster`.",
        zh: "虚拟机磁盘所在的数据存储；与 datastoreCluster 二选一。",
      }),
    ),
    datastoreCluster: optional(
      inventoryName("DC0_POD0", {
        en: "Datastore cluster: Storage DRS chooses a datastore for each VM and keeps the disks of a pair or cluster apart.",
        zh: "数据存储集群：由 Storage DRS 为每台虚拟机选择数据存储，并让同一双机或集群的磁盘相互隔离。",
      }),
    ),
    pool: optional(pool),
    snapshot: optional(
      text(SNAPSHOT_NAME, {
        about: {
          en: "Name of a snapshot of every machine that keeps data, for work by hand: write it and run up before, take it away after. Machines are replaced rather than changed, so no change of this program needs one; a disk can't grow while there is one.",
          zh: "为保存数据的机器创建快照的名称，用于人工维护：维护前写上并执行 up，维护后删除。本程序以替换代替修改，自身的变更不需要快照；存在快照时磁盘不能扩容。",
        },
        expected: {
          en: "1 to 40 lower-case letters, digits or hyphens",
          zh: "1 到 40 个小写字母、数字或连字符",
        },
        example: "before-upgrade",
      }),
    ),
    portGroup: inventoryName("VM Network", { en: "Port group of the VMs.", zh: "虚拟机的端口组。" }),
    template: inventoryName("tpl-debian-12-cloudinit", {
      en: "Template with Debian 12, cloud-init and open-vm-tools.",
      zh: "带 Debian 12、cloud-init 与 open-vm-tools 的模板。",
    }),
    folder: withDefault(
      inventoryName("hougu", {
        en: "Folder below the datacenter's `vm` folder; made by this program.",
        zh: "数据中心 vm 文件夹下的文件夹，由本程序创建。",
      }),
      "hougu",
    ),
    segment,
  },
  {
    about: {
      en: "Where VMs live in vCenter; present exactly when a mini-program's platform is vsphere.",
      zh: "虚拟机在 vCenter 中的位置；仅当有小程序的 platform 为 vsphere 时才写。",
    },
  },
);
