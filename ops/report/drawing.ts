import { safe } from "./markup.ts";
import type { BalancedEntry, Entry, Flow, Machine, Site, Zone } from "./model.ts";
import { arrow, type Box, fitted, group, rect, text } from "./svg.ts";
import { WORDS } from "./words.ts";

// One unit is a CSS pixel at full size. A zone is as wide as a small phone less its margins, so that one zone
// per row is readable there without zooming.
const CARD = { width: 164, height: 92, gap: 12 };
const CARD_PAD = 11;
/** Baseline of a card's last line. */
const LAST_LINE = 84;
const PAD = 14;
/** Around the whole drawing: lines at the edge must not be cut. The panel has room of its own. */
const MARGIN = 2;
const ZONE_WIDTH = 2 * CARD.width + CARD.gap + 2 * PAD;
const ZONE_GAP = 12;
const PILL = { width: 250, height: 40 };
const ENTRY = { width: 214, height: 58 };
/** Room for an arrow and its label. */
const ARROW = 40;
const TIER_LABEL = 20;

/** Ports that the arrows show, found among the site's flows. */
interface Ports {
  readonly entry: string;
  /** What the edges listen on, where balancers ask them. */
  readonly edge: string;
  readonly app: string;
  readonly broker: string;
  readonly database: string;
  readonly replication: string;
}

/** Where Tomcats tell each other of sessions. */
const REPLICATION = 26;

/**
 * One mini-program from the internet down to what keeps its data, as SVG. Colours come from the page's style, so that it
 * follows light and dark.
 * @param perRow zones side by side: 1 on a phone
 */
export function drawSite(site: Site, flows: readonly Flow[], perRow: number): string {
  const columns = Math.max(1, Math.min(perRow, site.zones.length));
  const width = columns * ZONE_WIDTH + (columns - 1) * ZONE_GAP + 2 * MARGIN;
  const ports = portsOf(site, flows);
  const marker = safe(`head-${site.name}-${perRow}`);
  const parts: string[] = [];
  const top = { x: (width - PILL.width) / 2, y: 4, width: PILL.width, height: PILL.height };
  parts.push(rect(top, "internet", PILL.height / 2));
  parts.push(text(width / 2, top.y + 17, WORDS.internet, "caption middle", "middle"));
  parts.push(text(width / 2, top.y + 32, site.domain, "mono", "middle"));
  let y = top.y + PILL.height;
  for (let row = 0; row * columns < site.zones.length; row++) {
    const zones = site.zones.slice(row * columns, (row + 1) * columns);
    const height = Math.max(...zones.map(zoneHeight));
    zones.forEach((zone, column) => {
      const x = MARGIN + column * (ZONE_WIDTH + ZONE_GAP);
      const middle = x + ZONE_WIDTH / 2;
      // A line from the top can't go through the first row's zones: the second row says again where it comes from.
      const from = row === 0 ? trunk(width / 2, y, middle) : ([[middle, y + 20]] as const);
      if (row > 0) parts.push(text(middle, y + 15, WORDS.internet, "caption middle", "middle"));
      parts.push(arrow([...from, [middle, y + ARROW - 3]], marker));
      parts.push(text(middle + 8, y + ARROW - 8, ports.entry, "port"));
      parts.push(drawZone(zone, site, { x, y: y + ARROW, width: ZONE_WIDTH, height }, ports, marker));
    });
    y += ARROW + height;
  }
  if (site.egress) {
    y += 10;
    const box = { x: MARGIN, y, width: width - 2 * MARGIN, height: 34 };
    parts.push(rect(box, "egress", 8));
    parts.push(text(box.x + 12, y + 21, WORDS.egress, "caption"));
    parts.push(text(box.x + box.width - 12, y + 21, site.egress.address ?? "…", "mono", "end"));
    y += 34;
  }
  const height = y + 6;
  const title = `${site.displayName}: ${site.domain}`;
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${safe(title)}">
<defs><marker id="${marker}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="head" d="M0 0 8 4 0 8z"/></marker></defs>
${parts.join("\n")}
</svg>`;
}

function trunk(start: number, y: number, middle: number): readonly (readonly [number, number])[] {
  if (start === middle) return [[start, y]];
  const bend = y + 14;
  return [
    [start, y],
    [start, bend],
    [middle, bend],
  ];
}

function rowsOf(machines: readonly Machine[]): number {
  return Math.ceil(machines.length / 2);
}

function tierHeight(machines: readonly Machine[]): number {
  const rows = rowsOf(machines);
  return rows === 0 ? 0 : TIER_LABEL + rows * CARD.height + (rows - 1) * CARD.gap;
}

function zoneHeight(zone: Zone): number {
  const entry = zone.entry ? ENTRY.height + ARROW + tierHeight(zone.edges) + ARROW : 0;
  const brokers = zone.brokers.length > 0 ? ARROW + tierHeight(zone.brokers) + PAD : 0;
  const databases = zone.databases.length > 0 ? ARROW + tierHeight(zone.databases) + PAD : 0;
  return 28 + entry + tierHeight(zone.tomcats) + REPLICATION + brokers + databases;
}

function drawZone(zone: Zone, site: Site, box: Box, ports: Ports, marker: string): string {
  const middle = box.x + box.width / 2;
  const parts = [rect(box, "zone", 12)];
  const kind = site.platform === "vsphere" ? WORDS.portGroup : WORDS.zone;
  parts.push(
    text(
      box.x + PAD,
      box.y + 19,
      { en: `${kind.en} ${zone.name}`, zh: `${kind.zh} ${zone.name}` },
      "caption",
    ),
  );
  let y = box.y + 28;
  const down = (from: number, port: string) => {
    const line = [
      [middle, from + 2],
      [middle, from + ARROW - 4],
    ] as const;
    parts.push(arrow(line, marker), text(middle + 8, from + 23, port, "port"));
    return from + ARROW;
  };
  if (zone.entry) {
    parts.push(drawEntry(zone.entry, site, { x: middle - ENTRY.width / 2, y, ...ENTRY }));
    y = down(y + ENTRY.height, zone.entry.kind === "balanced" ? ports.edge : ports.entry);
    // Behind balancers both hosts of a pair work; a shared address has one at a time.
    const ranked = zone.entry.kind === "pair";
    const label = ranked ? WORDS.edgeTier : WORDS.balancedEdgeTier;
    parts.push(...drawTier(zone.edges, label, box.x + PAD, y, ranked));
    y = down(y + tierHeight(zone.edges), ports.app);
  }
  parts.push(...drawTier(zone.tomcats, WORDS.appTier, box.x + PAD, y));
  y += tierHeight(zone.tomcats);
  if (ports.replication !== "" && zone.tomcats.length > 0) {
    const label = {
      en: `⇄ ${WORDS.replication.en} ${ports.replication}`,
      zh: `⇄ ${WORDS.replication.zh} ${ports.replication}`,
    };
    parts.push(text(middle, y + 17, label, "port", "middle"));
  }
  y += REPLICATION;
  if (zone.brokers.length > 0) {
    y = down(y - 4, ports.broker) + 4;
    parts.push(...drawTier(zone.brokers, WORDS.brokerTier, box.x + PAD, y));
    y += tierHeight(zone.brokers) + PAD;
  }
  if (zone.databases.length > 0) {
    y = down(y - 4, ports.database) + 4;
    parts.push(...drawTier(zone.databases, WORDS.databaseTier, box.x + PAD, y));
  }
  return group(parts);
}

function drawEntry(entry: Entry, site: Site, box: Box): string {
  const parts = [rect(box, "entry", 10)];
  const line = (y: number, label: { en: string; zh: string }, value: string) =>
    parts.push(text(box.x + 12, y, label, "caption"), text(box.x + box.width - 12, y, value, "mono", "end"));
  if (entry.kind === "balanced") return group([...parts, ...balancerLines(entry, box)]);
  if (site.platform === "alicloud") {
    line(box.y + 23, WORDS.publicAddress, entry.publicAddress ?? "…");
  } else parts.push(text(box.x + 12, box.y + 23, WORDS.vsphereEntry, "caption"));
  line(box.y + 44, WORDS.virtualAddress, entry.virtualAddress);
  return group(parts, `VRRP virtual router ${entry.virtualRouterId}`);
}

/** One line for each balancer: its address in this zone. */
function balancerLines({ balancers }: BalancedEntry, box: Box): string[] {
  const first = balancers.length > 1 ? 23 : 34;
  return balancers.flatMap(({ kind, address }, index) => {
    const y = box.y + first + index * 21;
    return [
      text(box.x + 12, y, kind.toUpperCase(), "caption"),
      text(box.x + box.width - 12, y, address ?? "…", "mono", "end"),
    ];
  });
}

function drawTier(
  machines: readonly Machine[],
  label: { en: string; zh: string },
  x: number,
  y: number,
  ranked = false,
): string[] {
  if (machines.length === 0) return [];
  const parts = [text(x, y + 12, label, "tier")];
  machines.forEach((machine, index) => {
    // A single machine in its row stands in the middle.
    const alone = index === machines.length - 1 && index % 2 === 0;
    const offset = alone ? (CARD.width + CARD.gap) / 2 : (index % 2) * (CARD.width + CARD.gap);
    const top = y + TIER_LABEL + Math.floor(index / 2) * (CARD.height + CARD.gap);
    parts.push(drawMachine(machine, ranked ? index : undefined, { x: x + offset, y: top, ...CARD }));
  });
  return parts;
}

function drawMachine(machine: Machine, rank: number | undefined, box: Box): string {
  const { x, y } = box;
  const exists = machine.id !== undefined;
  const left = x + CARD_PAD;
  const room = box.width - 2 * CARD_PAD;
  const parts = [rect(box, `card ${machine.role}${exists ? "" : " absent"}`, 10)];
  parts.push(
    `<circle class="dot${exists ? "" : " absent"}" cx="${x + box.width - 13}" cy="${y + 14}" r="4"/>`,
  );
  parts.push(text(left, y + 19, machine.address, "address"));
  parts.push(fitted(left, y + 37, machine.name, "host", room));
  const size = `${machine.cpus} vCPU · ${machine.memoryGiB} GiB · ${machine.diskGiB} GiB`;
  parts.push(text(left, y + 54, size, "detail"));
  if (machine.instanceType) parts.push(fitted(left, y + 69, machine.instanceType, "detail", room));
  else if (!exists) parts.push(text(left, y + 69, WORDS.notYet, "detail"));
  const [health] = machine.health;
  if (health !== undefined) {
    const label = `♥ ${health}`;
    parts.push(text(left, y + LAST_LINE, { en: label, zh: label }, "detail"));
  }
  if (rank !== undefined) {
    const label = rank === 0 ? WORDS.first : WORDS.standby;
    parts.push(text(x + box.width - CARD_PAD, y + LAST_LINE, label, "rank", "end"));
  }
  const title = [machine.name, machine.id ?? "", ...machine.health].filter((line) => line !== "").join("\n");
  return group(parts, title);
}

/** What the balancers before the edges listen on. */
function listenersOf({ ways }: Site): string {
  const facts = ways.find(({ kind }) => kind === "api")?.stops.flatMap((stop) => stop.facts) ?? [];
  return facts.find(({ label }) => label === "listeners")?.value ?? "";
}

function portsOf(site: Site, flows: readonly Flow[]): Ports {
  const own = flows.filter((flow) => flow.site === site.name);
  const between = (from: string, to: string) => [
    ...new Set(
      own
        .filter((flow) => flow.from === from && flow.to === to && flow.ports !== "")
        .map((flow) => `${flow.ports}/${flow.protocol}`),
    ),
  ];
  // The first two say what the arrow is; the table below has them all.
  return {
    entry: between("internet", "edge").sort().reverse().slice(0, 2).join(" ") || listenersOf(site),
    edge: between("balancer", "edge").slice(0, 2).join(" "),
    app: between("edge", "tomcat").slice(0, 2).join(" "),
    broker: between("tomcat", "rabbitmq").slice(0, 2).join(" "),
    database: between("tomcat", "database").slice(0, 2).join(" "),
    replication: between("tomcat", "tomcat").slice(0, 2).join(" "),
  };
}
