import { createHash } from "node:crypto";
import { Project } from "@pulumi/alicloud/log/project.js";
import { Store } from "@pulumi/alicloud/log/store.js";
import { StoreIndex } from "@pulumi/alicloud/log/storeIndex.js";
import * as pulumi from "@pulumi/pulumi";
import type { Labels } from "../naming/labels.ts";
import { childOptions } from "../network/child-options.ts";

/** What {@link AccessLogs} are made of. */
export interface AccessLogsArgs {
  readonly labels: Labels;
  /** A name that nobody else in the world has, e.g. the domain of an API. */
  readonly ownName: string;
  /** Days until an entry goes. */
  readonly retentionDays: pulumi.Input<number>;
  /** Refuse deletion of the logs. */
  readonly protect: boolean;
}

/** ALB writes to stores whose name begins so, and to no others. */
const STORE_PREFIX = "alb_";

/** Fields that people search by; ALB's own names. */
const FIELDS = [
  { name: "status", type: "long" },
  { name: "upstream_status", type: "text" },
  { name: "request_time", type: "double" },
  { name: "upstream_response_time", type: "text" },
  { name: "request_method", type: "text" },
  { name: "request_uri", type: "text" },
  { name: "client_ip", type: "text" },
  { name: "host", type: "text" },
] as const;

/** Enough digits that two companies don't meet. */
const DIGEST_DIGITS = 8;

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, DIGEST_DIGITS);
}

/** Where balancers write who asked for what: a project of the log service, a store, and an index to search it by. */
export class AccessLogs extends pulumi.ComponentResource {
  readonly project: pulumi.Output<string>;
  readonly store: pulumi.Output<string>;

  constructor(name: string, args: AccessLogsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:loadbalancing:AccessLogs", name, {}, opts);
    const { labels, retentionDays } = args;
    // What was logged outlives a slip of the hand, and the law wants it kept: the cloud keeps it when the stack goes.
    const kept = { ...childOptions(this, args), ...(args.protect ? { retainOnDelete: true } : {}) };
    const project = new Project(
      name,
      {
        // Projects share one name space with every customer's: a digest of a name that nobody else has makes it ours.
        projectName: labels.physicalName(`${name}-${digestOf(args.ownName)}`),
        description: "Access logs of the balancers",
        tags: labels.tags("platform"),
      },
      kept,
    );
    const store = new Store(
      name,
      {
        projectName: project.projectName,
        logstoreName: `${STORE_PREFIX}access`,
        retentionPeriod: retentionDays,
        // Shards are split when an evening needs it; 2 take 10 MB/s.
        shardCount: 2,
        autoSplit: true,
        maxSplitShardCount: 16,
        appendMeta: true,
      },
      kept,
    );
    const index = new StoreIndex(
      name,
      {
        project: project.projectName,
        logstore: store.logstoreName,
        fullText: { caseSensitive: false, token: " #$^*\r\n\t,;'\"()[]{}?:/" },
        fieldSearches: FIELDS.map((field) => ({ ...field, enableAnalytics: true })),
      },
      { parent: this },
    );
    this.project = project.projectName;
    // Known when it can be searched as well.
    this.store = pulumi.all([store.logstoreName, index.id]).apply(([logstore]) => logstore);
    this.registerOutputs({ project: this.project, store: this.store });
  }
}
