import { card, cardGrid } from "./cards.ts";
import { both, safe, table, word } from "./markup.ts";
import type { ReportModel } from "./model.ts";
import type { Cluster, Namespace, Workload } from "./service-model.ts";
import { WORKLOAD_WORDS } from "./service-words.ts";
import { WORDS } from "./words.ts";

/** The cluster with its node pools and what runs on it. */
export function clusterPanel({ cluster }: ReportModel): string {
  if (!cluster) return "";
  const most = Math.max(
    1,
    ...cluster.namespaces.flatMap(({ workloads }) => workloads.map(({ ceiling }) => ceiling)),
  );
  return `<section><h2>${word("cluster")}</h2><div class="panel">
${cardGrid([cluster.card, ...cluster.pools])}
${namespaces(cluster, most)}
</div></section>`;
}

function namespaces({ namespaces: all }: Cluster, most: number): string {
  return `<div class="spaces">${all.map((one) => namespace(one, most)).join("\n")}</div>`;
}

function namespace({ name, exists, ingress, workloads }: Namespace, most: number): string {
  const rows = workloads.map((workload) => [
    `${workload.exists ? "" : '<span class="dot absent"></span>'}<b>${safe(workload.name)}</b>${about(workload)}`,
    `<span class="keep mono">${workload.floor}..${workload.ceiling}</span>${range(workload, most)}`,
    `<span class="mono">${safe(workload.size)}</span>`,
    workload.scaling === "" ? "—" : safe(workload.scaling),
  ]);
  const body =
    rows.length > 0
      ? table([WORDS.workload, WORDS.replicas, WORDS.podSize, WORDS.scaledBy], rows)
      : `<p class="empty">—</p>`;
  return `<div class="space${exists ? "" : " absent"}"><h3><span class="soft">${word("namespace")}</span> ${safe(name)}${exists ? "" : ` <span class="mark absent">${word("notYet")}</span>`}</h3>
${ingress ? card(ingress) : ""}${body}</div>`;
}

function about({ name }: Workload): string {
  const text = WORKLOAD_WORDS.get(name);
  return text ? `<small class="soft">${both(text)}</small>` : "";
}

/** From the floor to the ceiling on one scale for all workloads. */
function range({ floor, ceiling }: Workload, most: number): string {
  const share = (count: number) => Math.round((1000 * count) / most) / 10;
  return `<span class="range" aria-hidden="true"><i style="left:0;width:${share(floor)}%"></i><i class="more" style="left:${share(floor)}%;width:${share(ceiling - floor)}%"></i></span>`;
}
