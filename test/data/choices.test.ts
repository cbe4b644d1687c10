import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountsOf, GRANTS } from "../../components/data/accounts.ts";
import { mayUsePictures, onlyOverTls } from "../../components/data/bucket-policy.ts";
import { deliveryFunctions, linkSigning } from "../../components/data/delivery-functions.ts";
import { backupSchedule, encryptionAtRest } from "../../components/data/mysql-choices.ts";
import { derivedKey, derivedPassword } from "../../components/data/passwords.ts";
import { pictureLifecycle } from "../../components/data/picture-lifecycle.ts";
import { isStrong } from "../../sandbox/cloud/alicloud/rds-account.ts";

const KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const hexKey = fc
  .array(fc.nat(255), { minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString("hex"));

describe("derived passwords", () => {
  it("are strong enough for RDS, whatever the key and the account", () => {
    fc.assert(
      fc.property(hexKey, fc.string(), (key, account) => {
        expect(isStrong(derivedPassword(key, account))).toBe(true);
        expect(derivedKey(key, account)).toMatch(/^[0-9a-f]{32}$/);
      }),
    );
  });

  it("are each account's own, and the same every time", () => {
    const uses = (["artist", "food"] as const).flatMap((name) =>
      accountsOf({ schema: name, miniProgram: name }),
    );
    const passwords = uses.map(({ passwordOf }) => derivedPassword(KEY, passwordOf));
    expect(new Set(passwords).size).toBe(6);
    expect(passwords).toEqual(uses.map(({ passwordOf }) => derivedPassword(KEY.toUpperCase(), passwordOf)));
    // Whoever changes the derivation changes every password in use: this one was made by openssl.
    expect(derivedPassword(KEY, "artist database app")).toBe("Aa1_aesCt2SzHWAm8msGaJcSXn20");
  });
});

describe("the choices of a database", () => {
  it("encrypt local SSDs by MySQL itself and cloud disks as a whole", () => {
    expect(encryptionAtRest({ storageType: "local_ssd" }, "key")).toEqual({
      tdeStatus: "Enabled",
      tdeEncryptionKey: "key",
    });
    expect(encryptionAtRest({ storageType: "local_ssd" }, undefined)).toEqual({ tdeStatus: "Enabled" });
    expect(encryptionAtRest({ storageType: "cloud_essd" }, "key")).toEqual({ encryptionKey: "key" });
    expect(encryptionAtRest({ storageType: "cloud_essd" }, undefined)).toEqual({});
  });

  it("keep backups as long as said, and a week at least, which is RDS' shortest", () => {
    expect(backupSchedule(30)).toMatchObject({ backupRetentionPeriod: 30, logBackupRetentionPeriod: 30 });
    expect(backupSchedule(3)).toMatchObject({ backupRetentionPeriod: 7, logBackupRetentionPeriod: 7 });
  });

  it("let the application use rows and never tables", () => {
    const app = accountsOf({ schema: "artist", miniProgram: "artist" }).find(({ use }) => use === "app");
    expect(app).toMatchObject({ accountName: "artist_app", privilege: "DMLOnly" });
    expect(GRANTS.DMLOnly).not.toEqual(expect.arrayContaining(["DROP"]));
    expect(GRANTS.DMLOnly).not.toEqual(expect.arrayContaining(["ALTER"]));
    expect(GRANTS.ReadOnly).not.toEqual(expect.arrayContaining(["UPDATE"]));
  });
});

describe("the choices of the pictures", () => {
  it("age in order, and can be brought back", () => {
    const [rule] = pictureLifecycle({
      bucket: "b",
      zoneRedundant: true,
      uploadOrigin: "https://a.example.com",
      infrequentAfterDays: 90,
      archiveAfterDays: 365,
      oldVersionsDays: 60,
    });
    expect(rule?.transitions.map(({ storageClass, days }) => `${storageClass} ${days}`)).toEqual([
      "IA 90",
      "Archive 365",
    ]);
    expect(rule?.noncurrentVersionExpirations).toEqual([{ days: 60 }]);
    expect(rule).not.toHaveProperty("expirations[0].days");
  });

  it("refuse what doesn't come over TLS, and let Tomcats use one bucket's pictures alone", () => {
    expect(onlyOverTls("b").Statement).toEqual([
      expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "acs:SecureTransport": ["false"] } } }),
    ]);
    const { Statement } = mayUsePictures("b");
    expect(Statement.flatMap(({ Resource }) => Resource)).toEqual(["acs:oss:*:*:b/*", "acs:oss:*:*:b"]);
    expect(Statement.flatMap(({ Action }) => Action).join()).not.toMatch(/\*|PutBucket|DeleteObjectVersion/);
  });

  it("are delivered over TLS 1.2 and newer, from a private origin, by signed links", () => {
    const functions = new Map(
      deliveryFunctions("b.oss.example.com").map((one) => [one.functionName, one.args]),
    );
    expect(functions.get("https_tls_version")).toEqual({
      tls10: "off",
      tls11: "off",
      tls12: "on",
      tls13: "on",
    });
    expect(functions.get("l2_oss_key")).toEqual({ private_oss_auth: "on" });
    expect(functions.get("set_req_host_header")).toEqual({ domain_name: "b.oss.example.com" });
    expect(linkSigning("k", 30).args).toEqual({
      auth_type: "type_a",
      auth_key1: "k",
      ali_auth_delta: "1800",
    });
  });
});
