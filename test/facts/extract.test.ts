import { existsSync, globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { factsFile, factsOf, type Properties } from "../../sandbox/facts/facts.ts";
import { ALICLOUD_TOKENS } from "../../sandbox/facts/tokens.ts";
import { isInput } from "../../sandbox/facts/value.ts";
import { judgeSources } from "../../tools/conformance/judge-source.ts";
import {
  Declarations,
  type Declared,
  type DeclaredType,
  tokenOfModule,
} from "../../tools/facts/declarations.ts";
import { dockerFacts } from "../../tools/facts/docker.ts";
import { extracts } from "../../tools/facts/extract.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const DEEP_IMPORT = /from "(@pulumi\/(?:alicloud|vsphere)\/[\w/]+)\.js"/g;

/** Deep imports of Pulumi resources in the program itself, by the file that has them. */
function deepImports(): { file: string; module: string }[] {
  const files = ["index.ts", ...globSync("components/**/*.ts", { cwd: ROOT })];
  return files
    .filter((file) => existsSync(join(ROOT, file)))
    .flatMap((file) =>
      [...readFileSync(join(ROOT, file), "utf8").matchAll(DEEP_IMPORT)].map((match) => ({
        file,
        module: match[1] as string,
      })),
    );
}

/** Source of the module that a deep import loads. */
function moduleSource(module: string): string {
  const inPackage = module.split("/").slice(2).join("/");
  const file = module.startsWith("@pulumi/vsphere")
    ? join(ROOT, "sdks/vsphere/generated", `${inPackage}.ts`)
    : join(ROOT, "node_modules/@pulumi/alicloud", `${inPackage}.js`);
  return readFileSync(file, "utf8");
}

describe("the extract", () => {
  it("knows every resource that the program imports", () => {
    const unknown = deepImports()
      .map(({ file, module }) => ({ file, token: tokenOfModule(moduleSource(module)) }))
      // Functions register no type, and a provider's type is the bare name of its package.
      .filter(({ token }) => token?.includes(":") && factsOf(token) === undefined)
      .map(({ file, token }) => `${file}: add "${token}" to sandbox/facts/tokens.ts and run npm run facts`);
    expect(unknown).toEqual([]);
  });

  it("tells the token of a module whose file is called otherwise", () => {
    expect(tokenOfModule(moduleSource("@pulumi/alicloud/vpc/havip"))).toBe("alicloud:vpc/hAVip:HAVip");
    expect(tokenOfModule(moduleSource("@pulumi/vsphere/folder"))).toBe("vsphere:index/folder:Folder");
  });

  it("holds exactly the tokens that are listed, and says which versions they are of", () => {
    const { sdk, upstream, resources } = factsFile("alicloud");
    expect(Object.keys(resources)).toEqual([...ALICLOUD_TOKENS].sort());
    expect(upstream).toMatch(/^\d+\.\d+\.\d+$/);
    const installed = JSON.parse(
      readFileSync(join(ROOT, "node_modules/@pulumi/alicloud/package.json"), "utf8"),
    );
    expect(sdk).toBe((installed as { version: string }).version);
  });

  const sources = judgeSources(process.env);
  it.skipIf(sources === undefined)("is what the providers' facts give today", () => {
    for (const [name, text] of Object.entries(extracts(sources as string))) {
      expect(
        text === readFileSync(join(ROOT, "sandbox/facts", name), "utf8"),
        `${name}: run npm run facts`,
      ).toBe(true);
    }
  });
});

describe("Docker's facts", () => {
  it("are what the npm package declares today", () => {
    const kept = readFileSync(new URL("../../sandbox/facts/docker.facts.json", import.meta.url), "utf8");
    expect(kept).toBe(dockerFacts());
  });

  it("take an enumeration for its texts", () => {
    const build = factsOf("docker:index/image:Image")?.build?.properties ?? {};
    expect(build.builderVersion).toMatchObject({ type: "string", oneOf: ["BuilderV1", "BuilderBuildKit"] });
  });
});

describe("the npm package's declarations", () => {
  let declarations: Declarations;
  beforeAll(() => {
    declarations = new Declarations(join(ROOT, "node_modules/@pulumi/alicloud"));
  });

  it.each(ALICLOUD_TOKENS)("%s has the names, the direction and the shape that are declared", (token) => {
    const declared = declarations.resource(token);
    const facts = factsOf(token) as Properties;
    expect(declared).toBeDefined();
    if (declared) {
      expect(inputsOf(facts)).toEqual(declaredInputs(declared.inputs));
      const outputs = [...declared.outputs.keys()].filter((name) => name !== "urn" && name !== "id");
      expect(Object.keys(facts)).toEqual(expect.arrayContaining(outputs));
    }
  });
});

/** Each input with its shape and whether it must be given, nested objects included. */
interface Shape {
  readonly [name: string]: string | Shape;
}

function inputsOf(properties: Properties, nested = false): Shape {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, property]) => nested || isInput(property))
      .map(([name, property]) => {
        const kind =
          ({ integer: "number", set: "list" } as Record<string, string>)[property.type] ?? property.type;
        return property.properties
          ? [`${name}${property.required ? "!" : ""} ${kind}`, inputsOf(property.properties, true)]
          : [name, `${kind}${property.required ? "!" : ""}`];
      }),
  );
}

function declaredInputs(declared: Declared): Shape {
  return Object.fromEntries(
    [...declared].map(([name, { type, required }]) => {
      const object = objectIn(type);
      return object
        ? [`${name}${required ? "!" : ""} ${type.kind}`, declaredInputs(object)]
        : [name, `${type.kind}${required ? "!" : ""}`];
    }),
  );
}

function objectIn(type: DeclaredType): Declared | undefined {
  if (type.kind === "list" || type.kind === "map") {
    return objectIn(type.item);
  }
  return type.kind === "object" ? type.properties() : undefined;
}
