import type { Environment, MiniProgramSettings } from "../../components/config/environment.ts";
import { guestsOf } from "../../components/environment/guests.ts";
import type {
  EdgePairPlan,
  EnvironmentPlan,
  HostPlan,
  MiniProgramPlan,
} from "../../components/environment/plan-types.ts";
import type { Guest } from "../../components/guest/guest.ts";
import { NODE_EXPORTER_PORT } from "../../components/guest/node-exporter.ts";
import { shortType } from "../progress/urn.ts";
import { flowsOf } from "./flows.ts";
import type { Entry, LastRun, Machine, ReportModel, ResourceGroup, Site, Zone } from "./model.ts";
import { type StateIndex, type StateResource, textOf } from "./state-index.ts";

export interface ReportSource {
  readonly stack: string;
  readonly sandbox: boolean;
  readonly environment: Environment;
  readonly plan: EnvironmentPlan;
  readonly state: StateIndex;
  readonly lastRun?: LastRun;
  readonly generatedAt: Date;
}

/** Joins what is planned with what exists. */
export function modelOf({
  stack,
  sandbox,
  environment,
  plan,
  state,
  lastRun,
  generatedAt,
}: ReportSource): ReportModel {
  const settings = new Map(environment.miniPrograms.map((program) => [program.name, program]));
  const guests = guestsOf(environment, plan);
  return {
    stack,
    tier: environment.tier,
    region: environment.region,
    sandbox,
    generatedAt: generatedAt.toISOString(),
    ...(lastRun && { lastRun }),
    sites: plan.miniPrograms.flatMap((program) => {
      const own = settings.get(program.name);
      return own ? [siteOf(program, own, environment, { guests, state })] : [];
    }),
    flows: flowsOf(environment, plan, guests),
    groups: groupsOf(state, stack),
    resourceCount: state.resources.length,
  };
}

/** What machines are meant to run, and what exists. */
interface Facts {
  readonly guests: ReadonlyMap<string, Guest>;
  readonly state: StateIndex;
}

function siteOf(
  program: MiniProgramPlan,
  { displayName, domain }: MiniProgramSettings,
  environment: Environment,
  facts: Facts,
): Site {
  const { vsphere } = environment;
  const onVsphere = program.platform === "vsphere";
  const egress = onVsphere ? undefined : egressOf(facts.state);
  return {
    name: program.name,
    displayName,
    domain,
    platform: program.platform,
    place: onVsphere
      ? `vSphere ${vsphere?.datacenter ?? ""} / ${vsphere?.cluster ?? ""}`
      : environment.region,
    zones: program.edgePairs.map((pair) => zoneOf(pair, program, vsphere?.portGroup ?? "", facts)),
    ...(egress && { egress }),
  };
}

function zoneOf(pair: EdgePairPlan, program: MiniProgramPlan, portGroup: string, facts: Facts): Zone {
  const zone = zoneNameOf(pair.hosts[0], portGroup);
  return {
    name: zone,
    entry: entryOf(pair, facts.state),
    edges: pair.hosts.map((host) => machineOf(host, facts)),
    tomcats: program.tomcats
      .filter((host) => zoneNameOf(host, portGroup) === zone)
      .map((host) => machineOf(host, facts)),
  };
}

function zoneNameOf({ placement }: HostPlan, portGroup: string): string {
  return placement.on === "alicloud" ? placement.zone : portGroup;
}

/** The public address is found by what is associated with the virtual one, whatever the names are. */
function entryOf(pair: EdgePairPlan, state: StateIndex): Entry {
  const { virtualAddress, virtualRouterId } = pair;
  const havip = state
    .ofType("alicloud:vpc/hAVip:HAVip")
    .find((item) => textOf(item, "ipAddress") === virtualAddress);
  const association = state
    .ofType("alicloud:ecs/eipAssociation:EipAssociation")
    .find((item) => havip !== undefined && textOf(item, "instanceId") === havip.id);
  const eip = state
    .ofType("alicloud:ecs/eipAddress:EipAddress")
    .find((item) => association !== undefined && item.id === textOf(association, "allocationId"));
  const publicAddress = textOf(eip, "ipAddress");
  return { virtualAddress, virtualRouterId, ...(publicAddress && { publicAddress }) };
}

const MACHINE_TYPES = ["alicloud:ecs/instance:Instance", "vsphere:index/virtualMachine:VirtualMachine"];

function machineOf(host: HostPlan, { guests, state }: Facts): Machine {
  const resource = state.resources.find(
    ({ type, name }) =>
      MACHINE_TYPES.includes(type) && (name === host.name || name.startsWith(`${host.name}-`)),
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

function egressOf(state: StateIndex): Site["egress"] {
  const [gateway] = state.ofType("alicloud:vpc/natGateway:NatGateway");
  if (!gateway) return undefined;
  const [snat] = state.ofType("alicloud:vpc/snatEntry:SnatEntry");
  const address = textOf(snat, "snatIp");
  return { name: gateway.name, ...(address && { address }) };
}

/** Resources below the component that holds them, in the order of the state. */
function groupsOf(state: StateIndex, stack: string): ResourceGroup[] {
  const components = new Map(state.components.map((component) => [component.urn, component]));
  const all = new Map(state.resources.map((resource) => [resource.urn, resource]));
  const members = new Map<string, StateResource[]>();
  for (const resource of state.resources) {
    const owner = ownerOf(resource, components, all);
    members.set(owner, [...(members.get(owner) ?? []), resource]);
  }
  return [...members].map(([owner, resources]) => {
    const component = components.get(owner);
    const isStack = component === undefined || component.type === "pulumi:pulumi:Stack";
    return {
      name: isStack ? stack : component.name,
      type: isStack ? "stack" : shortType(component.type),
      resources: resources.map(({ name, type, id }) => ({ name, type: shortType(type), id })),
    };
  });
}

/** A custom resource may be the parent of another: climb to the component. */
function ownerOf(
  resource: StateResource,
  components: ReadonlyMap<string, StateResource>,
  all: ReadonlyMap<string, StateResource>,
): string {
  const parent = resource.parent;
  if (parent === undefined || components.has(parent)) return parent ?? "";
  const above = all.get(parent);
  return above === undefined ? "" : ownerOf(above, components, all);
}
