import type { Environment } from "../../components/config/environment.ts";
import { guestsOf } from "../../components/environment/guests.ts";
import type { EnvironmentPlan, MiniProgramPlan } from "../../components/environment/plan-types.ts";
import { clusterOf } from "./cluster-of.ts";
import { dockerHostsOf } from "./docker-hosts-of.ts";
import { flowsOf } from "./flows.ts";
import { groundsOf } from "./grounds-of.ts";
import { groupsOf } from "./groups-of.ts";
import type { LastRun, ReportModel, Site } from "./model.ts";
import { type StateIndex, textOf } from "./state-index.ts";
import { storesOf } from "./stores-of.ts";
import { waysOf } from "./ways-of.ts";
import { type Facts, zonesOf } from "./zones-of.ts";

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
  const cluster = clusterOf(environment, state);
  return {
    stack,
    tier: environment.tier,
    region: environment.region,
    sandbox,
    generatedAt: generatedAt.toISOString(),
    ...(lastRun && { lastRun }),
    sites: plan.miniPrograms.flatMap((program) => {
      const own = settings.get(program.name);
      return own ? [siteOf(program, { settings: own, environment, guests, state })] : [];
    }),
    ...(cluster && { cluster }),
    dockerHosts: dockerHostsOf(environment, state),
    grounds: groundsOf(environment, plan, state),
    flows: flowsOf(environment, plan, guests),
    groups: groupsOf(state, stack),
    resourceCount: state.resources.length,
  };
}

function siteOf(program: MiniProgramPlan, facts: Facts): Site {
  const { environment, settings, state } = facts;
  const { vsphere } = environment;
  const onVsphere = program.platform === "vsphere";
  const egress = onVsphere ? undefined : egressOf(state);
  return {
    name: program.name,
    displayName: settings.displayName,
    domain: settings.domain,
    platform: program.platform,
    place: onVsphere
      ? `vSphere ${vsphere?.datacenter ?? ""} / ${vsphere?.cluster ?? ""}`
      : environment.region,
    ways: waysOf({ ...facts, plan: program }),
    zones: zonesOf(program, facts),
    stores: storesOf(facts),
    ...(egress && { egress }),
  };
}

function egressOf(state: StateIndex): Site["egress"] {
  const [gateway] = state.ofType("alicloud:vpc/natGateway:NatGateway");
  if (!gateway) return undefined;
  const [snat] = state.ofType("alicloud:vpc/snatEntry:SnatEntry");
  const address = textOf(snat, "snatIp");
  return { name: gateway.name, ...(address && { address }) };
}
