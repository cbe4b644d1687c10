import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { Provider } from "@pulumi/vsphere/provider.js";
import { VirtualMachine } from "@pulumi/vsphere/virtualMachine.js";
import { beforeAll, describe, expect, it } from "vitest";
import { factsFile } from "../../sandbox/facts/facts.ts";
import { staleFiles, vsphereSdk } from "../../tools/facts/generate-vsphere-sdk.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** Runs a module in a Node of its own, as the program's host does, and gives what it prints. */
function inNode(code: string): string {
  const options = { cwd: ROOT, encoding: "utf8" } as const;
  return execFileSync(process.execPath, ["--input-type=module", "-e", code], options).trim();
}

describe("@pulumi/vsphere", () => {
  it("is what the facts give: `npm run sdk:vsphere` would change nothing", () => {
    expect(staleFiles(vsphereSdk())).toEqual([]);
  });

  it("has a class for every resource, under the official token and file name", () => {
    for (const token of Object.keys(factsFile("vsphere").resources)) {
      const [, path = "", name] = token.split(":");
      const source = readFileSync(
        join(ROOT, "sdks/vsphere/generated", `${path.replace("index/", "")}.ts`),
        "utf8",
      );
      expect(source).toContain(`export class ${name} extends pulumi.CustomResource`);
      expect(source).toContain(`__pulumiType = "${token}"`);
    }
  });

  it("loads one module by its deep path, and everything by its name", () => {
    const loaded = `
      import { registerHooks } from "node:module";
      const urls = [];
      registerHooks({ load(url, context, next) { urls.push(url); return next(url, context); } });
      const module = await import("SPECIFIER");
      const own = urls.filter((url) => url.includes("/sdks/vsphere/")).map((url) => url.split("/").at(-1)).sort();
      console.log(JSON.stringify({ names: Object.keys(module), own }));`;
    const deep = JSON.parse(inNode(loaded.replace("SPECIFIER", "@pulumi/vsphere/virtualMachine.js")));
    expect(deep).toEqual({ names: ["VirtualMachine"], own: ["utilities.ts", "virtualMachine.ts"] });
    const all = JSON.parse(inNode(loaded.replace("SPECIFIER", "@pulumi/vsphere"))) as { names: string[] };
    expect(all.names).toEqual(
      expect.arrayContaining(["Folder", "Provider", "VirtualMachine", "getNetworkOutput"]),
    );
  });
});

describe("a resource of it", () => {
  interface Registered {
    readonly type: string;
    readonly inputs: Record<string, unknown>;
  }
  const registered: Registered[] = [];
  beforeAll(() =>
    pulumi.runtime.setMocks({
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, inputs: inputs as Record<string, unknown> });
        return { id: `${name}-id`, state: { ...inputs, uuid: "4211" } };
      },
      call: ({ inputs }) => inputs,
    }),
  );

  it("registers its token and inputs, and gives outputs", async () => {
    const provider = new Provider("vsphere", {
      user: "u",
      password: "p",
      vsphereServer: "v",
      allowUnverifiedSsl: true,
    });
    const machine = new VirtualMachine("m", { name: "m", resourcePoolId: "pool" }, { provider });
    const uuid = await new Promise((done) => machine.uuid.apply(done));
    expect(uuid).toBe("4211");
    expect(registered.at(-1)).toMatchObject({
      type: "vsphere:index/virtualMachine:VirtualMachine",
      inputs: { name: "m", resourcePoolId: "pool" },
    });
    expect(registered[0]?.inputs).toMatchObject({ allowUnverifiedSsl: "true", vsphereServer: "v" });
    expect(VirtualMachine.isInstance(machine)).toBe(true);
    expect(Provider.isInstance(provider)).toBe(true);
    expect(VirtualMachine.isInstance(provider)).toBe(false);
    expect(VirtualMachine.isInstance(undefined)).toBe(false);
    expect(await pulumi.isSecret(provider.password)).toBe(true);
  });

  it("says what is missing", () => {
    const nothing = {} as ConstructorParameters<typeof VirtualMachine>[1];
    expect(() => new VirtualMachine("m", nothing)).toThrow("Missing required property 'resourcePoolId'");
  });

  it("reads an existing one", async () => {
    const found = VirtualMachine.get("found", "vm-1", { memory: 512 });
    expect(await new Promise((done) => found.memory.apply(done))).toBe(512);
  });
});
