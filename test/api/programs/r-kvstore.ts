import { Instance } from "@pulumi/alicloud/kvstore/instance.js";
import { secret } from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { place } from "./place.ts";
import { onTheSandbox } from "./provider.ts";

interface Variant {
  readonly name: string;
  readonly password: string;
  readonly clients: readonly string[];
  readonly idleSeconds: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A mini-program's cache as the data tier has it. */
const program =
  ({ name, password, clients, idleSeconds, tags }: Variant): PulumiFn =>
  async () => {
    const opts = onTheSandbox();
    const { vswitchId, zoneId } = place(opts);
    new Instance(
      "redis",
      {
        dbInstanceName: name,
        instanceType: "Redis",
        engineVersion: "7.0",
        instanceClass: "redis.shard.small.2.ce",
        paymentType: "PostPaid",
        zoneId,
        vswitchId,
        securityIps: [...clients],
        password: secret(password),
        vpcAuthMode: "Open",
        sslEnable: "Enable",
        config: { "maxmemory-policy": "volatile-lru", timeout: idleSeconds },
        backupPeriods: ["Monday", "Wednesday", "Friday"],
        backupTime: "19:00Z-20:00Z",
        maintainStartTime: "18:00Z",
        maintainEndTime: "19:00Z",
        effectiveTime: "MaintainTime",
        instanceReleaseProtection: false,
        tags,
      },
      opts,
    );
  };

export const rKvstoreProgram = program({
  name: "hougu-dev-first",
  password: "Aa1_0123456789",
  clients: ["10.20.1.0/24"],
  idleSeconds: "600",
  tags: { project: "hougu", environment: "dev" },
});
export const rKvstoreProgramChanged = program({
  name: "hougu-dev-second",
  password: "Aa1_9876543210",
  clients: ["10.20.1.0/24", "10.20.2.0/24"],
  idleSeconds: "300",
  tags: { project: "hougu", owner: "platform" },
});
