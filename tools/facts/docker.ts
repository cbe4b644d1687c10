/**
 * `node tools/facts/docker.ts [--check]`: the facts of the Docker resources in use, from the declarations of @pulumi/docker
 * into `sandbox/facts/docker.facts.json`. There is no provider's schema to read beside them: names, kinds and what is
 * required come from the declarations; what can change in place is said here, with its source.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { DOCKER_TOKENS } from "../../sandbox/facts/tokens.ts";
import type { Properties, Property, ResourceFacts } from "../../sandbox/facts/types.ts";
import { Declarations } from "./declarations.ts";
import { factsText } from "./facts-text.ts";
import { reconcile } from "./reconcile.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const FILE = join(ROOT, "sandbox/facts/docker.facts.json");

/**
 * Properties that change what is there; every other one makes it anew. Docker itself can change limits and the restart
 * policy of a container (`docker update`) and nothing of a network or a volume; what else stands here steers the provider.
 * An image is built anew under the same name, which is an update.
 */
const CHANGES_IN_PLACE: Readonly<Record<string, readonly string[] | "all">> = {
  "docker:index/image:Image": "all",
  "docker:index/remoteImage:RemoteImage": ["forceRemove", "keepLocally"],
  "docker:index/container:Container": [
    "containerReadRefreshTimeoutMilliseconds",
    "cpuSet",
    "cpuShares",
    "destroyGraceSeconds",
    "logs",
    "maxRetryCount",
    "memory",
    "memorySwap",
    "mustRun",
    "removeVolumes",
    "restart",
    "rm",
    "start",
    "wait",
    "waitTimeout",
  ],
  "docker:index/network:Network": [],
  "docker:index/volume:Volume": [],
};

/** Types whose `name` the package fills from the resource's logical name. */
const NAMED_BY_ITSELF: ReadonlySet<string> = new Set([
  "docker:index/container:Container",
  "docker:index/network:Network",
  "docker:index/volume:Volume",
]);

/** The whole file as text. */
export function dockerFacts(): string {
  const packageRoot = join(ROOT, "node_modules/@pulumi/docker");
  const declarations = new Declarations(packageRoot);
  const { version } = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as {
    version: string;
  };
  const resources: Record<string, ResourceFacts> = {};
  for (const token of DOCKER_TOKENS) {
    const declared = declarations.resource(token);
    if (declared === undefined) {
      throw new Error(`sandbox/facts/tokens.ts: ${token} isn't in the declarations of @pulumi/docker`);
    }
    resources[token] = completed(token, reconcile({}, declared));
  }
  return factsText({ provider: "docker", sdk: version, upstream: "", resources });
}

function completed(token: string, properties: Properties): Properties {
  const inPlace = CHANGES_IN_PLACE[token];
  return Object.fromEntries(
    Object.entries(known(properties)).map(([name, property]): [string, Property] => {
      const isInput = property.required === true || property.optional === true;
      const replaces = isInput && inPlace !== "all" && !inPlace?.includes(name);
      const autoName = name === "name" && NAMED_BY_ITSELF.has(token);
      return [name, { ...property, ...(replaces ? { replaces } : {}), ...(autoName ? { autoName } : {}) }];
    }),
  );
}

/** Without the mark that the declarations are all there is: here they are the source. */
function known(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([name, { declaredOnly: _, properties: nested, ...rest }]) => [
      name,
      { ...rest, ...(nested ? { properties: known(nested) } : {}) },
    ]),
  );
}

if (import.meta.main) {
  const text = dockerFacts();
  const same = existsSync(FILE) && readFileSync(FILE, "utf8") === text;
  const isCheck = process.argv.includes("--check");
  if (!same && !isCheck) writeFileSync(FILE, text);
  console.log(
    `docker.facts.json: ${same ? "unchanged" : isCheck ? "differs; run node tools/facts/docker.ts" : "written"}`,
  );
  process.exitCode = isCheck && !same ? 1 : 0;
}
