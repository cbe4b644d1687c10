import type { Environment, MiniProgramSettings } from "../../components/config/environment.ts";
import { cardOf, firstOf, isGuarded } from "./card-of.ts";
import type { Card } from "./service-model.ts";
import { recordsOf, type StateIndex, type StateResource, textOf, valueAt } from "./state-index.ts";

interface Facts {
  readonly settings: MiniProgramSettings;
  readonly environment: Environment;
  readonly state: StateIndex;
}

/** What a mini-program keeps, and with what it is locked: what is configured, and what exists of it. */
export function storesOf(facts: Facts): Card[] {
  const { settings, environment } = facts;
  if (!environment.data) return [];
  // Data stand where their mini-program runs (components/config/data.ts).
  if (settings.platform === "vsphere") return mariadbOf(facts);
  return [...mysqlOf(facts), ...redisOf(facts), ...picturesOf(facts), ...keyOf(facts)];
}

const MYSQL = "alicloud:rds/instance:Instance";
const VIRTUAL_DISK = "vsphere:index/virtualDisk:VirtualDisk";
const READER = "alicloud:rds/readOnlyInstance:ReadOnlyInstance";
const REDIS = "alicloud:kvstore/instance:Instance";
const BUCKET = "alicloud:oss/bucket:Bucket";
const CDN = "alicloud:cdn/domainNew:DomainNew";
const KEY = "alicloud:kms/key:Key";

/** A zone that no resource names twice: standby zones are said in several properties. */
const STANDBY = ["zoneIdSlaveA", "zoneIdSlaveB", "secondaryZoneId"];

function standbysOf(resource: StateResource | undefined): string {
  return STANDBY.map((key) => textOf(resource, key))
    .filter((zone) => zone !== "" && zone !== "Auto")
    .join(", ");
}

function endpointOf(resource: StateResource | undefined): string {
  const host = textOf(resource, "connectionString");
  const port = textOf(resource, "port");
  return host === "" || port === "" ? host : `${host}:${port}`;
}

function mysqlOf({ settings: { name }, environment: { data }, state }: Facts): Card[] {
  const wanted = data?.mysql?.rds;
  if (!wanted) return [];
  const [instance] = state.ownOf(name, MYSQL);
  const databases = state.ownOf(name, "alicloud:rds/database:Database").map((item) => textOf(item, "name"));
  const engine =
    `${firstOf(textOf(instance, "engine"), "MySQL")} ${textOf(instance, "engineVersion")}`.trim();
  const cards = [
    cardOf(
      "mysql",
      firstOf(textOf(instance, "instanceName"), `${name}-mysql`),
      instance !== undefined,
      [
        ["engine", `${engine} · ${firstOf(textOf(instance, "category"), wanted.edition)}`],
        ["size", firstOf(textOf(instance, "instanceType"), wanted.class)],
        [
          "storage",
          `${firstOf(textOf(instance, "instanceStorage"), `${wanted.storageGiB}`)} GiB ${wanted.storageType}`,
        ],
        ["zone", textOf(instance, "zoneId")],
        ["standbyZone", standbysOf(instance)],
        ["database", databases.join(", ")],
        ["endpoint", endpointOf(instance)],
        ["encryption", keyNameOf(textOf(instance, "tdeEncryptionKey"), state)],
      ],
      isGuarded(instance),
    ),
  ];
  if (!wanted.reader) return cards;
  const [reader] = state.ownOf(name, READER);
  return [
    ...cards,
    cardOf(
      "mysqlReader",
      firstOf(textOf(reader, "instanceName"), `${name}-mysql-reader`),
      reader !== undefined,
      [
        ["size", firstOf(textOf(reader, "instanceType"), wanted.reader.class)],
        ["zone", textOf(reader, "zoneId")],
        ["endpoint", endpointOf(reader)],
      ],
      isGuarded(reader),
    ),
  ];
}

/** A database on a machine: the machine is among the others, here are the disks that outlive it. */
function mariadbOf({ settings: { name }, environment: { data, vsphere }, state }: Facts): Card[] {
  const wanted = data?.mysql?.mariadb;
  if (!wanted) return [];
  const disks = state.ownOf(name, VIRTUAL_DISK);
  const place = (purpose: string) => disks.find((disk) => disk.name.endsWith(`-${purpose}`));
  const line = (purpose: string, gib: number, datastore: string | undefined) =>
    `${gib} GiB · ${firstOf(textOf(place(purpose), "datastore"), datastore ?? "")}`;
  const datastore = wanted.datastore ?? vsphere?.datastore;
  return [
    cardOf("mariadb", `${name}-database`, disks.length > 0, [
      ["engine", "MariaDB 10.11"],
      ["size", `${wanted.machine.cpus} vCPU · ${wanted.machine.memoryGiB} GiB`],
      ["storage", line("data", wanted.storageGiB, datastore)],
      ["backups", line("backup", wanted.backupGiB, wanted.backupDatastore ?? datastore)],
      ["database", name],
    ]),
  ];
}

function redisOf({ settings: { name }, environment: { data }, state }: Facts): Card[] {
  if (!data?.redis) return [];
  const [instance] = state.ownOf(name, REDIS);
  return [
    cardOf(
      "redis",
      firstOf(textOf(instance, "dbInstanceName"), `${name}-redis`),
      instance !== undefined,
      [
        ["engine", textOf(instance, "engineVersion")],
        ["size", firstOf(textOf(instance, "instanceClass"), data.redis.class)],
        ["zone", textOf(instance, "zoneId")],
        ["standbyZone", standbysOf(instance)],
        ["endpoint", textOf(instance, "connectionDomain")],
      ],
      isGuarded(instance),
    ),
  ];
}

function picturesOf({ settings: { name }, environment: { data }, state }: Facts): Card[] {
  const wanted = data?.pictures;
  // The pictures are the photographers' alone.
  if (!wanted || name !== "artist") return [];
  const buckets = state.ownOf(name, BUCKET);
  const pictures = buckets.find((bucket) => textOf(bucket, "bucket") === wanted.bucket);
  const cards = [
    cardOf("bucket", wanted.bucket, pictures !== undefined, [
      ["redundancy", firstOf(textOf(pictures, "redundancyType"), wanted.zoneRedundant ? "ZRS" : "LRS")],
      ["ageing", `IA ${wanted.infrequentAfterDays} d · Archive ${wanted.archiveAfterDays} d`],
      ["endpoint", textOf(pictures, "intranetEndpoint")],
      ["encryption", encryptionOf(pictures, state)],
    ]),
    ...buckets
      .filter((bucket) => bucket !== pictures)
      .map((bucket) =>
        cardOf("bucket", textOf(bucket, "bucket"), true, [
          ["redundancy", textOf(bucket, "redundancyType")],
          ["encryption", encryptionOf(bucket, state)],
        ]),
      ),
  ];
  if (!wanted.cdn) return cards;
  const [domain] = state.ownOf(name, CDN);
  const sources = recordsOf(domain, "sources")
    .map(({ content }) => content)
    .filter((it) => typeof it === "string");
  return [
    ...cards,
    cardOf("cdn", wanted.cdn.domain, domain !== undefined, [
      ["cname", textOf(domain, "cname")],
      ["source", sources.join(", ")],
    ]),
  ];
}

function encryptionOf(bucket: StateResource | undefined, state: StateIndex): string {
  const key = textOf(bucket, "serverSideEncryptionRule", "kmsMasterKeyId");
  return key === "" ? textOf(bucket, "serverSideEncryptionRule", "sseAlgorithm") : keyNameOf(key, state);
}

function keyNameOf(id: string, state: StateIndex): string {
  const key = state.ofType(KEY).find((candidate) => candidate.id === id);
  return key === undefined ? id : `KMS ${aliasOf(key, state)}`;
}

function aliasOf(key: StateResource, state: StateIndex): string {
  const alias = state.ofType("alicloud:kms/alias:Alias").find((item) => textOf(item, "keyId") === key.id);
  return firstOf(textOf(alias, "aliasName"), key.name);
}

/** The data key, if there is one. The cluster has another: found by which of the two the stores name. */
function keyOf({ settings: { name }, environment: { data }, state }: Facts): Card[] {
  const keepers: readonly (readonly [string, string, string])[] = [
    ...state.ownOf(name, MYSQL).map((item) => ["RDS", item.name, textOf(item, "tdeEncryptionKey")] as const),
    ...state
      .ownOf(name, BUCKET)
      .map((item) => ["OSS", item.name, textOf(item, "serverSideEncryptionRule", "kmsMasterKeyId")] as const),
    ...state
      .ownOf(name, "alicloud:kms/secret:Secret")
      .map((item) => ["KMS secret", item.name, textOf(item, "encryptionKeyId")] as const),
  ];
  const used = state.ofType(KEY).filter(({ id }) => keepers.some(([, , keyId]) => keyId === id));
  if (used.length === 0)
    return data?.key ? [cardOf("key", "data-key", false, [["rotation", `${data.key.rotationDays} d`]])] : [];
  return used.map((key) =>
    cardOf(
      "key",
      aliasOf(key, state),
      true,
      [
        ["rotation", valueAt(key, "automaticRotation") === "Enabled" ? textOf(key, "rotationInterval") : ""],
        [
          "keeps",
          keepers
            .filter(([, , keyId]) => keyId === key.id)
            .map(([what, item]) => `${what} ${item}`)
            .join(", "),
        ],
      ],
      isGuarded(key),
    ),
  );
}
