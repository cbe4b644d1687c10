import type { Promised } from "../rules/objectives.ts";
import { brokers } from "./brokers.ts";
import { cost } from "./cost.ts";
import { danmaku } from "./danmaku.ts";
import type { Dashboard } from "./dashboard.ts";
import { edges } from "./edges.ts";
import { goldenSignals } from "./golden-signals.ts";
import { hosts } from "./hosts.ts";
import { inbox } from "./inbox.ts";
import { jvm } from "./jvm.ts";
import { monitoring } from "./monitoring.ts";
import { overview } from "./overview.ts";
import { scaling } from "./scaling.ts";
import { stores } from "./stores.ts";

/** Every page of an environment, the first one first. Pure. */
export function allDashboards(promised: readonly Promised[]): readonly Dashboard[] {
  return [
    overview(promised),
    goldenSignals(promised),
    edges,
    jvm,
    brokers,
    stores,
    danmaku,
    inbox,
    scaling,
    hosts,
    cost,
    monitoring,
  ];
}
