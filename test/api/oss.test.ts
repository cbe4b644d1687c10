import { createRequire } from "node:module";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Answer } from "./official-client.ts";
import { type RunningApi, runningApi } from "./running-api.ts";

const BUCKET = "hougu-dev-pictures";

type Method =
  | "deleteBucket"
  | "deleteBucketCORS"
  | "deleteBucketEncryption"
  | "deleteBucketLifecycle"
  | "deleteBucketLogging"
  | "deleteBucketPolicy"
  | "deleteBucketTags"
  | "getBucketACL"
  | "getBucketCORS"
  | "getBucketEncryption"
  | "getBucketInfo"
  | "getBucketLifecycle"
  | "getBucketLocation"
  | "getBucketLogging"
  | "getBucketPolicy"
  | "getBucketStat"
  | "getBucketTags"
  | "getBucketVersioning"
  | "listBuckets"
  | "putBucket"
  | "putBucketACL"
  | "putBucketCORS"
  | "putBucketEncryption"
  | "putBucketLifecycle"
  | "putBucketLogging"
  | "putBucketPolicy"
  | "putBucketTags"
  | "putBucketVersioning"
  | "request";

/** What these tests call of ali-oss, which has no types of its own for all of it. */
type Client = Readonly<Record<Method, (...args: unknown[]) => Promise<Answer>>>;

type Package = new (options: object) => Client;

const Oss = createRequire(import.meta.url)("ali-oss") as Package;

/** The official client; a server reached by its address is told the bucket by the host. */
function official({ account, listening }: RunningApi, version: "V1" | "V4", more: object = {}): Client {
  return new Oss({
    accessKeyId: account.accessKeyId,
    accessKeySecret: account.accessKeySecret,
    endpoint: `http://${listening.host}:${listening.port}`,
    region: "oss-cn-hangzhou",
    authorizationV4: version === "V4",
    ...more,
  });
}

describe("Oss", () => {
  let api: RunningApi;

  beforeEach(async () => {
    api = await runningApi();
  });

  afterEach(async () => {
    await api.close();
  });

  const codeOf = (call: Promise<unknown>): Promise<unknown> =>
    call.then(
      () => undefined,
      (error: { code?: string }) => error.code,
    );

  it.each(["V1", "V4"] as const)("gives a bucket a whole life, signed by %s", async (version) => {
    const oss = official(api, version);
    await oss.putBucket(BUCKET, { storageClass: "IA", acl: "private" });
    const { bucket } = await oss.getBucketInfo(BUCKET);
    expect(bucket).toMatchObject({
      Name: BUCKET,
      Location: "oss-cn-hangzhou",
      StorageClass: "IA",
      DataRedundancyType: "LRS",
      ExtranetEndpoint: "oss-cn-hangzhou.aliyuncs.com",
      AccessControlList: { Grant: "private" },
    });
    expect((await oss.getBucketLocation(BUCKET)).location).toBe("oss-cn-hangzhou");
    await oss.putBucket(`${BUCKET}-logs`);
    const listed = await oss.listBuckets({ prefix: BUCKET, "max-keys": 1 });
    expect(listed).toMatchObject({ isTruncated: true, nextMarker: BUCKET, owner: { id: api.account.id } });
    expect(listed.buckets.map(({ name }: Answer) => name)).toEqual([BUCKET]);
    const rest = await oss.listBuckets({ prefix: BUCKET, marker: BUCKET });
    expect(rest.buckets.map(({ name }: Answer) => name)).toEqual([`${BUCKET}-logs`]);
    expect(await codeOf(oss.putBucket(BUCKET))).toBe("BucketAlreadyExists");
    await oss.deleteBucket(BUCKET);
    await oss.deleteBucket(`${BUCKET}-logs`);
    expect(await codeOf(oss.getBucketInfo(BUCKET))).toBe("NoSuchBucket");
    expect(api.cloud.list()).toEqual([]);
    expect(api.log).toEqual([]);
  });

  it.each(["V1", "V4"] as const)("keeps a bucket's settings, signed by %s", async (version) => {
    const oss = official(api, version);
    await oss.putBucket(BUCKET);
    await oss.putBucketVersioning(BUCKET, "Enabled");
    expect((await oss.getBucketVersioning(BUCKET)).versionStatus).toBe("Enabled");
    expect(await codeOf(oss.getBucketEncryption(BUCKET))).toBe("NoSuchServerSideEncryptionRule");
    await oss.putBucketEncryption(BUCKET, { SSEAlgorithm: "AES256" });
    expect((await oss.getBucketEncryption(BUCKET)).encryption).toEqual({
      SSEAlgorithm: "AES256",
    });
    await oss.putBucketTags(BUCKET, { owner: "platform", project: "hougu" });
    expect((await oss.getBucketTags(BUCKET)).tag).toEqual({
      owner: "platform",
      project: "hougu",
    });
    await oss.deleteBucketTags(BUCKET);
    expect((await oss.getBucketTags(BUCKET)).tag).toEqual({});
    await oss.putBucketLifecycle(BUCKET, [
      {
        id: "cold",
        prefix: "pictures/",
        status: "Enabled",
        transition: { days: 30, storageClass: "IA" },
        noncurrentVersionExpiration: { noncurrentDays: 90 },
        abortMultipartUpload: { days: 7 },
      },
    ]);
    expect((await oss.getBucketLifecycle(BUCKET)).rules).toMatchObject([
      {
        id: "cold",
        prefix: "pictures/",
        status: "Enabled",
        transition: { days: "30", storageClass: "IA" },
        noncurrentVersionExpiration: { noncurrentDays: "90" },
        abortMultipartUpload: { days: "7" },
      },
    ]);
    await oss.deleteBucketLifecycle(BUCKET);
    expect(await codeOf(oss.getBucketLifecycle(BUCKET))).toBe("NoSuchLifecycle");
    const cors = {
      allowedOrigin: "https://example.com",
      allowedMethod: ["GET", "PUT"],
      maxAgeSeconds: "3600",
    };
    await oss.putBucketCORS(BUCKET, [cors]);
    expect((await oss.getBucketCORS(BUCKET)).rules).toMatchObject([cors]);
    await oss.deleteBucketCORS(BUCKET);
    expect(await codeOf(oss.getBucketCORS(BUCKET))).toBe("NoSuchCORSConfiguration");
    await oss.deleteBucketEncryption(BUCKET);
    expect(await codeOf(oss.getBucketEncryption(BUCKET))).toBe("NoSuchServerSideEncryptionRule");
    expect((await oss.getBucketStat(BUCKET)).stat).toMatchObject({ ObjectCount: "0" });
    await oss.putBucket(`${BUCKET}-logs`);
    await oss.putBucketLogging(BUCKET, "pictures/");
    expect((await oss.getBucketLogging(BUCKET)).enable).toBe(true);
    await oss.deleteBucketLogging(BUCKET);
    expect((await oss.getBucketLogging(BUCKET)).enable).toBe(false);
    expect(api.log).toEqual([]);
  });

  it("keeps strangers out: ACL, policy, and the block on both", async () => {
    const oss = official(api, "V4");
    await oss.putBucket(BUCKET);
    await oss.putBucketACL(BUCKET, "public-read");
    expect((await oss.getBucketACL(BUCKET)).acl).toBe("public-read");
    await oss.putBucketACL(BUCKET, "private");
    const request = (method: string, subres: string, content?: string): Promise<Answer> => {
      const params = {
        method,
        bucket: BUCKET,
        subres,
        content,
        xmlResponse: method === "GET",
      };
      return oss.request({ ...params, successStatuses: [200, 204] });
    };
    await request(
      "PUT",
      "publicAccessBlock",
      "<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>",
    );
    expect((await request("GET", "publicAccessBlock")).data).toEqual({ BlockPublicAccess: "true" });
    expect(await codeOf(oss.putBucketACL(BUCKET, "public-read"))).toBe("AccessDenied");
    const policy = (Principal: string) => ({
      Version: "1",
      Statement: [
        { Effect: "Allow", Action: ["oss:GetObject"], Principal: [Principal], Resource: ["acs:oss:*:*:*"] },
      ],
    });
    expect(await codeOf(oss.putBucketPolicy(BUCKET, policy("*")))).toBe("AccessDenied");
    await oss.putBucketPolicy(BUCKET, policy("1000000000000001"));
    expect((await oss.getBucketPolicy(BUCKET)).policy).toEqual(policy("1000000000000001"));
    await oss.deleteBucketPolicy(BUCKET);
    await request(
      "PUT",
      "httpsConfig",
      "<HttpsConfiguration><TLS><Enable>true</Enable><TLSVersion>TLSv1.2</TLSVersion><TLSVersion>TLSv1.3</TLSVersion></TLS></HttpsConfiguration>",
    );
    expect((await request("GET", "httpsConfig")).data).toEqual({
      TLS: { Enable: "true", TLSVersion: ["TLSv1.2", "TLSv1.3"] },
    });
    expect(await codeOf(request("PUT", "httpsConfig", "<HttpsConfiguration><TLS>"))).toBe("MalformedXML");
    await request(
      "PUT",
      "bucketArchiveDirectRead",
      "<ArchiveDirectReadConfiguration><Enabled>true</Enabled></ArchiveDirectReadConfiguration>",
    );
    expect((await request("GET", "bucketArchiveDirectRead")).data).toEqual({ Enabled: "true" });
    await request("DELETE", "publicAccessBlock");
    expect((await request("GET", "publicAccessBlock")).data).toEqual({ BlockPublicAccess: "false" });
    await oss.putBucketACL(BUCKET, "public-read");
  });

  it("reads the bucket from the path where no host names it, and refuses whom it doesn't know", async () => {
    const endpoint = `http://localhost:${api.listening.port}`;
    const oss = official(api, "V4", { sldEnable: true, endpoint });
    await oss.putBucket(BUCKET);
    expect((await oss.getBucketLocation(BUCKET)).location).toBe("oss-cn-hangzhou");
    const stranger = official({ ...api, account: { ...api.account, accessKeySecret: "another" } }, "V1");
    expect(await codeOf(stranger.getBucketInfo(BUCKET))).toBe("SignatureDoesNotMatch");
  });
});
