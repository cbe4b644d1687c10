import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { factsFile } from "../../sandbox/facts/load.ts";
import { builtJudge, cachedJudge, type Report } from "./build.ts";
import { judgeSources } from "./judge-source.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** A real provider's plugin. */
export interface Judge {
  readonly provider: "alicloud" | "vsphere";
  readonly executable: string;
  /** `official`: as Pulumi publishes it. `checking build`: the Terraform provider behind Pulumi's protocol. */
  readonly kind: "official" | "checking build";
  /** Version under which the engine asks for it. */
  readonly version: string;
}

/** Why there is none, for a person. */
export interface NoJudge {
  readonly missing: string;
}

/**
 * The real provider to judge by: the official plugin where it is installed, else a build of its sources.
 * @throws when the sources are there and the build fails.
 */
export async function findJudge(
  provider: Judge["provider"],
  env: Environment,
  report: Report,
): Promise<Judge | NoJudge> {
  return find(provider, env, (sources) => builtJudge(sources, provider, env, report));
}

/** The same where it is at hand already: nothing is built, which may take twenty minutes. */
export async function findJudgeAtHand(
  provider: Judge["provider"],
  env: Environment,
): Promise<Judge | NoJudge> {
  return find(provider, env, async (sources) => cachedJudge(sources, provider, env));
}

async function find(
  provider: Judge["provider"],
  env: Environment,
  fromSources: (sources: string) => Promise<string | undefined>,
): Promise<Judge | NoJudge> {
  const version = factsFile(provider).sdk;
  const official = installedPlugin(provider, env);
  if (official) {
    return { provider, executable: official, kind: "official", version };
  }
  const sources = judgeSources(env);
  if (sources === undefined) {
    return {
      missing: `no plugin pulumi-resource-${provider} in PULUMI_HOME or PATH, and HOUGU_CONFORMANCE names no folder with its sources; \`pulumi plugin install resource ${provider} ${version}\` installs the official one`,
    };
  }
  const executable = await fromSources(sources);
  if (executable === undefined) {
    return {
      missing: `the real provider of ${provider} has not been built yet; \`npm run test:${provider}\` builds it`,
    };
  }
  return { provider, executable, kind: "checking build", version };
}

export function isMissing(found: Judge | NoJudge): found is NoJudge {
  return "missing" in found;
}

/** The newest plugin of the name in PULUMI_HOME, or one in PATH. */
function installedPlugin(provider: string, env: Environment): string | undefined {
  const name = `pulumi-resource-${provider}`;
  const home = env.PULUMI_HOME ?? join(env.HOME ?? homedir(), ".pulumi");
  const plugins = join(home, "plugins");
  const versions = existsSync(plugins)
    ? readdirSync(plugins).filter(
        (entry) => entry.startsWith(`resource-${provider}-v`) && !entry.endsWith(".lock"),
      )
    : [];
  const candidates = [
    ...versions
      .sort((a, b) => b.localeCompare(a, "en", { numeric: true }))
      .map((entry) => join(plugins, entry, name)),
    ...(env.PATH ?? "").split(delimiter).map((folder) => join(folder, name)),
  ];
  return candidates.find((candidate) => existsSync(candidate));
}
