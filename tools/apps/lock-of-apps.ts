import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly workspaces?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
}

interface Locked {
  readonly version: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

interface LockFile {
  readonly name: string;
  readonly version: string;
  readonly lockfileVersion: 3;
  readonly requires: true;
  readonly packages: Readonly<Record<string, unknown>>;
}

/**
 * The lock file from which images install: of the project's own, the part that the apps need. An image's builder sees the
 * folder of the apps alone, and what runs there must be what the tests ran with.
 *
 * @param root the project's folder
 * @throws Error when two packages of the apps want two versions of one, which this doesn't lay out
 */
export function lockOfApps(root: string): LockFile {
  const read = (...path: string[]) => JSON.parse(readFileSync(join(root, ...path), "utf8"));
  const workspace: Manifest = read("apps", "package.json");
  const folders = workspace.workspaces ?? [];
  const manifests = new Map(
    folders.map((folder): [string, Manifest] => [folder, read("apps", folder, "package.json")]),
  );
  const own = new Set([...manifests.values()].map(({ name }) => name));
  const locked: Record<string, Locked> = read("package-lock.json").packages;

  const external = new Map<string, Locked>();
  const waiting = [...manifests].flatMap(([folder, { dependencies = {} }]) =>
    Object.keys(dependencies).map((name) => ({ name, from: `apps/${folder}` })),
  );
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (own.has(next.name)) continue;
    const at = found(next.name, next.from, locked);
    const entry = locked[at] as Locked;
    const known = external.get(next.name);
    if (known && known.version !== entry.version) {
      throw new Error(
        `${next.name} is wanted in ${known.version} and ${entry.version}: pin one in apps/*/package.json`,
      );
    }
    if (known) continue;
    external.set(next.name, entry);
    for (const name of Object.keys(entry.dependencies ?? {})) waiting.push({ name, from: at });
  }

  const { name, version, license } = workspace;
  return {
    name,
    version,
    lockfileVersion: 3,
    requires: true,
    packages: sorted({
      "": { name, version, license, workspaces: folders },
      ...Object.fromEntries(
        [...manifests].flatMap(([folder, manifest]) => [
          [folder, ownEntry(folder, manifest)],
          [`node_modules/${manifest.name}`, { resolved: folder, link: true }],
        ]),
      ),
      ...Object.fromEntries(
        [...external].map(([one, { dev: _, ...entry }]) => [`node_modules/${one}`, entry]),
      ),
    }),
  };
}

function ownEntry(folder: string, { name, version, license, dependencies }: Manifest) {
  return { ...(name === folder ? {} : { name }), version, license, dependencies };
}

/** Where Node finds a package from another one: in its own folder, or in one above. */
function found(name: string, from: string, locked: Readonly<Record<string, Locked>>): string {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")))) {
    const at = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (locked[at]) return at;
    if (folder === "") throw new Error(`package-lock.json has no ${name}, which ${from} needs: npm install`);
  }
}

function sorted(packages: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
}
