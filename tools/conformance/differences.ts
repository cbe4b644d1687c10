import type { Stack } from "@pulumi/pulumi/automation/index.js";

/** What a preview would change about one resource. */
export interface Difference {
  readonly token: string;
  readonly name: string;
  readonly operation: string;
  readonly properties: readonly string[];
}

/** Differences that a simulated vCenter shows of itself: what it doesn't keep or keeps in another form. */
export const SIMULATOR_FORGETS: Readonly<Record<string, readonly string[]>> = {
  // Accepted, then absent when the machine is read back.
  "vsphere:index/virtualMachine:VirtualMachine": ["swapPlacementPolicy"],
};

/** Differences that Alibaba Cloud's provider shows of itself after it has made something. */
export const PROVIDER_FORGETS: Readonly<Record<string, readonly string[]>> = {
  // Sent by its update alone: what it creates has none, and the next update sets them (provider 1.285.0).
  "alicloud:alb/securityPolicy:SecurityPolicy": ["tags"],
  // The same: only its update knows of it.
  "alicloud:rds/account:Account": ["checkPolicy"],
};

/** What a preview would do, without what `forgotten` explains. */
export async function differences(
  stack: Stack,
  forgotten: Readonly<Record<string, readonly string[]>> = {},
): Promise<Difference[]> {
  const found: Difference[] = [];
  await stack.preview({
    onEvent: ({ resourcePreEvent }) => {
      const metadata = resourcePreEvent?.metadata;
      if (metadata === undefined || metadata.op === "same" || metadata.op === "read") {
        return;
      }
      const explained = forgotten[metadata.type] ?? [];
      const properties = Object.keys(metadata.detailedDiff ?? {}).filter(
        (path) =>
          !explained.some(
            (known) => path === known || path.startsWith(`${known}[`) || path.startsWith(`${known}.`),
          ),
      );
      if (metadata.op !== "update" || properties.length > 0) {
        const name = metadata.urn.split("::").at(-1) ?? metadata.urn;
        found.push({ token: metadata.type, name, operation: metadata.op, properties });
      }
    },
  });
  return found;
}
