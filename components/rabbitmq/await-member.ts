import { Command } from "@pulumi/alicloud/ecs/command.js";
import { EcsInvocation } from "@pulumi/alicloud/ecs/ecsInvocation.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Host } from "../host/host.ts";
import type { Ground } from "../host/place-host.ts";
import type { Labels } from "../naming/labels.ts";
import { MEMBER_UNIT } from "./rabbitmq-unit.ts";

/** What exists when a host is a member of its cluster. */
export type AwaitMember = (host: Host) => pulumi.Resource;

/** A boot with its packages takes three minutes; the service waits fourteen for its peers. */
const WAIT_SECONDS = 1200;
/** Cloud Assistant's own, and the provider's patience above it. */
const TIMEOUTS = { create: "25m" } as const;

/**
 * On Alibaba Cloud a command on each new machine, which ends when the machine is a member with copies of every queue, and
 * fails the run when it isn't in time: the next machine is then left as it is. Elsewhere the host itself.
 */
export function awaitMembers(
  parent: pulumi.Resource,
  name: string,
  ground: Ground,
  labels: Labels,
): AwaitMember {
  if (ground.on !== "alicloud") return (host) => host;
  const command = new Command(
    `${name}-await-member`,
    {
      name: labels.physicalName(`${name}-await-member`),
      description: `Ends when a machine is a member of ${name}`,
      type: "RunShellScript",
      commandContent: Buffer.from(WAIT_SCRIPT, "utf8").toString("base64"),
      timeout: WAIT_SECONDS,
    },
    { parent },
  );
  return (host) =>
    new EcsInvocation(
      `${host.hostName}-await-member`,
      { commandId: command.id, instanceIds: [host.instanceId] },
      // What was asked of a machine is asked again of the next one; nothing is left to delete with it.
      { parent, dependsOn: [host], deleteBeforeReplace: true, customTimeouts: TIMEOUTS },
    );
}

/** A unit that has ended well stays active. One that failed is tried again by hand or by the next boot: no use waiting. */
const WAIT_SCRIPT = `#!/bin/sh
until systemctl is-active --quiet ${MEMBER_UNIT}; do
  if systemctl is-failed --quiet ${MEMBER_UNIT}; then
    systemctl status --no-pager ${MEMBER_UNIT} rabbitmq-server
    exit 1
  fi
  sleep 5
done
`;
