import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Answer } from "./official-client.ts";
import { type RunningApi, runningApi } from "./running-api.ts";
import { objections } from "./sdk-models.ts";

const VERSION = "2014-08-15";
const VPC = "2016-04-28";

describe("Rds", () => {
  let api: RunningApi;
  let vswitchId: string;

  const call = (action: string, query: Readonly<Record<string, unknown>> = {}): Promise<Answer> =>
    api.rpc(VERSION, action, query);

  const settled = () => expect.poll(() => api.cloud.isSettled()).toBe(true);

  const primary = async (more: Readonly<Record<string, unknown>> = {}): Promise<string> => {
    const { DBInstanceId } = await call("CreateDBInstance", {
      Engine: "MySQL",
      EngineVersion: "8.0",
      Category: "HighAvailability",
      DBInstanceClass: "mysql.x4.large.2c",
      DBInstanceStorage: 100,
      DBInstanceStorageType: "cloud_essd",
      DBInstanceNetType: "Intranet",
      DBInstanceDescription: "artist",
      PayType: "Postpaid",
      VSwitchId: vswitchId,
      SecurityIPList: "10.20.1.0/24",
      Tag: [{ Key: "owner", Value: "platform" }],
      ...more,
    });
    await settled();
    return DBInstanceId;
  };

  const attribute = async (DBInstanceId: string): Promise<Answer> =>
    (await call("DescribeDBInstanceAttribute", { DBInstanceId })).Items.DBInstanceAttribute[0];

  beforeEach(async () => {
    api = await runningApi();
    const { VpcId } = await api.rpc(VPC, "CreateVpc", { CidrBlock: "10.20.0.0/16" });
    await settled();
    const made = { VpcId, CidrBlock: "10.20.1.0/24", ZoneId: "cn-hangzhou-k" };
    vswitchId = (await api.rpc(VPC, "CreateVSwitch", made)).VSwitchId;
    await settled();
  });

  afterEach(async () => {
    await api.close();
  });

  it("gives an instance a whole life, in words that the SDK knows", async () => {
    const DBInstanceId = await primary();
    expect(await attribute(DBInstanceId)).toMatchObject({
      DBInstanceStatus: "Running",
      ZoneId: "cn-hangzhou-k",
      VSwitchId: vswitchId,
      PayType: "Postpaid",
      SecurityIPMode: "normal",
      DBInstanceType: "Primary",
    });
    await call("ModifyDBInstanceSpec", { DBInstanceId, DBInstanceStorage: 200 });
    await call("ModifyDBInstanceDescription", { DBInstanceId, DBInstanceDescription: "renamed" });
    await call("ModifyDBInstanceMonitor", { DBInstanceId, Period: "60" });
    await call("ModifyDBInstanceMaintainTime", { DBInstanceId, MaintainTime: "18:00Z-19:00Z" });
    expect(await attribute(DBInstanceId)).toMatchObject({
      DBInstanceStorage: 200,
      DBInstanceDescription: "renamed",
      MaintainTime: "18:00Z-19:00Z",
    });
    expect((await call("DescribeDBInstanceMonitor", { DBInstanceId })).Period).toBe("60");
    const [net] = (await call("DescribeDBInstanceNetInfo", { DBInstanceId })).DBInstanceNetInfos
      .DBInstanceNetInfo;
    expect(net).toMatchObject({
      IPType: "Private",
      IPAddress: expect.stringMatching(/^10\.20\.1\./),
      Port: "3306",
    });
    for (const action of [
      "DescribeDBInstanceHAConfig",
      "DescribeHASwitchConfig",
      "DescribeHADiagnoseConfig",
      "DescribeSQLCollectorPolicy",
      "DescribeSQLCollectorRetention",
      "DescribeSecurityGroupConfiguration",
      "DescribeDBInstanceTDE",
      "DescribeTasks",
    ]) {
      await call(action, { DBInstanceId });
    }
    await call("DescribeInstanceLinkedWhitelistTemplate", { InsName: DBInstanceId });
    await call("DeleteDBInstance", { DBInstanceId });
    await settled();
    await expect(attribute(DBInstanceId)).rejects.toMatchObject({ code: "InvalidDBInstanceId.NotFound" });
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("opens TLS, sets parameters, and keeps the list of clients", async () => {
    const DBInstanceId = await primary();
    const { ConnectionString } = await attribute(DBInstanceId);
    expect((await call("DescribeDBInstanceSSL", { DBInstanceId })).SSLEnabled).toBe("No");
    await call("ModifyDBInstanceSSL", { DBInstanceId, SSLEnabled: 1, CAType: "aliyun", ConnectionString });
    expect(await call("DescribeDBInstanceSSL", { DBInstanceId })).toMatchObject({
      SSLEnabled: "Yes",
      RequireUpdate: "No",
      CAType: "aliyun",
      ConnectionString,
    });
    const parameters = async (): Promise<Record<string, string>> => {
      const { RunningParameters } = await call("DescribeParameters", { DBInstanceId });
      const rows: Answer[] = RunningParameters.DBInstanceParameter;
      return Object.fromEntries(rows.map((row) => [row.ParameterName, row.ParameterValue]));
    };
    expect(await parameters()).toMatchObject({ local_infile: "ON", default_time_zone: "SYSTEM" });
    const set = (values: object) =>
      call("ModifyParameter", { DBInstanceId, Parameters: JSON.stringify(values) });
    await set({ local_infile: "OFF", long_query_time: "0.1" });
    await set({ long_query_time: "0.2" });
    expect(await parameters()).toMatchObject({ local_infile: "OFF", long_query_time: "0.2" });
    const templates: Answer[] = (
      await call("DescribeParameterTemplates", { Engine: "MySQL", EngineVersion: "8.0" })
    ).Parameters.TemplateRecord;
    expect(templates.find((one) => one.ParameterName === "performance_schema")?.ForceRestart).toBe("true");
    const clients = async (): Promise<string> =>
      (await call("DescribeDBInstanceIPArrayList", { DBInstanceId })).Items.DBInstanceIPArray[0]
        .SecurityIPList;
    await call("ModifySecurityIps", { DBInstanceId, SecurityIps: "10.20.2.0/24", ModifyMode: "Append" });
    expect(await clients()).toBe("10.20.1.0/24,10.20.2.0/24");
    await call("ModifySecurityIps", { DBInstanceId, SecurityIps: "10.20.1.0/24", ModifyMode: "Delete" });
    expect(await clients()).toBe("10.20.2.0/24");
    await expect(
      call("ModifySecurityIps", { DBInstanceId, SecurityIps: "10.20.1.0/33" }),
    ).rejects.toMatchObject({
      code: "InvalidSecurityIPList.Format",
    });
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("keeps databases and accounts, shows what an account may do, and no password", async () => {
    const DBInstanceId = await primary();
    for (const DBName of ["artist", "archive"]) {
      await call("CreateDatabase", { DBInstanceId, DBName, CharacterSetName: "utf8mb4" });
    }
    const account = { DBInstanceId, AccountName: "artist_app" };
    await call("CreateAccount", { ...account, AccountPassword: "Aa1_0123456789", AccountType: "Normal" });
    const grant = (DBName: string, AccountPrivilege: string) =>
      call("GrantAccountPrivilege", { ...account, DBName, AccountPrivilege });
    await grant("artist", "DMLOnly");
    await grant("archive", "DMLOnly");
    await grant("archive", "ReadOnly");
    const described = await call("DescribeAccounts", account);
    const [row] = described.Accounts.DBInstanceAccount;
    expect(row).toMatchObject({ AccountStatus: "Available", AccountType: "Normal" });
    const granted = ({ DBName, AccountPrivilege }: Answer) => `${DBName} ${AccountPrivilege}`;
    expect(row.DatabasePrivileges.DatabasePrivilege.map(granted).sort()).toEqual([
      "archive ReadOnly",
      "artist DMLOnly",
    ]);
    expect(JSON.stringify(described)).not.toContain("Aa1_0123456789");
    const [archive] = (await call("DescribeDatabases", { DBInstanceId, DBName: "archive" })).Databases
      .Database;
    expect(archive).toMatchObject({
      DBStatus: "Running",
      CharacterSetName: "utf8mb4",
      Accounts: { AccountPrivilegeInfo: [{ Account: "artist_app", AccountPrivilege: "ReadOnly" }] },
    });
    await call("RevokeAccountPrivilege", { ...account, DBName: "archive" });
    expect(
      (await call("DescribeAccounts", account)).Accounts.DBInstanceAccount[0].DatabasePrivileges
        .DatabasePrivilege,
    ).toHaveLength(1);
    await call("ResetAccountPassword", { ...account, AccountPassword: "Aa1_9876543210" });
    await expect(call("ResetAccountPassword", { ...account, AccountPassword: "weak" })).rejects.toMatchObject(
      { code: "InvalidAccountPassword.Malformed" },
    );
    await call("ModifyDBDescription", { DBInstanceId, DBName: "artist", DBDescription: "pictures" });
    await call("DeleteAccount", account);
    await call("DeleteDatabase", { DBInstanceId, DBName: "artist" });
    expect((await call("DescribeDatabases", { DBInstanceId, DBName: "artist" })).Databases.Database).toEqual(
      [],
    );
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("backs every instance up, as somebody says or as usual", async () => {
    const DBInstanceId = await primary();
    const policy = () => call("DescribeBackupPolicy", { DBInstanceId });
    expect(await policy()).toMatchObject({ BackupRetentionPeriod: 7, EnableBackupLog: "1" });
    const data = {
      BackupPolicyMode: "DataBackupPolicy",
      PreferredBackupPeriod: "Monday,Friday",
      CompressType: "",
    };
    await call("ModifyBackupPolicy", { DBInstanceId, ...data, BackupRetentionPeriod: "30" });
    const logs = {
      BackupPolicyMode: "LogBackupPolicy",
      EnableBackupLog: "0",
      LogBackupRetentionPeriod: "30",
    };
    await call("ModifyBackupPolicy", { DBInstanceId, ...logs });
    expect(await policy()).toMatchObject({
      BackupRetentionPeriod: 30,
      LogBackupRetentionPeriod: 30,
      PreferredBackupPeriod: "Monday,Friday",
      EnableBackupLog: "0",
      CompressType: "1",
    });
    await expect(
      call("ModifyBackupPolicy", { DBInstanceId, BackupRetentionPeriod: "3" }),
    ).rejects.toMatchObject({ code: "InvalidBackupRetentionPeriod.Malformed" });
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("reads from a reader, and lists and tags both alike", async () => {
    const DBInstanceId = await primary();
    const { DBInstanceId: reader } = await call("CreateReadOnlyDBInstance", {
      DBInstanceId,
      EngineVersion: "8.0",
      DBInstanceClass: "mysqlro.x4.large.1c",
      DBInstanceStorage: 100,
      PayType: "Postpaid",
      ZoneId: "cn-hangzhou-k",
      VSwitchId: vswitchId,
    });
    await settled();
    expect(await attribute(reader)).toMatchObject({
      MasterInstanceId: DBInstanceId,
      DBInstanceType: "Readonly",
    });
    expect((await attribute(DBInstanceId)).ReadOnlyDBInstanceIds.ReadOnlyDBInstanceId).toEqual([
      { DBInstanceId: reader },
    ]);
    const first = await call("DescribeDBInstances", { PageSize: 1 });
    expect(first).toMatchObject({ TotalRecordCount: 2, PageRecordCount: 1 });
    const only = await call("DescribeDBInstances", { DBInstanceType: "Readonly" });
    expect(only.Items.DBInstance).toMatchObject([{ DBInstanceId: reader }]);
    const both = { ResourceType: "INSTANCE", ResourceId: [DBInstanceId, reader] };
    await call("TagResources", { ...both, Tag: [{ Key: "env", Value: "dev" }] });
    await call("UntagResources", { ResourceType: "INSTANCE", ResourceId: [DBInstanceId], TagKey: ["env"] });
    const tagged = await call("ListTagResources", { ResourceType: "INSTANCE", Tag: [{ Key: "env" }] });
    expect(tagged.TagResources.TagResource).toMatchObject([
      { ResourceId: reader, TagKey: "env", TagValue: "dev" },
    ]);
    expect((await call("DescribeTags", { DBInstanceId })).Items.TagInfos).toMatchObject([
      { TagKey: "owner", TagValue: "platform" },
    ]);
    await expect(call("DeleteDBInstance", { DBInstanceId })).rejects.toMatchObject({
      code: "OperationDenied.ReadDBInstanceExists",
    });
    await call("DeleteDBInstance", { DBInstanceId: reader });
    await settled();
    await call("DeleteDBInstance", { DBInstanceId });
    await settled();
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("changes whatever can be changed of an instance, in words that the SDK knows", async () => {
    const DBInstanceId = await primary();
    const change = (action: string, more: Readonly<Record<string, unknown>>) =>
      call(action, { DBInstanceId, ...more });
    await change("ModifyResourceGroup", { ResourceGroupId: "rg-other" });
    await change("ModifyDBInstanceDeletionProtection", { DeletionProtection: true });
    await change("ModifyDBInstanceAutoUpgradeMinorVersion", { AutoUpgradeMinorVersion: "Manual" });
    await change("UpgradeDBInstanceKernelVersion", { TargetMinorVersion: "rds_20260101" });
    await change("UpgradeDBInstanceEngineVersion", { EngineVersion: "8.4" });
    const { ConnectionString } = await attribute(DBInstanceId);
    await change("ModifyDBInstanceConnectionString", {
      CurrentConnectionString: ConnectionString,
      ConnectionStringPrefix: "artist-db",
      Port: "3307",
    });
    expect(await attribute(DBInstanceId)).toMatchObject({
      ResourceGroupId: "rg-other",
      DeletionProtection: true,
      AutoUpgradeMinorVersion: "Manual",
      CurrentKernelVersion: "rds_20260101",
      EngineVersion: "8.4",
      ConnectionString: "artist-db.mysql.rds.aliyuncs.com",
      Port: "3307",
    });
    await expect(call("DeleteDBInstance", { DBInstanceId })).rejects.toMatchObject({
      code: "OperationDenied.DeletionProtection",
    });
    await change("ModifyHASwitchConfig", { HAConfig: "Manual", ManualHATime: "2026-12-01T00:00:00Z" });
    expect((await call("DescribeHASwitchConfig", { DBInstanceId })).HAConfig).toBe("Manual");
    await change("ModifyHADiagnoseConfig", { TcpConnectionType: "LONG" });
    expect((await call("DescribeHADiagnoseConfig", { DBInstanceId })).TcpConnectionType).toBe("LONG");
    await change("ModifySQLCollectorPolicy", { SQLCollectorStatus: "Enable" });
    await change("ModifySQLCollectorRetention", { ConfigValue: "180" });
    expect((await call("DescribeSQLCollectorPolicy", { DBInstanceId })).SQLCollectorStatus).toBe("Enable");
    expect((await call("DescribeSQLCollectorRetention", { DBInstanceId })).ConfigValue).toBe("180");
    await change("ModifySecurityGroupConfiguration", { SecurityGroupId: "sg-one,sg-two" });
    expect(
      (await call("DescribeSecurityGroupConfiguration", { DBInstanceId })).Items.EcsSecurityGroupRelation,
    ).toMatchObject([{ SecurityGroupId: "sg-one" }, { SecurityGroupId: "sg-two" }]);
    await change("SwitchDBInstanceVpc", { VSwitchId: vswitchId });
    await expect(change("SwitchDBInstanceVpc", { VSwitchId: "vsw-nobody" })).rejects.toMatchObject({
      code: "InvalidVSwitchId.NotFound",
    });
    await expect(change("ModifyDBInstanceTDE", { TDEStatus: "Enabled" })).rejects.toMatchObject({
      code: "InvalidDBInstanceType.NotSupport",
    });
    expect((await call("DescribeDBInstanceEncryptionKey", { DBInstanceId })).EncryptionKey).toBe("");
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("encrypts what lies on local disks", async () => {
    const local = { DBInstanceClass: "mysql.x4.large.2", DBInstanceStorageType: "local_ssd" };
    const DBInstanceId = await primary(local);
    await call("ModifyDBInstanceTDE", { DBInstanceId, TDEStatus: "Enabled" });
    expect((await call("DescribeDBInstanceTDE", { DBInstanceId })).TDEStatus).toBe("Enabled");
    await expect(call("ModifyDBInstanceTDE", { DBInstanceId, TDEStatus: "Disabled" })).rejects.toMatchObject({
      code: "InvalidTDEStatus",
    });
  });

  it("locks accounts, and takes tags away by the provider's word too", async () => {
    const DBInstanceId = await primary();
    const account = { DBInstanceId, AccountName: "artist_app" };
    await call("CreateAccount", { ...account, AccountPassword: "Aa1_0123456789" });
    await call("ModifyAccountDescription", { ...account, AccountDescription: "of the Tomcats" });
    await call("ModifyAccountCheckPolicy", { ...account, CheckPolicy: true });
    await call("LockAccount", account);
    const row = async () => (await call("DescribeAccounts", account)).Accounts.DBInstanceAccount[0];
    expect(await row()).toMatchObject({
      AccountDescription: "of the Tomcats",
      CheckPolicy: true,
      AccountStatus: "Lock",
    });
    await call("UnlockAccount", account);
    expect((await row()).AccountStatus).toBe("Available");
    expect(objections(api.exchanges)).toEqual([]);
    await call("UnTagResources", { ResourceType: "INSTANCE", ResourceId: [DBInstanceId], TagKey: ["owner"] });
    expect((await call("DescribeTags", { DBInstanceId })).Items.TagInfos).toEqual([]);
  });
});
