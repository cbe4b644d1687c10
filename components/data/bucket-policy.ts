/** Refuses every request that doesn't come over TLS, whoever makes it. */
export function onlyOverTls(bucket: string) {
  return {
    Version: "1",
    Statement: [
      {
        Effect: "Deny",
        Action: ["oss:*"],
        Principal: ["*"],
        Resource: [`acs:oss:*:*:${bucket}`, `acs:oss:*:*:${bucket}/*`],
        Condition: { Bool: { "acs:SecureTransport": ["false"] } },
      },
    ],
  };
}

/** What the Tomcats of the mini-program may do: put, read and remove pictures, and take up broken uploads. */
export function mayUsePictures(bucket: string) {
  return {
    Version: "1",
    Statement: [
      {
        Effect: "Allow",
        Action: [
          "oss:GetObject",
          "oss:PutObject",
          // A mark only: versions stay until the lifecycle takes them.
          "oss:DeleteObject",
          "oss:AbortMultipartUpload",
          "oss:ListParts",
        ],
        Resource: [`acs:oss:*:*:${bucket}/*`],
      },
      { Effect: "Allow", Action: ["oss:ListObjects"], Resource: [`acs:oss:*:*:${bucket}`] },
    ],
  };
}

/** Use of the key with which the bucket encrypts: OSS asks KMS as the caller. */
export function mayUseKey(region: string, keyId: string) {
  return {
    Effect: "Allow",
    Action: ["kms:GenerateDataKey", "kms:Decrypt"],
    Resource: [`acs:kms:${region}:*:key/${keyId}`],
  };
}
