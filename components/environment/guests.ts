import type { Environment, MiniProgramSettings } from "../config/environment.ts";
import { parseBlock } from "../config/ipv4.ts";
import { planData } from "../data/plan.ts";
import { storesOf } from "../data/stores-of.ts";
import { base } from "../guest/base.ts";
import { composeGuest } from "../guest/compose.ts";
import { withConfigurationCheck } from "../guest/configuration-check.ts";
import type { Guest, GuestPart } from "../guest/guest.ts";
import { nodeExporter } from "../guest/node-exporter.ts";
import { physicalName } from "../naming/names.ts";
import { jmxExporter } from "../tomcat/jmx-exporter.ts";
import type { Stores } from "../tomcat/stores.ts";
import { tomcat } from "../tomcat/tomcat.ts";
import { brokerGuests, messagingOfTomcat } from "./broker-guests.ts";
import { databaseGuest } from "./database-guest.ts";
import { edgeGuest } from "./edge-guest.ts";
import { isMeasured } from "./measured.ts";
import { monitoringGuests } from "./monitoring-guests.ts";
import type { EdgePairPlan, EnvironmentPlan, HostPlan, MiniProgramPlan } from "./plan-types.ts";

/** What every host of an environment runs, by host name. Pure. */
export function guestsOf(environment: Environment, plan: EnvironmentPlan): ReadonlyMap<string, Guest> {
  const { databases } = planData(environment, plan);
  const guests = environment.miniPrograms.flatMap((settings) => {
    const planned = plan.miniPrograms.find(({ name }) => name === settings.name);
    if (!planned) throw new Error(`no plan for ${settings.name}: a defect of plan.ts`);
    return [
      ...planned.edgePairs.flatMap((pair) => {
        const prefix = parseBlock(segmentOf(pair, environment, plan)).prefix;
        return pair.hosts.map((_, index) =>
          edgeGuest({
            environment,
            plan,
            settings,
            miniProgram: planned,
            pair,
            index: index as 0 | 1,
            prefix,
          }),
        );
      }),
      ...planned.tomcats.map((host) =>
        tomcatGuest(
          settings,
          planned,
          host,
          storesOf(environment, plan, settings.name),
          messagingOfTomcat(settings.name, planned, environment.messaging),
          isMeasured(environment),
        ),
      ),
      ...brokerGuests(
        planned,
        environment,
        podCidrsOf(plan),
        physicalName(environment.tier, settings.name),
        plan.monitoring,
      ),
      ...databases.flatMap((database) =>
        database.on === "vsphere" && planned.database && database.miniProgram === planned.name
          ? [databaseGuest(planned.database, database, planned, environment, plan.monitoring)]
          : [],
      ),
    ];
  });
  const measured = [...guests];
  const all = [...measured, ...monitoringGuests(environment, plan, measured)];
  // Prometheus reads what the check finds; where there is none, nobody would.
  const watched = isMeasured(environment) ? all.map(withConfigurationCheck) : all;
  return new Map(watched.map((guest) => [guest.name, guest]));
}

function tomcatGuest(
  { tomcat: settings }: MiniProgramSettings,
  { platform, tomcats }: MiniProgramPlan,
  host: HostPlan,
  stores: Stores | undefined,
  messaging: readonly GuestPart[],
  measured: boolean,
): Guest {
  return composeGuest(host.name, "tomcat", [
    base({ platform }),
    nodeExporter({ address: host.address }),
    ...(measured ? [jmxExporter()] : []),
    tomcat({
      name: host.name,
      address: host.address,
      peers: tomcats.filter(({ name }) => name !== host.name).map(({ name, address }) => ({ name, address })),
      cpus: host.machine.cpus,
      memoryGiB: host.machine.memoryGiB,
      sessionTimeoutMinutes: settings.sessionTimeoutMinutes,
      ...(stores ? { stores } : {}),
      measured,
    }),
    ...messaging,
  ]);
}

function podCidrsOf({ subnets }: EnvironmentPlan): string[] {
  return subnets.filter(({ tier }) => tier === "pods").map(({ cidr }) => cidr);
}

/** The block that a pair's addresses lie in. */
function segmentOf(
  { hosts: [{ placement }] }: EdgePairPlan,
  environment: Environment,
  plan: EnvironmentPlan,
): string {
  const cidr =
    placement.on === "alicloud"
      ? plan.subnets.find(({ name }) => name === placement.subnet)?.cidr
      : environment.vsphere?.segment.cidr;
  if (cidr === undefined) throw new Error("a pair without a subnet: a defect of plan.ts");
  return cidr;
}
