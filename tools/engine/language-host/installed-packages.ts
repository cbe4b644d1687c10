import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";

/** The parts of a package.json that matter to Pulumi. */
export interface PackageJson {
  readonly name?: string;
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly pulumi?: {
    readonly resource?: boolean;
    readonly name?: string;
    readonly version?: string;
    readonly server?: string;
    readonly parameterization?: Parameterization;
    readonly extensionParameterization?: Parameterization;
  };
}

interface Parameterization {
  readonly name: string;
  readonly version: string;
  /** Base64. */
  readonly value: string;
}

export interface InstalledPackage {
  /** Real path of the package's folder: links of a workspace are followed. */
  readonly directory: string;
  readonly manifest: PackageJson;
}

/**
 * Every package that a program in `directory` could import: all that stand in the `node_modules` folders from there up
 * to the root, nested ones included, each once. Policy packs are no part of a program and are left out.
 */
export function installedPackages(directory: string): InstalledPackage[] {
  const found = new Map<string, InstalledPackage>();
  for (let at = directory; ; at = dirname(at)) {
    collect(join(at, "node_modules"), found);
    if (dirname(at) === at) return [...found.values()];
  }
}

function collect(modules: string, found: Map<string, InstalledPackage>): void {
  for (const path of packageFolders(modules)) {
    const directory = realPathOf(path);
    if (directory === undefined || found.has(directory)) continue;
    const manifest = readPackageJson(directory);
    if (manifest === undefined || existsSync(join(directory, "PulumiPolicy.yaml"))) continue;
    found.set(directory, { directory, manifest });
    collect(join(directory, "node_modules"), found);
  }
}

function packageFolders(modules: string): string[] {
  return entries(modules).flatMap((name) => {
    if (name.startsWith(".")) return [];
    const path = join(modules, name);
    return name.startsWith("@") ? entries(path).map((scoped) => join(path, scoped)) : [path];
  });
}

function entries(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

// A link whose target has gone (a workspace that was removed) is no package.
function realPathOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** The package.json in `directory`, or nothing where there is none that can be read. */
export function readPackageJson(directory: string): PackageJson | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
    return typeof manifest === "object" && manifest !== null ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** A provider plugin that an installed SDK needs. */
export interface RequiredPackage {
  readonly name: string;
  /** With a leading `v`. */
  readonly version: string;
  readonly server?: string;
  readonly parameterization?: Parameterization;
  readonly extension?: Parameterization;
}

/** What a package.json's `pulumi` section asks for; nothing when the package is no resource SDK. */
export function requiredPackage({ name, version, pulumi }: PackageJson): RequiredPackage | undefined {
  if (pulumi?.resource !== true) return undefined;
  // Only packages of the scope @pulumi may leave their plugin's name out.
  const plugin = pulumi.name || /^@pulumi\/(.+)$/.exec(name ?? "")?.[1];
  const wanted = pulumi.version || version;
  if (plugin === undefined || wanted === undefined) return undefined;
  return {
    name: plugin,
    version: wanted.startsWith("v") ? wanted : `v${wanted}`,
    ...(pulumi.server ? { server: pulumi.server } : {}),
    ...(pulumi.parameterization ? { parameterization: pulumi.parameterization } : {}),
    ...(pulumi.extensionParameterization ? { extension: pulumi.extensionParameterization } : {}),
  };
}

/** Name and version of what a program depends on: its own dependencies, or with `transitive` all that is installed. */
export function programDependencies(
  directory: string,
  transitive: boolean,
): { name: string; version: string }[] {
  const own = readPackageJson(directory) ?? {};
  const direct = new Set(
    Object.keys({ ...own.dependencies, ...own.devDependencies, ...own.optionalDependencies }),
  );
  const dependencies = new Map<string, { name: string; version: string }>();
  for (const { manifest } of installedPackages(directory)) {
    const { name, version } = manifest;
    if (name === undefined || version === undefined || !(transitive || direct.has(name))) continue;
    // The nearest copy comes first: it is the one that the program itself gets.
    const key = transitive ? `${name}@${version}` : name;
    if (!dependencies.has(key)) dependencies.set(key, { name, version });
  }
  return [...dependencies.values()].sort((a, b) => a.name.localeCompare(b.name, "en"));
}
