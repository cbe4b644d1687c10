import { Project } from "@pulumi/alicloud/log/project.js";
import { Store } from "@pulumi/alicloud/log/store.js";
import { StoreIndex } from "@pulumi/alicloud/log/storeIndex.js";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { onTheSandbox } from "./provider.ts";

interface Variant {
  readonly description: string;
  readonly days: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly fields: readonly { readonly name: string; readonly type: string }[];
}

const FIELDS = [
  { name: "status", type: "long" },
  { name: "request_time", type: "double" },
  { name: "client_ip", type: "text" },
] as const;

/** Access logs as the balancers have them. */
const program =
  ({ description, days, tags, fields }: Variant): PulumiFn =>
  async () => {
    const opts = onTheSandbox();
    const project = new Project("logs", { projectName: "hougu-dev-logs-1a2b3c4d", description, tags }, opts);
    const store = new Store(
      "logs",
      {
        projectName: project.projectName,
        logstoreName: "alb_access",
        retentionPeriod: days,
        shardCount: 2,
        autoSplit: true,
        maxSplitShardCount: 16,
        appendMeta: true,
      },
      opts,
    );
    new StoreIndex(
      "logs",
      {
        project: project.projectName,
        logstore: store.logstoreName,
        fullText: { caseSensitive: false, token: " #$^*\r\n\t,;'\"()[]{}?:/" },
        fieldSearches: [
          ...fields.map((field) => ({ ...field, enableAnalytics: true })),
          { name: "body", type: "json", jsonKeys: [{ name: "user", type: "text" }] },
        ],
      },
      opts,
    );
  };

export const slsProgram = program({
  description: "first",
  days: 180,
  tags: { project: "hougu", environment: "dev" },
  fields: FIELDS,
});
export const slsProgramChanged = program({
  description: "second",
  days: 365,
  tags: { project: "hougu", owner: "platform" },
  fields: [...FIELDS, { name: "host", type: "text" }],
});
