import { Bucket } from "@pulumi/alicloud/oss/bucket.js";
import { BucketAcl } from "@pulumi/alicloud/oss/bucketAcl.js";
import { BucketArchiveDirectRead } from "@pulumi/alicloud/oss/bucketArchiveDirectRead.js";
import { BucketHttpsConfig } from "@pulumi/alicloud/oss/bucketHttpsConfig.js";
import { BucketPolicy } from "@pulumi/alicloud/oss/bucketPolicy.js";
import { BucketPublicAccessBlock } from "@pulumi/alicloud/oss/bucketPublicAccessBlock.js";
import { Policy } from "@pulumi/alicloud/ram/policy.js";
import * as pulumi from "@pulumi/pulumi";
import type { PictureSettings } from "../config/data.ts";
import type { MiniProgramName } from "../config/environment.ts";
import type { Labels } from "../naming/labels.ts";
import { mayUseKey, mayUsePictures, onlyOverTls } from "./bucket-policy.ts";
import { logLifecycle, pictureLifecycle } from "./picture-lifecycle.ts";

/** What a {@link PictureStore} is made of. */
export interface PictureStoreArgs {
  readonly labels: Labels;
  readonly service: MiniProgramName;
  readonly region: string;
  readonly settings: PictureSettings;
  /** Days that access logs are kept. */
  readonly logsDays: number;
  /** KMS key that encrypts the pictures; OSS' own keys where absent. */
  readonly keyId?: pulumi.Input<string>;
  /** Refuse deletion, and leave the pictures where they are whatever happens to the program. */
  readonly protect: boolean;
}

/** A browser asks once an hour whether it may upload (CORS preflight). */
const PREFLIGHT_SECONDS = 3600;

/** The photographers' pictures: a private, versioned, encrypted bucket, with a log of who read what. */
export class PictureStore extends pulumi.ComponentResource {
  readonly bucket: pulumi.Output<string>;
  /** Where the CDN fetches from. */
  readonly origin: string;
  /** RAM policy that lets a role use the pictures. */
  readonly policyName: pulumi.Output<string>;

  constructor(name: string, args: PictureStoreArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:data:PictureStore", name, {}, opts);
    const logs = createLogBucket(this, name, args);
    const bucket = createPictureBucket(this, name, logs, args);
    new BucketArchiveDirectRead(name, { bucket: bucket.bucket, enabled: true }, { parent: this });
    this.bucket = bucket.bucket;
    this.origin = `${args.settings.bucket}.oss-${args.region}.aliyuncs.com`;
    this.policyName = createAccess(this, name, bucket, args).policyName;
    this.registerOutputs({ bucket: this.bucket, policyName: this.policyName });
  }
}

function createPictureBucket(
  parent: pulumi.Resource,
  name: string,
  logs: Bucket,
  args: PictureStoreArgs,
): Bucket {
  const { labels, service, settings, keyId, protect } = args;
  const bucket = new Bucket(
    name,
    {
      bucket: settings.bucket,
      redundancyType: settings.zoneRedundant ? "ZRS" : "LRS",
      storageClass: "Standard",
      versioning: { status: "Enabled" },
      serverSideEncryptionRule:
        keyId === undefined ? { sseAlgorithm: "AES256" } : { sseAlgorithm: "KMS", kmsMasterKeyId: keyId },
      lifecycleRules: pictureLifecycle(settings),
      corsRules: [
        {
          allowedOrigins: [settings.uploadOrigin],
          allowedMethods: ["GET", "HEAD", "POST", "PUT"],
          allowedHeaders: ["*"],
          // A browser that uploads in parts needs each part's tag to put them together.
          exposeHeaders: ["ETag", "x-oss-request-id", "x-oss-version-id"],
          maxAgeSeconds: PREFLIGHT_SECONDS,
        },
      ],
      logging: { targetBucket: logs.bucket, targetPrefix: "pictures/" },
      // A bucket with pictures in it is never emptied by a program.
      forceDestroy: false,
      tags: labels.tags(service),
    },
    { parent, ...(protect ? { protect, retainOnDelete: true } : {}) },
  );
  closeToStrangers(parent, name, bucket);
  return bucket;
}

function createLogBucket(
  parent: pulumi.Resource,
  name: string,
  { labels, service, settings, logsDays, protect }: PictureStoreArgs,
): Bucket {
  const bucket = new Bucket(
    `${name}-logs`,
    {
      bucket: `${settings.bucket}-logs`,
      redundancyType: "LRS",
      storageClass: "Standard",
      serverSideEncryptionRule: { sseAlgorithm: "AES256" },
      lifecycleRules: logLifecycle(logsDays),
      forceDestroy: !protect,
      tags: labels.tags(service),
    },
    { parent, ...(protect ? { protect, retainOnDelete: true } : {}) },
  );
  closeToStrangers(parent, `${name}-logs`, bucket);
  return bucket;
}

/** Private, blocked from ever being public, and over TLS 1.2 or newer alone. */
function closeToStrangers(parent: pulumi.Resource, name: string, bucket: Bucket): void {
  const acl = new BucketAcl(name, { bucket: bucket.bucket, acl: "private" }, { parent });
  const policy = new BucketPolicy(
    name,
    { bucket: bucket.bucket, policy: bucket.bucket.apply((id) => JSON.stringify(onlyOverTls(id))) },
    { parent, dependsOn: [acl] },
  );
  new BucketPublicAccessBlock(
    name,
    { bucket: bucket.bucket, blockPublicAccess: true },
    // Last: what it forbids can't be set any more.
    { parent, dependsOn: [acl, policy] },
  );
  new BucketHttpsConfig(
    name,
    { bucket: bucket.bucket, enable: true, tlsVersions: ["TLSv1.2", "TLSv1.3"] },
    { parent },
  );
}

function createAccess(
  parent: pulumi.Resource,
  name: string,
  bucket: Bucket,
  { labels, service, region, keyId }: PictureStoreArgs,
): Policy {
  return new Policy(
    name,
    {
      policyName: labels.physicalName(name),
      description: "Put, read and remove pictures of one bucket",
      policyDocument: pulumi.all([bucket.bucket, keyId]).apply(([id, key]) => {
        const document = mayUsePictures(id);
        const statements = key === undefined ? [] : [mayUseKey(region, key)];
        return JSON.stringify({ ...document, Statement: [...document.Statement, ...statements] });
      }),
      rotateStrategy: "DeleteOldestNonDefaultVersionWhenLimitExceeded",
      tags: labels.tags(service),
    },
    { parent },
  );
}
