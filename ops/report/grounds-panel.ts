import { cardGrid } from "./cards.ts";
import { both, safe, word } from "./markup.ts";
import type { ReportModel } from "./model.ts";
import type { DockerHost, Subnet } from "./service-model.ts";
import { SUBNET_WORDS } from "./service-words.ts";

/** Machines with a Docker daemon, and their containers. */
export function dockerPanel({ dockerHosts }: ReportModel): string {
  if (dockerHosts.length === 0) return "";
  return `<section><h2>${word("dockerHosts")}</h2><div class="panel"><div class="cards">${dockerHosts.map(dockerHost).join("\n")}</div></div></section>`;
}

function dockerHost({ name, address, memoryGiB, containers }: DockerHost): string {
  const items = containers.map(
    ({ name: container, image, port, memoryMiB, exists }) =>
      `<li${exists ? "" : ' class="absent"'}><strong class="name">${safe(container)}</strong><span class="soft mono">${safe(image)} · :${port} · ${memoryMiB} MiB${exists ? "" : ` · ${word("notYet")}`}</span></li>`,
  );
  const list =
    items.length > 0 ? `<ul>${items.join("")}</ul>` : `<p class="soft">${word("noContainers")}</p>`;
  return `<div class="svc docker"><div class="what"><span class="mono">${safe(address)}</span> <span>${memoryGiB} GiB</span></div><strong class="name">${safe(name)}</strong>${list}</div>`;
}

/** Networks by zone, the vSphere site, and what all share. */
export function groundsPanel({ grounds }: ReportModel): string {
  const { cards, zones } = grounds;
  if (cards.length === 0 && zones.length === 0) return "";
  const columns = zones.map(
    ({ name, subnets }) =>
      `<div class="svc vpc"><div class="what">${word("zone")}</div><strong class="name">${safe(name)}</strong><dl>${subnets.map(subnet).join("")}</dl></div>`,
  );
  return `<section><h2>${word("grounds")}</h2><div class="panel">${cardGrid(cards)}
${columns.length > 0 ? `<div class="cards">${columns.join("\n")}</div>` : ""}</div></section>`;
}

function subnet({ tier, cidr, exists }: Subnet): string {
  const text = SUBNET_WORDS.get(tier);
  return `<dt>${text ? both(text) : safe(tier)}</dt><dd${exists ? "" : ' class="soft"'}>${safe(cidr)}</dd>`;
}
