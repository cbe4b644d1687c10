import type { Environment, MiniProgramSettings } from "../../components/config/environment.ts";
import type { EdgePairPlan, HostPlan, MiniProgramPlan } from "../../components/environment/plan-types.ts";
import type { Guest } from "../../components/guest/guest.ts";
import { NODE_EXPORTER_PORT } from "../../components/guest/node-exporter.ts";
import { publicAddressOf, publicBalancersOf, zoneAddressesOf } from "./addresses.ts";
import type { Entry, Machine, Zone } from "./model.ts";
import { type StateIndex, textOf } from "./state-index.ts";

/** What machines are meant to run, and what exists. */
export interface Facts {
  readonly settings: MiniProgramSettings;
  readonly environment: Environment;
  readonly guests: ReadonlyMap<string, Guest>;
  readonly state: StateIndex;
}

/** A mini-program's machines by the place where they stand, those with a way in first. */
export function zonesOf(program: MiniProgramPlan, facts: Facts): Zone[] {
  const placeOf = (host: HostPlan) =>
    host.placement.on === "alicloud" ? host.placement.zone : (facts.environment.vsphere?.portGroup ?? "");
  const { edgePairs, tomcats, brokers, database } = program;
  const databases = database ? [database] : [];
  const pairs = new Map(edgePairs.map((pair) => [placeOf(pair.hosts[0]), pair]));
  // A third zone may hold a broker alone: it is drawn too.
  const names = new Set([...pairs.keys(), ...[...tomcats, ...brokers, ...databases].map(placeOf)]);
  return [...names].map((name) => {
    const pair = pairs.get(name);
    const here = (hosts: readonly HostPlan[]) =>
      hosts.filter((host) => placeOf(host) === name).map((host) => machineOf(host, facts));
    return {
      name,
      ...(pair && { entry: entryOf(pair, name, program, facts) }),
      edges: here(pair?.hosts ?? []),
      tomcats: here(tomcats),
      brokers: here(brokers),
      databases: here(databases),
    };
  });
}

function entryOf(
  { virtualAddress, virtualRouterId }: EdgePairPlan,
  zone: string,
  { name }: MiniProgramPlan,
  { settings, state }: Facts,
): Entry {
  if (settings.entry.kind === "balanced") {
    const wanted = settings.entry.webSocketDomain === undefined ? ["alb"] : ["alb", "nlb"];
    const balancers = publicBalancersOf(name, state).filter(({ kind }) => wanted.includes(kind));
    return {
      kind: "balanced",
      balancers: balancers.map(({ kind, resource }) => {
        const found = zoneAddressesOf(resource, state).find((candidate) => candidate.zone === zone);
        return { kind, ...(found && { address: found.address }) };
      }),
    };
  }
  const publicAddress = publicAddressOf(virtualAddress, state);
  return { kind: "pair", virtualAddress, virtualRouterId, ...(publicAddress && { publicAddress }) };
}

const MACHINE_TYPES = ["alicloud:ecs/instance:Instance", "vsphere:index/virtualMachine:VirtualMachine"];

function machineOf(host: HostPlan, { guests, state }: Facts): Machine {
  const resource = MACHINE_TYPES.flatMap((type) => state.ofType(type)).find(
    ({ name }) => name === host.name || name.startsWith(`${host.name}-`),
  );
  const instanceType = textOf(resource, "instanceType");
  return {
    name: host.name,
    role: host.role,
    address: host.address,
    ...host.machine,
    ...(resource?.id && { id: resource.id }),
    ...(instanceType && { instanceType }),
    health: healthOf(guests.get(host.name)),
  };
}

/** Where a machine answers for its health: its own service first, what watches the machine behind. */
function healthOf(guest: Guest | undefined): readonly string[] {
  const checks = guest?.checks ?? [];
  const watching = checks.filter(({ port }) => port === NODE_EXPORTER_PORT);
  const serving = checks.filter(({ port }) => port !== NODE_EXPORTER_PORT);
  return [...serving, ...watching].map(({ port, path }) => `${port}${path ?? ""}`);
}
