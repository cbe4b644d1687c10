import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { OpMap, PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { Cloud } from "../../../sandbox/cloud/cloud.ts";
import { CLOUD_TYPES } from "../../../sandbox/cloud/types.ts";
import { announced } from "../../../sandbox/process/announcement.ts";
import { CLOUD_FOLDER } from "../../../sandbox/process/layout.ts";
import { type Difference, differences, drift, PROVIDER_FORGETS } from "../differences.ts";
import { step } from "../steps.ts";
import type { Life } from "./whole-life.ts";

/** What a life goes through, beside what every life does. */
export interface Stations {
  /** Begins every line about it, e.g. `dev`. */
  readonly title: string;
  /** The same program with inputs that are changed in place. */
  readonly changed: PulumiFn;
  /** The same with inputs that need something to be made anew. */
  readonly replaced?: PulumiFn;
  /** Somebody changes something by hand, past Pulumi. @returns the property that a refresh must find */
  readonly tamper: (life: Life) => Promise<string>;
  /** The program without any protection from deletion. */
  readonly unguarded: PulumiFn;
  /** What else is to be seen of it once it is up. */
  readonly whenUp?: {
    readonly title: string;
    /** @param upSeconds how long `up` took */
    readonly look: (life: Life, upSeconds: number) => Promise<unknown>;
  };
  /** Kills the API's process during the first `up`, while the provider waits for what takes its time. */
  readonly killed?: boolean;
}

/**
 * When the process is killed: everything quick is there, and the provider waits its five minutes before it first asks for a
 * database. It must find everything again in a process that has only the store.
 */
const KILL_AFTER_MS = 90_000;
/** The process ends by itself soon after its last client. */
const END_MS = 10_000;

/**
 * Goes through a life, a line for each station. @throws at the first that goes wrong; a look at what is up that finds fault
 * lets the life go on to its end, for what comes after doesn't depend on it, and is thrown then
 */
export async function live(life: Life, stations: Stations): Promise<void> {
  const { title, changed, replaced, tamper, unguarded, killed = false } = stations;
  const { stack } = life;
  const station = (name: string, work: () => Promise<unknown>): Promise<void> =>
    step(`${title}: ${name}`, async () => {
      try {
        return await work();
      } catch (error) {
        const log = life.log();
        throw log.length > 0
          ? new Error(`${String(error)}\nthe API said\n${log.slice(-20).join("\n")}`)
          : error;
      }
    });
  const began = performance.now();
  await station(killed ? "up, with the API killed meanwhile" : "up", async () => {
    const up = stack.up();
    if (killed) {
      await Promise.race([up, sleep(KILL_AFTER_MS)]);
      await life.kill();
    }
    return (await up).summary.resourceChanges;
  });
  const upSeconds = (performance.now() - began) / 1000;
  await station("preview: nothing to change", () => nothingToChange(life));
  await station("refresh: nothing has changed", async () => none(await drift(stack, PROVIDER_FORGETS)));
  const { whenUp } = stations;
  const fault =
    whenUp &&
    (await station(whenUp.title, () => whenUp.look(life, upSeconds)).catch((error: unknown) => error));
  life.setProgram(changed);
  await station("up: changed in place", () => changedInPlace(life));
  await station("preview: nothing to change", () => nothingToChange(life));
  if (replaced) {
    life.setProgram(replaced);
    await station("up: made anew", async () => {
      const { resourceChanges } = (await stack.up()).summary;
      if (!resourceChanges?.replace)
        throw new Error(`nothing was replaced: ${JSON.stringify(resourceChanges)}`);
      return resourceChanges;
    });
  }
  await station("refresh: finds what somebody changed by hand", async () => {
    const name = await tamper(life);
    const found = await stack.refresh();
    const updates = found.summary.resourceChanges?.update ?? 0;
    if (updates === 0 || !found.stdout.includes(name)) {
      throw new Error(`nothing was found about ${name}:\n${found.stdout}`);
    }
    return { updates };
  });
  await station("up: puts it back", async () =>
    only(["same", "update"], (await stack.up()).summary.resourceChanges, "update"),
  );
  life.setProgram(unguarded);
  await station("up: without protection", async () => (await stack.up()).summary.resourceChanges);
  await station("destroy", async () => (await stack.destroy()).summary.resourceChanges);
  const { home } = life;
  await station("the cloud is empty", async () => {
    life.closeApi();
    return { left: await leftIn(home) };
  });
  if (fault) throw fault;
}

async function nothingToChange({ stack }: Life): Promise<unknown> {
  return none(await differences(stack, PROVIDER_FORGETS));
}

function none(found: readonly Difference[]): unknown {
  if (found.length > 0) throw new Error(`expected no difference, got ${JSON.stringify(found, null, 1)}`);
  return {};
}

/** Others' resources may be made anew: Docker changes no label of a container. */
async function changedInPlace({ stack }: Life): Promise<unknown> {
  const anew = new Set<string>();
  const up = await stack.up({
    onEvent: ({ resourcePreEvent }) => {
      const { op, type, urn } = resourcePreEvent?.metadata ?? {};
      if (type?.startsWith("alicloud:") && op !== "same" && op !== "update" && op !== "read") {
        anew.add(`${op} ${urn}`);
      }
    },
  });
  if (anew.size > 0) throw new Error(`expected updates in place, got ${[...anew].join(", ")}`);
  const { resourceChanges } = up.summary;
  if (!resourceChanges?.update) throw new Error(`nothing was updated: ${JSON.stringify(resourceChanges)}`);
  return resourceChanges;
}

function only(allowed: readonly (keyof OpMap)[], changes: OpMap = {}, needed?: keyof OpMap): OpMap {
  const others = Object.keys(changes).filter((name) => !allowed.includes(name as keyof OpMap));
  if (others.length > 0 || (needed && !changes[needed])) {
    throw new Error(`expected ${allowed.join(", ")}, got ${JSON.stringify(changes)}`);
  }
  return changes;
}

/**
 * What the provider (1.285.0) never deletes: its delete of a log audit, and of a message service that is paid as it goes,
 * only warns and forgets.
 */
const NEVER_DELETED: ReadonlySet<string> = new Set(["alicloud:logAudit", "alicloud:amqpInstance"]);

/** Everything of Alibaba Cloud that is left in a sandbox that nobody uses any more. @throws when there is any */
async function leftIn(home: string): Promise<number> {
  const deadline = Date.now() + END_MS;
  while (announced(home) !== undefined && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const folder = join(home, CLOUD_FOLDER);
  if (!existsSync(folder)) throw new Error(`no cloud in ${folder}`);
  const cloud = Cloud.open(folder, { types: CLOUD_TYPES });
  try {
    const left = cloud.list().filter(({ type }) => type.startsWith("alicloud:") && !NEVER_DELETED.has(type));
    if (left.length > 0) throw new Error(`left: ${left.map(({ type, id }) => `${type} ${id}`).join(", ")}`);
    return left.length;
  } finally {
    cloud.close();
  }
}
