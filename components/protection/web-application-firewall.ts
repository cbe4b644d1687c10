import { Audit } from "@pulumi/alicloud/log/audit.js";
import { Instance } from "@pulumi/alicloud/wafv3/instance.js";
import * as pulumi from "@pulumi/pulumi";
import type { Labels } from "../naming/labels.ts";
import { childOptions } from "../network/child-options.ts";

/** What a {@link WebApplicationFirewall} is made of. */
export interface WebApplicationFirewallArgs {
  readonly labels: Labels;
  /** The account's instance; a new one when absent. */
  readonly instanceId?: pulumi.Input<string> | undefined;
  /** Collects its logs in the log service; absent where nobody keeps them. */
  readonly logs?: {
    /** Id of the account whose logs they are. */
    readonly accountId: pulumi.Input<string>;
    /** Days until an entry goes. */
    readonly retentionDays: pulumi.Input<number>;
  };
  /** Refuse deletion of the instance. */
  readonly protect: boolean;
}

/** The account's WAF 3.0, and where its logs go. */
export class WebApplicationFirewall extends pulumi.ComponentResource {
  readonly instanceId: pulumi.Output<string>;

  constructor(name: string, args: WebApplicationFirewallArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:protection:WebApplicationFirewall", name, {}, opts);
    const { labels, logs } = args;
    // Paid by use. Releasing it takes the protection of everything in the account, so prod keeps it.
    const made = args.instanceId === undefined ? new Instance(name, {}, childOptions(this, args)) : undefined;
    this.instanceId = made?.id ?? pulumi.output(args.instanceId ?? "");
    if (logs) {
      // The log audit service: it collects from every instance of the account, which has one.
      new Audit(
        name,
        {
          displayName: labels.physicalName(name),
          aliuid: logs.accountId,
          variableMap: pulumi
            .output(logs.retentionDays)
            .apply((days) => ({ waf_enabled: "true", waf_ttl: String(days) })),
        },
        { parent: this, ...(made ? { dependsOn: [made] } : {}) },
      );
    }
    this.registerOutputs({ instanceId: this.instanceId });
  }
}
