import { mariadb } from "./data-mariadb.ts";
import { choice, flag, group, integer, optional, text, withDefault } from "./field.ts";
import {
  BUCKET,
  CERTIFICATE_ID,
  DOMAIN,
  KMS_INSTANCE,
  MYSQL_CLASS,
  MYSQL_READER_CLASS,
  ORIGIN,
  REDIS_CLASS,
} from "./syntax-data.ts";

const key = group(
  {
    kmsInstanceId: optional(
      text(KMS_INSTANCE, {
        about: {
          en: "KMS instance that keeps the key. Accounts that came to KMS after its third version need one for keys of their own; it is bought once, for all environments.",
          zh: "保存密钥的 KMS 实例。使用 KMS 3.0 的账号需要实例才能创建自有密钥；一次购买，各环境共用。",
        },
        expected: { en: "a KMS instance id (kst-...)", zh: "KMS 实例 ID（kst-...）" },
        example: "kst-hzz66a0b1c2d3e4f5g6h7",
      }),
    ),
    rotationDays: withDefault(
      // What KMS accepts (API reference of CreateKey, RotationInterval).
      integer({
        min: 7,
        max: 730,
        unit: "days",
        example: 365,
        about: { en: "Days until the key gets a new version.", zh: "密钥轮转周期。" },
      }),
      365,
    ),
  },
  {
    about: {
      en: "A KMS key of your own for pictures, database disks and kept passwords; without it the services' own keys are used.",
      zh: "用于图片、数据库磁盘与托管口令的自有 KMS 密钥；不写则使用各服务的默认密钥。",
    },
  },
);

const rds = group(
  {
    edition: choice(["Basic", "HighAvailability"], {
      about: {
        en: "`HighAvailability` has a standby in a second zone that takes over within half a minute; `Basic` is one node. prod needs the former.",
        zh: "HighAvailability 在第二可用区有备节点，半分钟内接管；Basic 为单节点。prod 必须用前者。",
      },
    }),
    class: text(MYSQL_CLASS, {
      about: {
        en: "Instance class; its ending says for which edition and disks it is: `.1` Basic, `.2` HighAvailability on local SSDs, `.2c` on cloud disks.",
        zh: "实例规格；结尾表示版本与磁盘：.1 为 Basic，.2 为本地盘高可用，.2c 为云盘高可用。",
      },
      expected: {
        en: "an instance class of RDS for MySQL such as mysql.x4.large.2",
        zh: "RDS MySQL 实例规格，如 mysql.x4.large.2",
      },
      example: "mysql.n2.medium.1",
    }),
    storageType: choice(["local_ssd", "cloud_essd", "general_essd"], {
      about: {
        en: "Disks. Data on `local_ssd` is encrypted by MySQL itself (TDE), cloud disks as a whole when hougu:data.key is set.",
        zh: "磁盘类型。local_ssd 由 MySQL 透明加密（TDE）；设置 hougu:data.key 后云盘整盘加密。",
      },
    }),
    storageGiB: integer({
      min: 20,
      max: 6000,
      unit: "GiB",
      example: 20,
      about: { en: "Storage of the instance, in steps of 5.", zh: "实例存储空间，以 5 为步长。" },
    }),
    reader: optional(
      group(
        {
          class: text(MYSQL_READER_CLASS, {
            about: {
              en: "Instance class; those of read-only instances have lists of their own.",
              zh: "实例规格；只读实例有单独的规格列表。",
            },
            expected: {
              en: "an instance class such as mysqlro.n2.large.1c or rds.mysql.s3.large",
              zh: "实例规格，如 mysqlro.n2.large.1c 或 rds.mysql.s3.large",
            },
            example: "rds.mysql.s3.large",
          }),
        },
        {
          about: {
            en: "A read-only instance for reports, away from the primary one; HighAvailability only.",
            zh: "供报表使用的只读实例，与主实例分开；仅限 HighAvailability。",
          },
        },
      ),
    ),
  },
  {
    about: {
      en: "The database of each mini-program on Alibaba Cloud (RDS for MySQL 8.0); there exactly when one runs there.",
      zh: "阿里云上各小程序的数据库（RDS MySQL 8.0）；仅当有小程序运行在阿里云上时才写。",
    },
  },
);

const mysql = group(
  { rds: optional(rds), mariadb: optional(mariadb) },
  {
    about: {
      en: "The database of each mini-program, where it runs: RDS on Alibaba Cloud, MariaDB on a machine on vSphere.",
      zh: "各小程序的数据库，位于其运行之处：阿里云上为 RDS，vSphere 上为虚拟机中的 MariaDB。",
    },
  },
);

const redis = group(
  {
    class: text(REDIS_CLASS, {
      about: {
        en: "Instance class of Tair (Redis OSS-compatible).",
        zh: "云数据库 Tair（兼容 Redis）的实例规格。",
      },
      expected: {
        en: "an instance class of Redis or Tair such as redis.shard.small.2.ce",
        zh: "Redis 或 Tair 实例规格，如 redis.shard.small.2.ce",
      },
      example: "redis.shard.small.2.ce",
    }),
    standby: withDefault(
      flag({
        about: {
          en: "A standby in a second zone; prod needs it.",
          zh: "第二可用区的备节点；prod 必须有。",
        },
      }),
      false,
    ),
  },
  {
    about: {
      en: "The cache of each mini-program on Alibaba Cloud (Tair, compatible with Redis 7).",
      zh: "阿里云上各小程序的缓存（Tair，兼容 Redis 7）。",
    },
  },
);

const days = (example: number, about: { en: string; zh: string }) =>
  integer({ min: 1, max: 3650, unit: "days", example, about });

const cdn = group(
  {
    domain: text(DOMAIN, {
      about: { en: "Host name under which phones fetch pictures.", zh: "手机获取图片的域名。" },
      expected: {
        en: "a host name in lower case such as pictures.artist.example.com",
        zh: "小写域名，如 pictures.artist.example.com",
      },
      example: "pictures.artist.example.com",
    }),
    certificateId: text(CERTIFICATE_ID, {
      about: {
        en: "The domain's certificate in Certificate Management Service, which renews it.",
        zh: "该域名在数字证书管理服务中的证书 ID，由该服务续期。",
      },
      expected: { en: "the number of a certificate, in quotes", zh: "证书 ID（数字，加引号）" },
      example: "12345678",
    }),
    linkMinutes: withDefault(
      integer({
        min: 1,
        max: 1440,
        unit: "minutes",
        example: 30,
        about: {
          en: "Minutes that a signed link to a picture is good for.",
          zh: "图片签名链接的有效期。",
        },
      }),
      30,
    ),
  },
  {
    about: {
      en: "Alibaba Cloud CDN in front of the pictures; without it phones fetch them from OSS by signed links.",
      zh: "图片前的阿里云 CDN；不写则手机以签名链接直接访问 OSS。",
    },
  },
);

const pictures = group(
  {
    bucket: text(BUCKET, {
      about: {
        en: "Name of the bucket, unique among all of Alibaba Cloud's; access logs go to the same name with -logs.",
        zh: "存储空间名称，在阿里云全局唯一；访问日志写入同名加 -logs 的存储空间。",
      },
      expected: {
        en: "3 to 58 lower-case letters, digits and hyphens",
        zh: "3 到 58 个小写字母、数字或连字符",
      },
      example: "example-artist-pictures",
    }),
    zoneRedundant: withDefault(
      flag({
        about: {
          en: "Keep each picture in three zones of the region. Can't be changed later without moving the pictures.",
          zh: "同城冗余：图片存于地域内三个可用区。之后更改需要迁移图片。",
        },
      }),
      false,
    ),
    uploadOrigin: text(ORIGIN, {
      about: {
        en: "Origin from which the web view uploads: the only one that browsers let in.",
        zh: "web-view 上传图片时的来源，浏览器只允许该来源。",
      },
      expected: { en: "an https:// origin without a path", zh: "不带路径的 https:// 来源" },
      example: "https://api.artist.example.com",
    }),
    infrequentAfterDays: withDefault(
      // OSS bills an object in IA for 30 days at least.
      days(90, {
        en: "Days until a picture moves to Infrequent Access.",
        zh: "图片转入低频访问的天数。",
      }),
      90,
    ),
    archiveAfterDays: withDefault(
      days(365, {
        en: "Days until a picture moves to Archive; it is still read directly.",
        zh: "图片转入归档的天数；仍可直读。",
      }),
      365,
    ),
    oldVersionsDays: withDefault(
      days(30, {
        en: "Days that an overwritten or deleted picture can be brought back.",
        zh: "被覆盖或删除的图片可恢复的天数。",
      }),
      30,
    ),
    cdn: optional(cdn),
  },
  {
    about: {
      en: "The photographers' pictures: a private bucket of OSS.",
      zh: "摄影师的图片：OSS 私有存储空间。",
    },
  },
);

/** `hougu:data`: databases, caches, pictures, and the key that encrypts them. */
export const data = group(
  {
    key: optional(key),
    mysql: optional(mysql),
    redis: optional(redis),
    pictures: optional(pictures),
  },
  {
    about: {
      en: "What the mini-programs keep: databases, caches, pictures. Leave out what an environment doesn't have.",
      zh: "小程序的数据：数据库、缓存、图片。环境中没有的不写。",
    },
  },
);
