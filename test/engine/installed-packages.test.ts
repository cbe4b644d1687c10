import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  installedPackages,
  programDependencies,
  requiredPackage,
} from "../../tools/engine/language-host/installed-packages.ts";
import { temporaryFolder } from "./fake-tools.ts";

function put(directory: string, manifest: object): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "package.json"), JSON.stringify(manifest));
}

const names = (directory: string): (string | undefined)[] =>
  installedPackages(directory).map(({ manifest }) => manifest.name);

describe("installedPackages", () => {
  it("finds scoped, nested and hoisted packages", () => {
    const root = temporaryFolder();
    const program = join(root, "program");
    put(join(program, "node_modules", "plain"), { name: "plain" });
    put(join(program, "node_modules", "plain", "node_modules", "nested"), { name: "nested" });
    put(join(program, "node_modules", "@scope", "scoped"), { name: "@scope/scoped" });
    put(join(root, "node_modules", "hoisted"), { name: "hoisted" });
    expect(names(program)).toEqual(["@scope/scoped", "plain", "nested", "hoisted"]);
  });

  it("follows the links of a workspace, each package once, circles included", () => {
    const root = temporaryFolder();
    put(join(root, "sdks", "vsphere"), { name: "@pulumi/vsphere" });
    mkdirSync(join(root, "node_modules", "@pulumi"), { recursive: true });
    symlinkSync(join(root, "sdks", "vsphere"), join(root, "node_modules", "@pulumi", "vsphere"));
    mkdirSync(join(root, "sdks", "vsphere", "node_modules"));
    symlinkSync(join(root, "sdks", "vsphere"), join(root, "sdks", "vsphere", "node_modules", "itself"));
    expect(names(root)).toEqual(["@pulumi/vsphere"]);
  });

  it("leaves out policy packs, broken links, broken manifests and .bin", () => {
    const root = temporaryFolder();
    const modules = join(root, "node_modules");
    put(join(modules, "pack"), { name: "pack" });
    writeFileSync(join(modules, "pack", "PulumiPolicy.yaml"), "runtime: nodejs\n");
    put(join(modules, ".bin"), { name: "bin" });
    put(join(modules, "broken"), {});
    writeFileSync(join(modules, "broken", "package.json"), "{");
    symlinkSync(join(root, "gone"), join(modules, "link"));
    expect(names(root)).toEqual([]);
  });
});

describe("requiredPackage", () => {
  it.each([
    [
      { name: "@pulumi/alicloud", version: "3.1.0", pulumi: { resource: true } },
      { name: "alicloud", version: "v3.1.0" },
    ],
    [
      {
        name: "@pulumi/vsphere",
        version: "0.0.0",
        pulumi: { resource: true, name: "vsphere", version: "4.16.4", server: "s" },
      },
      { name: "vsphere", version: "v4.16.4", server: "s" },
    ],
    [
      { name: "third-party", version: "v1.0.0", pulumi: { resource: true, name: "third" } },
      { name: "third", version: "v1.0.0" },
    ],
    [{ name: "third-party", version: "1.0.0", pulumi: { resource: true } }, undefined],
    [{ name: "@pulumi/policy", version: "1.0.0", pulumi: { resource: false } }, undefined],
    [{ name: "left-pad", version: "1.0.0" }, undefined],
  ])("of %j is %j", (manifest, required) => expect(requiredPackage(manifest)).toEqual(required));
});

describe("programDependencies", () => {
  it("lists direct dependencies, or everything", () => {
    const root = temporaryFolder();
    put(root, { dependencies: { b: "1", a: "1" }, devDependencies: { dev: "1" } });
    for (const name of ["a", "b", "dev", "deep"])
      put(join(root, "node_modules", name), { name, version: "1.0.0" });
    put(join(root, "node_modules", "b", "node_modules", "a"), { name: "a", version: "0.9.0" });
    const all = (transitive: boolean) =>
      programDependencies(root, transitive).map(({ name, version }) => `${name}@${version}`);
    expect(all(false)).toEqual(["a@1.0.0", "b@1.0.0", "dev@1.0.0"]);
    expect(all(true)).toEqual(["a@1.0.0", "a@0.9.0", "b@1.0.0", "deep@1.0.0", "dev@1.0.0"]);
  });
});
