import type { MiniProgramName } from "../../config/environment.ts";
import type { WorkloadName } from "../../config/kubernetes.ts";
import { virtualHostOf } from "../../rabbitmq/queues.ts";
import { userName } from "../../rabbitmq/topology.ts";
import { WORKLOAD_FACTS } from "./catalogue.ts";

/** An app ends by itself this much before whoever runs it would kill it. */
const MARGIN_SECONDS = 5;

/**
 * Environment variables of an app without a secret, the same wherever it runs; apps/runtime/common-settings.ts reads them.
 *
 * @param graceSeconds from the signal to stop until it is killed
 */
export function plainVariables(
  miniProgram: MiniProgramName,
  workload: WorkloadName,
  graceSeconds: number,
): Readonly<Record<string, string>> {
  return {
    MINI_PROGRAM: miniProgram,
    VIRTUAL_HOST: virtualHostOf(miniProgram),
    BROKER_USER: userName(miniProgram, WORKLOAD_FACTS[workload].brokerUser),
    DRAIN_SECONDS: String(graceSeconds - MARGIN_SECONDS),
    TZ: "Asia/Shanghai",
  };
}
