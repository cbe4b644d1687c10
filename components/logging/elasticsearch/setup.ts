import { importedLifecycle, LIFECYCLES, liveLifecycle, type RetentionArgs } from "./lifecycle.ts";
import type { Mapping } from "./mappings.ts";
import {
  ossRepository,
  REPOSITORY,
  SNAPSHOT_POLICY,
  type SnapshotArgs,
  snapshotPolicy,
} from "./snapshots.ts";
import {
  importedTemplate,
  LINES_COMPONENT,
  linesComponent,
  streamTemplate,
  type TemplateArgs,
} from "./templates.ts";

/** A request that makes a cluster what it should be; sent again, it changes nothing. */
export interface SetupRequest {
  readonly path: string;
  readonly body: Mapping;
}

export interface SetupArgs extends Omit<RetentionArgs, "hasSnapshots">, TemplateArgs {
  /** Absent where there is no bucket for snapshots. */
  readonly snapshots?: SnapshotArgs | undefined;
}

/** Every PUT for a new cluster, in the order in which one needs the other. */
export function setupRequests(args: SetupArgs): readonly SetupRequest[] {
  const { snapshots } = args;
  const retention = { ...args, hasSnapshots: snapshots !== undefined };
  return [
    ...(snapshots
      ? [
          { path: `/_snapshot/${REPOSITORY}`, body: ossRepository(snapshots) },
          { path: `/_slm/policy/${SNAPSHOT_POLICY}`, body: snapshotPolicy(snapshots) },
        ]
      : []),
    { path: `/_ilm/policy/${LIFECYCLES.live}`, body: liveLifecycle(retention) },
    { path: `/_ilm/policy/${LIFECYCLES.imported}`, body: importedLifecycle(retention) },
    { path: `/_component_template/${LINES_COMPONENT}`, body: linesComponent(args) },
    { path: "/_index_template/hougu-logs", body: streamTemplate },
    { path: "/_index_template/hougu-imported", body: importedTemplate },
  ];
}
