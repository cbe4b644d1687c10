import { Secret } from "@pulumi/alicloud/kms/secret.js";
import { Account } from "@pulumi/alicloud/rds/account.js";
import { AccountPrivilege } from "@pulumi/alicloud/rds/accountPrivilege.js";
import { BackupPolicy } from "@pulumi/alicloud/rds/backupPolicy.js";
import { Database } from "@pulumi/alicloud/rds/database.js";
import { Instance } from "@pulumi/alicloud/rds/instance.js";
import { ReadOnlyInstance } from "@pulumi/alicloud/rds/readOnlyInstance.js";
import * as pulumi from "@pulumi/pulumi";
import { secretDigest } from "../host/secret-values.ts";
import type { Labels } from "../naming/labels.ts";
import { type AccountPlan, accountsOf } from "./accounts.ts";
import type { DataKey } from "./data-key.ts";
import { BACKUP_HOUR, WINDOW_BEGINS, WINDOW_ENDS } from "./maintenance.ts";
import { backupSchedule, encryptionAtRest } from "./mysql-choices.ts";
import { MYSQL_PARAMETERS } from "./mysql-parameters.ts";
import { passwordFrom } from "./passwords.ts";
import type { MysqlPlan } from "./plan.ts";

/** What a {@link MysqlDatabase} is made of. */
export interface MysqlDatabaseArgs {
  readonly labels: Labels;
  readonly plan: MysqlPlan;
  readonly vpcId: pulumi.Input<string>;
  /** vSwitch ids by zone: those in which hosts of the application stand. */
  readonly vswitchIds: Readonly<Record<string, pulumi.Input<string>>>;
  /** Days that backups are kept, 7 to 730. */
  readonly backupsDays: number;
  /** Days that logs are kept; the audit of statements takes the next longer time that is sold, 30 to 1825. */
  readonly logsDays: number;
  /** The key from which its accounts' passwords come. */
  readonly dataKey: pulumi.Input<string>;
  /** Encrypts cloud disks and the kept password; the service's own key where absent. */
  readonly encryption?: DataKey;
  /** Refuse deletion, and keep the last backups if it happens all the same. */
  readonly protect: boolean;
}

/** For how many days RDS keeps its audit (SQL Explorer). */
const AUDIT_DAYS = [30, 180, 365, 1095, 1825] as const;
const ENGINE = "MySQL";
const VERSION = "8.0";
/** A new instance takes 5 to 20 minutes, with a standby and TDE more; a larger class is copied to. */
const TIMEOUTS = { create: "60m", update: "120m", delete: "30m" } as const;

/** A mini-program's MySQL on RDS: instance, schema, accounts, backups, and a reader where there is one. */
export class MysqlDatabase extends pulumi.ComponentResource {
  /** Host name inside the VPC. */
  readonly host: pulumi.Output<string>;
  /** The application's password. */
  readonly password: pulumi.Output<string>;
  /** Host name of the read-only instance. */
  readonly readerHost?: pulumi.Output<string>;

  constructor(name: string, args: MysqlDatabaseArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:data:MysqlDatabase", name, {}, opts);
    const instance = createInstance(this, name, args);
    createBackups(this, name, instance, args);
    const schema = createSchema(this, name, instance, args);
    const accounts = accountsOf(args.plan);
    for (const account of accounts) createAccount(this, name, account, instance, schema, args);
    keepPassword(this, name, accounts, instance, args);
    const reader = createReader(this, name, instance, args);

    this.host = instance.connectionString;
    this.password = passwordFrom(args.dataKey, accounts.find(({ use }) => use === "app")?.passwordOf ?? "");
    if (reader) this.readerHost = reader.connectionString;
    this.registerOutputs({ host: this.host });
  }
}

function createInstance(
  parent: pulumi.Resource,
  name: string,
  { labels, plan, vpcId, vswitchIds, logsDays, encryption, protect }: MysqlDatabaseArgs,
): Instance {
  const { settings, zones, allowedCidrs, miniProgram } = plan;
  const standingIn = [zones.primary, ...(zones.standby === undefined ? [] : [zones.standby])];
  return new Instance(
    name,
    {
      instanceName: labels.physicalName(name),
      engine: ENGINE,
      engineVersion: VERSION,
      category: settings.edition,
      instanceType: settings.class,
      dbInstanceStorageType: settings.storageType,
      instanceStorage: settings.storageGiB,
      instanceChargeType: "Postpaid",
      vpcId,
      // One vSwitch for each zone that it stands in, the primary's first (API reference of CreateDBInstance).
      vswitchId: pulumi
        .all(standingIn.map((zone) => vswitchIn(zone, vswitchIds)))
        .apply((ids) => ids.join(",")),
      zoneId: zones.primary,
      ...(zones.standby === undefined ? {} : { zoneIdSlaveA: zones.standby, haConfig: "Auto" }),
      securityIps: [...allowedCidrs],
      ...encryptionAtRest(settings, encryption?.keyId),
      sslAction: "Open",
      caType: "aliyun",
      parameters: MYSQL_PARAMETERS.map((parameter) => ({ ...parameter })),
      maintainTime: `${WINDOW_BEGINS}-${WINDOW_ENDS}`,
      // Minor versions bring security fixes; the cloud installs them in the maintenance window.
      autoUpgradeMinorVersion: "Auto",
      // The shortest that is free of charge is a minute.
      monitoringPeriod: 60,
      ...auditOf(settings.edition, logsDays),
      deletionProtection: protect,
      releasedKeepPolicy: protect ? "All" : "None",
      tags: labels.tags(miniProgram),
    },
    {
      parent,
      customTimeouts: TIMEOUTS,
      // A standby that took over has swapped the zones: that is how it should be, not a reason to build a new instance.
      ignoreChanges: ["zoneId", "zoneIdSlaveA", "vswitchId"],
      // No retainOnDelete: an instance that stays behind would keep its vSwitch, and so the network, from going. Whoever
      // lifts both protections still has the backups, which `releasedKeepPolicy` keeps.
      ...(protect ? { protect } : {}),
    },
  );
}

/** Who asked the database for what. The Basic edition has no audit. */
function auditOf(edition: string, logsDays: number) {
  if (edition === "Basic") return {};
  return {
    sqlCollectorStatus: "Enabled",
    sqlCollectorConfigValue: AUDIT_DAYS.find((days) => days >= logsDays) ?? 1825,
  };
}

function createBackups(
  parent: pulumi.Resource,
  name: string,
  instance: Instance,
  { backupsDays, protect }: MysqlDatabaseArgs,
): void {
  new BackupPolicy(
    name,
    {
      instanceId: instance.id,
      preferredBackupTime: BACKUP_HOUR,
      ...backupSchedule(backupsDays),
      enableBackupLog: true,
      highSpaceUsageProtection: "Enable",
      releasedKeepPolicy: protect ? "All" : "None",
    },
    { parent },
  );
}

function createSchema(
  parent: pulumi.Resource,
  name: string,
  instance: Instance,
  { plan, protect }: MysqlDatabaseArgs,
): Database {
  return new Database(
    name,
    {
      instanceId: instance.id,
      dataBaseName: plan.schema,
      characterSet: "utf8mb4",
      description: `What ${plan.miniProgram} keeps`,
    },
    { parent, ...(protect ? { protect } : {}) },
  );
}

function createAccount(
  parent: pulumi.Resource,
  name: string,
  { use, accountName, privilege, passwordOf, description }: AccountPlan,
  instance: Instance,
  schema: Database,
  { dataKey }: MysqlDatabaseArgs,
): void {
  const account = new Account(
    `${name}-${use}`,
    {
      dbInstanceId: instance.id,
      accountName,
      accountType: "Normal",
      accountPassword: passwordFrom(dataKey, passwordOf),
      accountDescription: description,
    },
    { parent },
  );
  new AccountPrivilege(
    `${name}-${use}`,
    {
      instanceId: instance.id,
      accountName: account.accountName,
      privilege,
      dbNames: [schema.dataBaseName],
    },
    { parent, deleteBeforeReplace: true },
  );
}

/** No host has the account that changes the schema: whoever releases takes its password from KMS, which says who did. */
function keepPassword(
  parent: pulumi.Resource,
  name: string,
  accounts: readonly AccountPlan[],
  instance: Instance,
  { labels, plan, dataKey, encryption, protect }: MysqlDatabaseArgs,
): void {
  const account = accounts.find(({ use }) => use === "migrate");
  if (!account) return;
  const password = passwordFrom(dataKey, account.passwordOf);
  new Secret(
    `${name}-migrate`,
    {
      secretName: labels.physicalName(`${name}-migrate`),
      description: `Account ${account.accountName} of ${plan.miniProgram}'s database, for schema migrations`,
      secretType: "Generic",
      secretDataType: "text",
      secretData: pulumi.secret(
        pulumi
          .all([instance.connectionString, password])
          .apply(([host, value]) =>
            JSON.stringify({ host, schema: plan.schema, user: account.accountName, password: value }),
          ),
      ),
      // KMS takes new data only under a new version's name. A digest tells nobody a password of 144 bits of chance.
      versionId: secretDigest({ databasePassword: password }).apply((digest) => digest.slice(0, 32)),
      recoveryWindowInDays: 30,
      forceDeleteWithoutRecovery: !protect,
      ...(encryption ? { encryptionKeyId: encryption.keyId } : {}),
      ...(encryption?.kmsInstanceId === undefined ? {} : { dkmsInstanceId: encryption.kmsInstanceId }),
      tags: labels.tags(plan.miniProgram),
    },
    { parent },
  );
}

function createReader(
  parent: pulumi.Resource,
  name: string,
  instance: Instance,
  { labels, plan, vswitchIds, protect }: MysqlDatabaseArgs,
): ReadOnlyInstance | undefined {
  const { settings, zones, allowedCidrs, miniProgram } = plan;
  if (!settings.reader) return undefined;
  // Away from the primary: reports go on when its zone is lost.
  const zone = zones.standby ?? zones.primary;
  return new ReadOnlyInstance(
    `${name}-reader`,
    {
      masterDbInstanceId: instance.id,
      instanceName: labels.physicalName(`${name}-reader`),
      engineVersion: VERSION,
      instanceType: settings.reader.class,
      dbInstanceStorageType: settings.storageType === "general_essd" ? "cloud_essd" : settings.storageType,
      // It holds everything that the primary does.
      instanceStorage: settings.storageGiB,
      zoneId: zone,
      vswitchId: vswitchIn(zone, vswitchIds),
      securityIps: [...allowedCidrs],
      deletionProtection: protect,
      tags: labels.tags(miniProgram),
    },
    { parent, customTimeouts: TIMEOUTS },
  );
}

function vswitchIn(
  zone: string,
  vswitchIds: Readonly<Record<string, pulumi.Input<string>>>,
): pulumi.Input<string> {
  const id = vswitchIds[zone];
  if (id === undefined) throw new Error(`no subnet of stores in ${zone}: a defect of environment/subnets.ts`);
  return id;
}
