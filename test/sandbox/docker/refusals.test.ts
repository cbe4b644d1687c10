import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DOCKER_TYPES } from "../../../sandbox/cloud/docker/types.ts";
import { text } from "../../../sandbox/cloud/object.ts";
import { Account, type Recipe, refusalOf, type WrongProgram } from "../account.ts";
import { codesIn } from "../rules.ts";

const HOST = "ssh://hougu@172.20.10.80";
const REPOSITORY = "registry.cn-hangzhou.aliyuncs.com/hougu-dev-apps/danmaku";

const RECIPES: Readonly<Record<string, Recipe>> = {
  "docker:image": () => ({ imageName: `${REPOSITORY}:1.0.0`, build: { context: "apps/danmaku" } }),
  "docker:pulledImage": async (account) => ({
    name: text((await account.the("docker:image")).attributes, "repoDigest"),
  }),
  "docker:network": () => ({ name: "apps", ipamConfigs: [{ subnet: "10.99.0.0/24" }] }),
  "docker:volume": () => ({ name: "data" }),
  "docker:container": async (account) => ({
    name: "danmaku",
    image: text((await account.the("docker:pulledImage")).attributes, "repoDigest"),
    memory: 128,
    memorySwap: 128,
    ports: [{ internal: 8090, external: 8090 }],
    networksAdvanced: [{ name: text((await account.the("docker:network")).attributes, "name") }],
    volumes: [
      { volumeName: text((await account.the("docker:volume")).attributes, "name"), containerPath: "/data" },
    ],
  }),
};

const account = () => new Account(DOCKER_TYPES, RECIPES, { region: HOST });

const removeWhileUsed = (type: string) => async (daemon: Account) => {
  await daemon.the("docker:container");
  await daemon.remove(type, (await daemon.the(type)).id);
};

const PROGRAMS: readonly WrongProgram[] = [
  {
    type: "docker:image",
    code: "InvalidParameter",
    what: "under a tag that says nothing",
    run: (daemon) => daemon.create("docker:image", { imageName: `${REPOSITORY}:latest` }),
  },
  {
    type: "docker:image",
    code: "InvalidParameter",
    what: "under a name in capitals",
    run: (daemon) => daemon.create("docker:image", { imageName: "Registry/App:1" }),
  },
  {
    type: "docker:image",
    code: "Conflict",
    what: "pushed to a tag that another pushes to",
    run: async (daemon) => {
      await daemon.the("docker:image");
      await daemon.create("docker:image");
    },
  },
  {
    type: "docker:pulledImage",
    code: "NotFound",
    what: "that nobody pushed",
    run: (daemon) => daemon.create("docker:pulledImage", { name: `${REPOSITORY}:0.9.0` }),
  },
  {
    type: "docker:pulledImage",
    code: "Conflict",
    what: "removed while a container runs from it",
    run: removeWhileUsed("docker:pulledImage"),
  },
  {
    type: "docker:network",
    code: "Conflict",
    what: "under a name that is taken",
    run: async (daemon) => {
      await daemon.the("docker:network");
      await daemon.create("docker:network", { ipamConfigs: null });
    },
  },
  {
    type: "docker:network",
    code: "Forbidden",
    what: "on addresses that another has",
    run: async (daemon) => {
      await daemon.the("docker:network");
      await daemon.create("docker:network", { name: "other" });
    },
  },
  {
    type: "docker:network",
    code: "Forbidden",
    what: "removed while a container is in it",
    run: removeWhileUsed("docker:network"),
  },
  {
    type: "docker:volume",
    code: "Conflict",
    what: "removed while a container uses it",
    run: removeWhileUsed("docker:volume"),
  },
  {
    type: "docker:container",
    code: "NotFound",
    what: "of an image that the host hasn't",
    run: (daemon) => daemon.create("docker:container", { image: "docker.io/library/nginx:1" }),
  },
  {
    type: "docker:container",
    code: "Conflict",
    what: "under a name that is taken",
    run: async (daemon) => {
      await daemon.the("docker:container");
      await daemon.create("docker:container", { ports: [] });
    },
  },
  {
    type: "docker:container",
    code: "InternalError",
    what: "on a port that is taken",
    run: async (daemon) => {
      await daemon.the("docker:container");
      await daemon.create("docker:container", { name: "other" });
    },
  },
  {
    type: "docker:container",
    code: "InvalidParameter",
    what: "with less memory than a process takes",
    run: (daemon) => daemon.create("docker:container", { memory: 4, memorySwap: 4 }),
  },
  {
    type: "docker:container",
    code: "InvalidParameter",
    what: "with less swap than memory",
    run: (daemon) => daemon.create("docker:container", { memorySwap: 64 }),
  },
];

describe("a Docker host accepts", () => {
  it.each(DOCKER_TYPES.map(({ type }) => type))("a right %s, and lets it go again", async (type) => {
    const daemon = account();
    const { id } = await daemon.the(type);
    await daemon.remove(type, id);
    expect(await daemon.exists(type, id)).toBe(false);
  });

  it("the same port and name as another host", async () => {
    const daemon = account();
    const { attributes } = await daemon.the("docker:container");
    const elsewhere = { region: "ssh://hougu@172.20.10.81" };
    await daemon.cloud.create(elsewhere, "docker:pulledImage", { name: attributes.image as string });
    await daemon.cloud.create(elsewhere, "docker:container", {
      name: "danmaku",
      image: attributes.image as string,
      ports: [{ internal: 8090, external: 8090 }],
    });
  });
});

describe("a Docker host refuses", () => {
  it.each(PROGRAMS)("$type $what: $code", async ({ code, run }) => {
    expect((await refusalOf(run(account()))).code).toBe(code);
  });

  it("something about every type, by no rule that no program here breaks", () => {
    const types = new Set(PROGRAMS.map(({ type }) => type));
    expect([...types].sort()).toEqual(DOCKER_TYPES.map(({ type }) => type).sort());
    const broken = new Set(PROGRAMS.map(({ code }) => code));
    const rules = codesIn(join(import.meta.dirname, "../../../sandbox/cloud/docker"));
    expect([...rules].filter((code) => !broken.has(code))).toEqual([]);
  });
});
