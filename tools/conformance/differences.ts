import type { Stack, StepEventMetadata } from "@pulumi/pulumi/automation/index.js";

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
  const found = new Findings(forgotten);
  await stack.preview({ onEvent: ({ resourcePreEvent }) => found.add(resourcePreEvent?.metadata) });
  return found.all;
}

/** What a refresh finds, without what `forgotten` explains. */
export async function drift(
  stack: Stack,
  forgotten: Readonly<Record<string, readonly string[]>> = {},
): Promise<Difference[]> {
  const found = new Findings(forgotten);
  await stack.refresh({ onEvent: ({ resOutputsEvent }) => found.add(resOutputsEvent?.metadata) });
  return found.all;
}

/** Operations that change nothing. */
const IDLE: ReadonlySet<string> = new Set(["same", "read", "refresh"]);

class Findings {
  readonly all: Difference[] = [];
  readonly #forgotten: Readonly<Record<string, readonly string[]>>;

  constructor(forgotten: Readonly<Record<string, readonly string[]>>) {
    this.#forgotten = forgotten;
  }

  add(metadata: StepEventMetadata | undefined): void {
    if (metadata === undefined || IDLE.has(metadata.op)) return;
    const explained = this.#forgotten[metadata.type] ?? [];
    const properties = Object.keys(metadata.detailedDiff ?? {}).filter(
      (path) =>
        !explained.some(
          (known) => path === known || path.startsWith(`${known}[`) || path.startsWith(`${known}.`),
        ),
    );
    if (metadata.op === "update" && properties.length === 0) return;
    const name = metadata.urn.split("::").at(-1) ?? metadata.urn;
    this.all.push({ token: metadata.type, name, operation: metadata.op, properties });
  }
}
