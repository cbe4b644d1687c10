import * as t from "../../../../policy/types.ts";
import { type Fault, faults } from "./fault.ts";

const KEY = "-----BEGIN PRIVATE KEY-----\nnobody's\n-----END PRIVATE KEY-----\n";
const ACCESS_KEY = `LTAI${"5tNobodysKey0000"}`;

export const SECRETS_FAULTS: readonly Fault[] = [
  ...faults(
    "no-credentials-in-text",
    [
      t.ECS_INSTANCE,
      "a private key in user data",
      { userData: Buffer.from(`#cloud-config\n# ${KEY}`).toString("base64") },
    ],
    [
      t.COMMAND,
      "an AccessKey in a command",
      { commandContent: Buffer.from(`export KEY=${ACCESS_KEY}\n`).toString("base64") },
    ],
    [t.CONFIG_MAP, "a password in an address", { "data.DATABASE_URL": "mysql://app:nobody@db/artist" }],
    [t.DOCKER_CONTAINER, "an AccessKey in the environment", { envs: [`KEY=${ACCESS_KEY}`] }],
    [t.VSPHERE_VM, "a private key in guestinfo", { extraConfig: { "guestinfo.userdata": KEY } }],
  ),
  ...faults("pod-secrets-by-reference", [
    t.DEPLOYMENT,
    "as text",
    { "spec.template.spec.containers.0.env": [{ name: "DATABASE_PASSWORD", value: "nobody" }] },
  ]),
  ...faults("container-secrets-not-in-environment", [
    t.DOCKER_CONTAINER,
    "as text",
    { envs: ["SESSION_SECRET=nobody"] },
  ]),
  ...faults("no-secrets-in-image-build", [
    t.DOCKER_IMAGE,
    "as an argument",
    { "build.args": { NPM_TOKEN: "nobody" } },
  ]),
  ...faults("secrets-own-key", [t.KMS_SECRET, "with the service's", { encryptionKeyId: undefined }]),
  ...faults(
    "recoverable",
    [t.KMS_SECRET, "gone at once", { forceDeleteWithoutRecovery: true }],
    [t.KMS_KEY, "for nobody knows how long", { pendingWindowInDays: undefined }],
  ),
];
