import type { RuleGroup } from "../../rule.ts";
import { boundedContainers } from "./bounded-containers.ts";
import { boundedLogs } from "./bounded-logs.ts";
import { capabilitiesDropped } from "./capabilities-dropped.ts";
import { digestedContainers } from "./digested-containers.ts";
import { healthCheckedContainers } from "./health-checked-containers.ts";
import { noHostPaths } from "./no-host-paths.ts";
import { noPrivilegedContainers } from "./no-privileged-containers.ts";
import { nonRootContainers } from "./non-root-containers.ts";
import { readOnlyContainers } from "./read-only-containers.ts";

export const DOCKER: RuleGroup = {
  id: "docker",
  title: { en: "Docker hosts", zh: "Docker 主机" },
  rules: [
    noPrivilegedContainers,
    capabilitiesDropped,
    readOnlyContainers,
    noHostPaths,
    nonRootContainers,
    boundedContainers,
    digestedContainers,
    healthCheckedContainers,
    boundedLogs,
  ],
};
