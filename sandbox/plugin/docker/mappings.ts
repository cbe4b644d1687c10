import { text } from "../../cloud/object.ts";
import type { Mapping } from "../mapping.ts";

/** Docker's resource types. What a daemon can't change or doesn't keep steers the provider alone. */
export const DOCKER_MAPPINGS: readonly Mapping[] = [
  {
    token: "docker:index/image:Image",
    type: "docker:image",
    providerOnly: ["buildOnPreview", "skipPush", "registry"],
  },
  {
    token: "docker:index/remoteImage:RemoteImage",
    type: "docker:pulledImage",
    providerOnly: ["forceRemove", "pullTriggers", "triggers"],
  },
  { token: "docker:index/network:Network", type: "docker:network" },
  {
    token: "docker:index/volume:Volume",
    type: "docker:volume",
    toProperties: ({ attributes }) => ({ mountpoint: text(attributes, "mountpoint") }),
  },
  {
    token: "docker:index/container:Container",
    type: "docker:container",
    providerOnly: [
      "attach",
      "containerReadRefreshTimeoutMilliseconds",
      "destroyGraceSeconds",
      "logs",
      "mustRun",
      "removeVolumes",
      "rm",
      "start",
      "wait",
      "waitTimeout",
    ],
  },
];
