import type { Place } from "./places.ts";
import type { World } from "./world.ts";

/** Properties by which Alibaba Cloud's resources say in which zone they are. */
const ZONE_PROPERTIES = ["zoneId", "availabilityZone", "zoneIdSlaveA", "secondaryZoneId"] as const;

/** Zones of each service's resources; a zone that is known only later is none yet. */
export function zonesOf(
  world: World,
  placeOf: (urn: string) => Place,
): ReadonlyMap<string, ReadonlySet<string>> {
  const zones = new Map<string, Set<string>>();
  for (const { urn, properties } of world.values()) {
    for (const name of ZONE_PROPERTIES) {
      const zone = properties[name];
      if (typeof zone !== "string" || !/^[a-z]{2}-[a-z0-9-]+$/.test(zone)) continue;
      const { service } = placeOf(urn);
      zones.set(service, (zones.get(service) ?? new Set()).add(zone));
    }
  }
  return zones;
}

export interface DroppedZone {
  readonly zone: string;
  readonly services: readonly string[];
  /** How many zones the poorest of the services has left. */
  readonly left: number;
}

/** Zones that a service was in and no longer is. A service that goes away altogether drops none. */
export function droppedZones(
  before: ReadonlyMap<string, ReadonlySet<string>>,
  after: ReadonlyMap<string, ReadonlySet<string>>,
): readonly DroppedZone[] {
  const dropped = new Map<string, { services: string[]; left: number }>();
  for (const [service, zones] of before) {
    const now = after.get(service);
    if (now === undefined) continue;
    for (const zone of zones) {
      if (now.has(zone)) continue;
      const entry = dropped.get(zone) ?? { services: [], left: Number.POSITIVE_INFINITY };
      entry.services.push(service);
      entry.left = Math.min(entry.left, now.size);
      dropped.set(zone, entry);
    }
  }
  return [...dropped].map(([zone, { services, left }]) => ({ zone, services: services.sort(), left }));
}
