import type { MiniProgramName } from "../../config/environment.ts";
import type { WorkloadName, WorkloadSettings } from "../../config/kubernetes.ts";
import { virtualHostOf } from "../../rabbitmq/queues.ts";
import type { Peak, Signal } from "../autoscaling/autoscaling.ts";
import { WORKLOAD_FACTS } from "./catalogue.ts";

/** CPU at which more API pods are asked for: the rest carries a minute of growth until they answer. */
const API_CPU_PERCENT = 65;
const DANMAKU_CPU_PERCENT = 60;
/** Nobody waits for a worker on a phone: it may be busier. */
const WORKER_CPU_PERCENT = 75;
/** Sockets that one pod holds: 20 KiB each, so 2,000 are a tenth of the smallest pod, and one pod's loss is noticed by few. */
const SOCKETS_PER_POD = 2000;
/** Messages that may wait for one pod. A worker handles some five in a second, so the last waits 20 s. */
const MESSAGES_PER_POD = { orders: 100, bookings: 100, notifications: 500, danmaku: 2000 } as const;

const TIME_ZONE = "Asia/Shanghai";
/** Share of the ceiling that a peak begins with; its other signals take it from there. */
const PEAK_SHARE = 0.6;

/** When many come: to eat at noon and in the evening, to be photographed on the weekend. */
const PEAKS = {
  artist: [{ name: "weekend", days: "0,6", from: "09:00", until: "21:00" }],
  food: [
    { name: "lunch", days: "*", from: "11:00", until: "13:30" },
    { name: "dinner", days: "*", from: "17:00", until: "20:00" },
  ],
} as const satisfies Record<MiniProgramName, readonly Pick<Peak, "name" | "days" | "from" | "until">[]>;

/** What tells how many pods a workload needs. */
export function signalsOf(
  miniProgram: MiniProgramName,
  name: WorkloadName,
  settings: Pick<WorkloadSettings, "floor" | "ceiling">,
  hasBroker: boolean,
): readonly [Signal, ...Signal[]] {
  switch (name) {
    case "api":
      return [{ on: "cpu", percent: API_CPU_PERCENT }, ...peaks(miniProgram, settings)];
    case "danmaku":
      return [
        { on: "cpu", percent: DANMAKU_CPU_PERCENT },
        { on: "custom metric", name: "websocket_connections", perPod: SOCKETS_PER_POD },
      ];
    case "worker":
    case "inbox": {
      // Without queues what is left is how busy the pods are.
      if (!hasBroker) return [{ on: "cpu", percent: WORKER_CPU_PERCENT }];
      const [first, ...others] = WORKLOAD_FACTS[name].scalesOn.map(
        (queue): Signal => ({
          on: "queue length",
          virtualHost: virtualHostOf(miniProgram),
          queue,
          perPod: MESSAGES_PER_POD[queue],
        }),
      );
      if (first === undefined) throw new Error(`${name} has no queue: a defect of catalogue.ts`);
      return [first, ...others, ...(name === "worker" ? peaks(miniProgram, settings) : [])];
    }
  }
}

function peaks(
  miniProgram: MiniProgramName,
  { floor, ceiling }: Pick<WorkloadSettings, "floor" | "ceiling">,
): Signal[] {
  const pods = Math.max(floor, Math.ceil(ceiling * PEAK_SHARE));
  return PEAKS[miniProgram].map((peak) => ({ on: "peak", peak: { ...peak, timeZone: TIME_ZONE, pods } }));
}
