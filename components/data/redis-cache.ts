import { Instance } from "@pulumi/alicloud/kvstore/instance.js";
import * as pulumi from "@pulumi/pulumi";
import type { RedisSettings } from "../config/data.ts";
import type { Labels } from "../naming/labels.ts";
import { BACKUP_HOUR, EVERY_DAY, WINDOW_BEGINS, WINDOW_ENDS } from "./maintenance.ts";
import { passwordFrom } from "./passwords.ts";
import type { RedisPlan } from "./plan.ts";

/** What a {@link RedisCache} is made of. */
export interface RedisCacheArgs {
  readonly labels: Labels;
  readonly plan: RedisPlan;
  readonly settings: RedisSettings;
  /** vSwitch id in the primary's zone. */
  readonly vswitchId: pulumi.Input<string>;
  /** The key from which its password comes. */
  readonly dataKey: pulumi.Input<string>;
  /** Let the cloud refuse to release it. */
  readonly protect: boolean;
}

/** A new instance takes 2 to 10 minutes; TLS and a change of class restart it. */
const TIMEOUTS = { create: "40m", update: "60m", delete: "30m" } as const;

const PARAMETERS = {
  // What has a time to live goes first; what has none was meant to stay, and a write that finds no room is an error
  // that somebody sees.
  "maxmemory-policy": "volatile-lru",
  // One of these stops every other client for as long as it takes.
  "#no_loose_disabled-commands": "flushall,keys",
  // A client that vanished gives its connection back after 10 minutes.
  timeout: "600",
} as const;

/** A mini-program's cache: Tair, compatible with Redis, over TLS and with a password, for its Tomcats alone. */
export class RedisCache extends pulumi.ComponentResource {
  /** Host name inside the VPC. */
  readonly host: pulumi.Output<string>;
  readonly password: pulumi.Output<string>;

  constructor(name: string, args: RedisCacheArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:data:RedisCache", name, {}, opts);
    const { labels, plan, settings, protect } = args;
    this.password = passwordFrom(args.dataKey, `${plan.miniProgram} redis`);
    const instance = new Instance(
      name,
      {
        dbInstanceName: labels.physicalName(name),
        instanceType: "Redis",
        engineVersion: "7.0",
        instanceClass: settings.class,
        paymentType: "PostPaid",
        zoneId: plan.zones.primary,
        ...(plan.zones.standby === undefined ? {} : { secondaryZoneId: plan.zones.standby }),
        vswitchId: args.vswitchId,
        securityIps: [...plan.allowedCidrs],
        password: this.password,
        // Open: the password is asked for inside the VPC too.
        vpcAuthMode: "Open",
        sslEnable: "Enable",
        config: { ...PARAMETERS },
        backupPeriods: [...EVERY_DAY],
        backupTime: BACKUP_HOUR,
        maintainStartTime: WINDOW_BEGINS,
        maintainEndTime: WINDOW_ENDS,
        effectiveTime: "MaintainTime",
        instanceReleaseProtection: protect,
        tags: labels.tags(plan.miniProgram),
      },
      {
        parent: this,
        customTimeouts: TIMEOUTS,
        // A standby that took over has swapped the zones.
        ignoreChanges: ["zoneId", "secondaryZoneId"],
        ...(protect ? { protect } : {}),
      },
    );
    this.host = instance.connectionDomain;
    this.registerOutputs({ host: this.host });
  }
}
