import type { HostPlan } from "../environment/plan-types.ts";
import type { Guest, Scrape } from "../guest/guest.ts";

/** What every series of a target is found by. */
export interface TargetLabels {
  readonly host: string;
  readonly role: string;
  /** `artist`, `food`, or `platform` for what both share. */
  readonly mini_program: string;
  /** Absent on vSphere. */
  readonly zone?: string;
}

/** One thing that Prometheus reads. */
export interface Target {
  /** `address:port` */
  readonly address: string;
  readonly labels: TargetLabels;
}

/** Targets that are read alike. */
export interface ScrapeJob extends Scrape {
  readonly targets: readonly Target[];
}

/**
 * What Prometheus reads, from what the guests listen on: a port with metrics is named once, where its service is, so that a
 * host that exists is scraped. Sorted by job and host. Pure.
 *
 * @throws Error for a host without a guest, which is a defect of guests.ts
 */
export function scrapeJobs(
  hosts: readonly HostPlan[],
  guests: ReadonlyMap<string, Pick<Guest, "ports">>,
): ScrapeJob[] {
  const jobs = new Map<string, { scrape: Scrape; targets: Target[] }>();
  for (const host of hosts) {
    const guest = guests.get(host.name);
    if (!guest) throw new Error(`no guest for ${host.name}: a defect of guests.ts`);
    for (const { port, scrape } of guest.ports) {
      if (!scrape) continue;
      const { job } = scrape;
      const known = jobs.get(job) ?? { scrape, targets: [] };
      known.targets.push({ address: `${host.address}:${port}`, labels: labelsOf(host) });
      jobs.set(job, known);
    }
  }
  return [...jobs.values()]
    .map(({ scrape, targets }) => ({
      ...scrape,
      targets: targets.sort((a, b) => compare(a.labels.host, b.labels.host)),
    }))
    .sort((a, b) => compare(a.job, b.job));
}

function labelsOf({ name, role, service, placement }: HostPlan): TargetLabels {
  return {
    host: name,
    role,
    mini_program: service,
    ...(placement.on === "alicloud" ? { zone: placement.zone } : {}),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
