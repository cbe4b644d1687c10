import { Account } from "@pulumi/alicloud/rds/account.js";
import { AccountPrivilege } from "@pulumi/alicloud/rds/accountPrivilege.js";
import { BackupPolicy } from "@pulumi/alicloud/rds/backupPolicy.js";
import { Database } from "@pulumi/alicloud/rds/database.js";
import { Instance } from "@pulumi/alicloud/rds/instance.js";
import { ReadOnlyInstance } from "@pulumi/alicloud/rds/readOnlyInstance.js";
import { type CustomResourceOptions, secret } from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { type Place, place } from "./place.ts";
import { onTheSandbox } from "./provider.ts";

interface Variant {
  readonly description: string;
  readonly storage: number;
  readonly clients: readonly string[];
  readonly slowSeconds: string;
  readonly days: number;
  readonly password: string;
  readonly tags: Readonly<Record<string, string>>;
}

const FIRST: Variant = {
  description: "first",
  storage: 100,
  clients: ["10.20.1.0/24"],
  slowSeconds: "0.1",
  days: 30,
  password: "Aa1_0123456789",
  tags: { project: "hougu", environment: "dev" },
};

const SECOND: Variant = {
  description: "second",
  storage: 200,
  clients: ["10.20.1.0/24", "10.20.2.0/24"],
  slowSeconds: "0.2",
  days: 60,
  password: "Aa1_9876543210",
  tags: { project: "hougu", owner: "platform" },
};

function instance(
  { vpcId, vswitchId, zoneId }: Place,
  variant: Variant,
  opts: CustomResourceOptions,
): Instance {
  return new Instance(
    "mysql",
    {
      instanceName: `hougu-dev-${variant.description}`,
      engine: "MySQL",
      engineVersion: "8.0",
      category: "HighAvailability",
      instanceType: "mysql.x4.large.2c",
      dbInstanceStorageType: "cloud_essd",
      instanceStorage: variant.storage,
      instanceChargeType: "Postpaid",
      vpcId,
      vswitchId,
      zoneId,
      securityIps: [...variant.clients],
      sslAction: "Open",
      caType: "aliyun",
      parameters: [
        { name: "local_infile", value: "OFF" },
        { name: "long_query_time", value: variant.slowSeconds },
      ],
      maintainTime: "18:00Z-19:00Z",
      autoUpgradeMinorVersion: "Auto",
      monitoringPeriod: 60,
      deletionProtection: false,
      releasedKeepPolicy: "None",
      tags: variant.tags,
    },
    opts,
  );
}

/** A mini-program's MySQL as the data tier has it: instance, backups, schema, account. */
const program =
  (variant: Variant): PulumiFn =>
  async () => {
    const opts = onTheSandbox();
    const { id: instanceId } = instance(place(opts), variant, opts);
    new BackupPolicy(
      "mysql",
      {
        instanceId,
        preferredBackupTime: "19:00Z-20:00Z",
        preferredBackupPeriods: ["Monday", "Wednesday", "Friday", "Sunday"],
        backupRetentionPeriod: variant.days,
        logBackupRetentionPeriod: variant.days,
        enableBackupLog: true,
        highSpaceUsageProtection: "Enable",
        releasedKeepPolicy: "None",
      },
      opts,
    );
    const databases = ["artist", "archive"].map(
      (dataBaseName) =>
        new Database(
          dataBaseName,
          { instanceId, dataBaseName, characterSet: "utf8mb4", description: variant.description },
          opts,
        ),
    );
    const account = new Account(
      "app",
      {
        dbInstanceId: instanceId,
        accountName: "artist_app",
        accountType: "Normal",
        accountPassword: secret(variant.password),
        accountDescription: variant.description,
      },
      opts,
    );
    new AccountPrivilege(
      "app",
      {
        instanceId,
        accountName: account.accountName,
        privilege: "DMLOnly",
        dbNames: databases.slice(0, variant === FIRST ? 1 : 2).map(({ dataBaseName }) => dataBaseName),
      },
      opts,
    );
  };

/** A reader, whose creation the provider watches only after a quarter of an hour. */
const reader =
  (variant: Variant): PulumiFn =>
  async () => {
    const opts = onTheSandbox();
    const where = place(opts);
    const { id } = instance(where, FIRST, opts);
    new ReadOnlyInstance(
      "reader",
      {
        masterDbInstanceId: id,
        instanceName: `hougu-dev-reader-${variant.description}`,
        engineVersion: "8.0",
        instanceType: "mysqlro.x4.large.1c",
        dbInstanceStorageType: "cloud_essd",
        instanceStorage: 100,
        zoneId: where.zoneId,
        vswitchId: where.vswitchId,
        securityIps: [...variant.clients],
        deletionProtection: false,
        tags: variant.tags,
      },
      opts,
    );
  };

export const rdsProgram = program(FIRST);
export const rdsProgramChanged = program(SECOND);
export const rdsReaderProgram = reader(FIRST);
export const rdsReaderProgramChanged = reader(SECOND);
