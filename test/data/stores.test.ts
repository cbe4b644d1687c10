import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { derivedKey, derivedPassword } from "../../components/data/passwords.ts";
import { createData } from "../../components/environment/data.ts";
import { planEnvironment } from "../../components/environment/plan.ts";
import { labelsOf } from "../../components/naming/labels.ts";
import { AlicloudNetwork } from "../../components/network/alicloud-network.ts";
import { environmentOf, type Recording, record, SECRET_VALUES, secrets } from "../program/recorded.ts";

const RDS = "alicloud:rds/instance:Instance";
const REDIS = "alicloud:kvstore/instance:Instance";
const BUCKET = "alicloud:oss/bucket:Bucket";

async function recordData(tier: "dev" | "prod"): Promise<Recording> {
  const environment = environmentOf(tier);
  return record(async () => {
    const { Provider } = await import("@pulumi/alicloud/provider.js");
    const plan = planEnvironment(environment);
    const labels = labelsOf(environment);
    const provider = new Provider("alicloud", { region: environment.region });
    const network = new AlicloudNetwork(
      "network",
      {
        labels,
        cidr: environment.network.cidr,
        subnets: plan.subnets,
        firewall: { groups: [], rules: [] },
        natBandwidthMbps: 5,
        protect: false,
      },
      { provider },
    );
    createData({
      environment,
      plan,
      labels,
      secrets: secrets(),
      network,
      provider,
      protect: tier === "prod",
    });
    // Whoever reads a store's password gets a secret.
    expect(await pulumi.isSecret(pulumi.secret("x"))).toBe(true);
  });
}

describe("prod's stores", async () => {
  const made = await recordData("prod");

  it("have a database over two zones, encrypted, over TLS, for the Tomcats and the pods alone", () => {
    expect(made.the(RDS, "artist-mysql").inputs).toMatchObject({
      category: "HighAvailability",
      zoneId: "cn-hangzhou-k",
      zoneIdSlaveA: "cn-hangzhou-j",
      vswitchId: "network-stores-cn-hangzhou-k-id,network-stores-cn-hangzhou-j-id",
      securityIps: environmentClients(),
      tdeStatus: "Enabled",
      tdeEncryptionKey: "data-key-id",
      sslAction: "Open",
      deletionProtection: true,
      releasedKeepPolicy: "All",
    });
  });

  it("are kept from a slip of the hand, and stay when the program lets go of them", () => {
    for (const [type, name] of [
      [RDS, "artist-mysql"],
      [BUCKET, "artist-pictures"],
      ["alicloud:kms/key:Key", "data-key"],
      ["alicloud:rds/database:Database", "artist-mysql"],
    ] as const) {
      expect(made.the(type, name).protect, name).toBe(true);
    }
    expect(made.the(REDIS, "artist-redis").inputs).toMatchObject({ instanceReleaseProtection: true });
  });

  it("aren't built anew after a failover swapped their zones", () => {
    expect(made.the(RDS, "artist-mysql").ignoreChanges).toEqual(["zoneId", "zoneIdSlaveA", "vswitchId"]);
    expect(made.the(REDIS, "artist-redis").ignoreChanges).toEqual(["zoneId", "secondaryZoneId"]);
  });

  it("give each account its own password, and show none", () => {
    const accounts = made.ofType("alicloud:rds/account:Account");
    expect(accounts.map(({ inputs }) => inputs.accountPassword).sort()).toEqual(
      ["app", "migrate", "report"]
        .map((use) => derivedPassword(SECRET_VALUES.dataKey, `artist database ${use}`))
        .sort(),
    );
    for (const { secretInputs } of accounts) expect(secretInputs).toEqual(["accountPassword"]);
    expect(made.the(REDIS, "artist-redis").secretInputs).toEqual(["password"]);
    const links = made.the("alicloud:cdn/domainConfig:DomainConfig", "artist-pictures-cdn-signed-links");
    expect(links.secretInputs).toEqual(["functionArgs"]);
    expect(JSON.stringify(links.inputs)).toContain(derivedKey(SECRET_VALUES.dataKey, "picture links"));
    const kept = made.the("alicloud:kms/secret:Secret", "artist-mysql-migrate");
    expect(kept.secretInputs).toEqual(["secretData"]);
    expect(JSON.parse(String(kept.inputs.secretData))).toMatchObject({
      user: "artist_migrate",
      schema: "artist",
    });
  });

  it("close both buckets to strangers before anything is in them", () => {
    for (const name of ["artist-pictures", "artist-pictures-logs"]) {
      expect(made.the("alicloud:oss/bucketAcl:BucketAcl", name).inputs.acl).toBe("private");
      const block = made.the("alicloud:oss/bucketPublicAccessBlock:BucketPublicAccessBlock", name);
      expect(block.inputs.blockPublicAccess).toBe(true);
      expect(block.dependencies.map((urn) => urn.split("::").at(-1))).toEqual([name, name, name]);
      expect(made.the("alicloud:oss/bucketHttpsConfig:BucketHttpsConfig", name).inputs.tlsVersions).toEqual([
        "TLSv1.2",
        "TLSv1.3",
      ]);
    }
    expect(made.the(BUCKET, "artist-pictures").inputs).toMatchObject({
      redundancyType: "ZRS",
      versioning: { status: "Enabled" },
      serverSideEncryptionRule: { sseAlgorithm: "KMS", kmsMasterKeyId: "data-key-id" },
      forceDestroy: false,
    });
  });
});

describe("dev's stores", async () => {
  const made = await recordData("dev");

  it("are one node each, without a key, a reader or a CDN", () => {
    const database = made.the(RDS, "artist-mysql");
    expect(database.inputs).toMatchObject({ category: "Basic", deletionProtection: false });
    expect(database.inputs).not.toHaveProperty("zoneIdSlaveA");
    expect(database.protect).toBe(false);
    expect(made.ofType("alicloud:kms/key:Key")).toEqual([]);
    expect(made.ofType("alicloud:rds/readOnlyInstance:ReadOnlyInstance")).toEqual([]);
    expect(made.ofType("alicloud:cdn/domainNew:DomainNew")).toEqual([]);
  });
});

function environmentClients(): string[] {
  const environment = environmentOf("prod");
  return planEnvironment(environment)
    .subnets.filter(({ tier }) => tier === "app" || tier === "pods")
    .map(({ cidr }) => cidr);
}
