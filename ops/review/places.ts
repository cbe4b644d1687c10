import type { Properties } from "./plan.ts";
import type { World } from "./world.ts";

/** Whom a resource serves, and what it is a part of. */
export interface Place {
  /** The tag `service`, or the mini-program above it; `platform` for what all share. */
  readonly service: string;
  /** The tag `owner`, where somebody can be named. */
  readonly owner?: string;
  /** The component it belongs to without its host, e.g. `edge:EdgePair`; undefined at the top. */
  readonly tier?: string;
}

const SHARED = "platform";
const MINI_PROGRAM = "hougu:environment:MiniProgram";

/** Finds the place of any resource in the worlds, the first world that knows it first. */
export function placesIn(...worlds: readonly World[]): (urn: string) => Place {
  const services = new Set<string>();
  const owners = new Map<string, string>();
  for (const world of worlds) {
    for (const { properties } of world.values()) {
      const { service, owner } = tagsOf(properties);
      if (service === undefined) continue;
      services.add(service);
      if (owner !== undefined) owners.set(service, owner);
    }
  }
  const resourceOf = (urn: string) =>
    worlds.map((world) => world.get(urn)).find((found) => found !== undefined);
  return (urn) => {
    let service: string | undefined;
    let owner: string | undefined;
    for (
      let at = resourceOf(urn);
      at !== undefined;
      at = at.parent === undefined ? undefined : resourceOf(at.parent)
    ) {
      const tags = tagsOf(at.properties);
      service ??= tags.service ?? (at.type === MINI_PROGRAM ? at.name : undefined);
      owner ??= tags.owner;
    }
    const name = urn.split("::").at(-1) ?? "";
    // A machine on vSphere bears ids for tags, a firewall rule none at all: the name says whose it is.
    service ??= [...services].find((one) => name === one || name.startsWith(`${one}-`)) ?? SHARED;
    owner ??= owners.get(service);
    const tier = tierOf(urn);
    return { service, ...(owner && { owner }), ...(tier && { tier }) };
  };
}

/** The nearest component in a URN's types that isn't the host itself. */
function tierOf(urn: string): string | undefined {
  const types = urn.split("::")[2]?.split("$").slice(0, -1) ?? [];
  return types
    .filter((type) => type.startsWith("hougu:") && !type.startsWith("hougu:host:") && type !== MINI_PROGRAM)
    .at(-1)
    ?.slice("hougu:".length);
}

function tagsOf(properties: Properties): { readonly service?: string; readonly owner?: string } {
  const tags = recordOf(properties.tags);
  const labels = recordOf(recordOf(properties.metadata).labels);
  const service = textOf(tags.service) ?? textOf(labels.service);
  const owner = textOf(tags.owner) ?? textOf(labels.owner);
  return { ...(service && { service }), ...(owner && { owner }) };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
