import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { descendants, type Ended, Operator, ROOT } from "./operator.ts";

/**
 * The life of dev on the real engine: each step begins where the one before it ended, as in an operator's week.
 */
describe("the life of dev", () => {
  const operator = new Operator();
  afterAll(() => operator.remove());

  const nothingChanged = { create: 0, update: 0, replace: 0, delete: 0 };
  const up = () => operator.hougu("up", "--stack", "dev", "--yes");
  const changed = ({ document }: Ended) =>
    document.changes.map(({ change, name, type }) => `${change} ${type.split(":").at(-1)} ${name}`).sort();

  it("comes up, policies included, and says where it is reached", async () => {
    const { code, document, stderr } = await up();
    expect({ code, error: document.error, stderr: code === 0 ? "" : stderr }).toEqual({
      code: 0,
      stderr: "",
    });
    expect(document.stack).toBe("dev");
    expect(document.summary).toMatchObject({ update: 0, replace: 0, delete: 0, same: 0 });
    expect(document.policy).toEqual({ mandatory: [], advisory: [] });
    expect(document.outputs.endpoints).toMatchObject({
      artist: {
        domain: "api.dev.artist.example.com",
        addresses: [expect.stringMatching(/^(203\.0\.113|198\.51\.100|192\.0\.2)\.\d+$/)],
      },
      food: { domain: "api.dev.food.example.com", addresses: ["192.168.50.23"] },
    });
    // Every resource of the program, as the golden list has it, is there.
    const golden = readFileSync(join(ROOT, "test/program/golden/dev.resources.txt"), "utf8")
      .trim()
      .split("\n");
    expect(document.summary.create).toBe(golden.length);
    expect(readFileSync(document.report ?? "", "utf8")).toContain("后古艺术家");
  });

  it("keeps its secrets from every file and every line", async () => {
    const { stdout, stderr } = await operator.hougu("outputs", "--stack", "dev");
    const written = operator.everythingWritten() + stdout + stderr;
    expect(written).not.toMatch(/BEGIN (EC |RSA )?PRIVATE KEY/);
    // The sandbox's vCenter password begins so: see ops/stack/sandbox-config.ts.
    expect(written).not.toContain("Aa1!");
  });

  it("changes nothing when nothing has changed", async () => {
    const { code, document } = await up();
    expect(code).toBe(0);
    expect(document.summary).toMatchObject(nothingChanged);
    expect(document.changes).toEqual([]);
  });

  it("updates in place what can be", async () => {
    operator.configure("dev", (file) => file.setIn(["config", "hougu:network", "natBandwidthMbps"], 8));
    const ended = await up();
    expect(ended.code).toBe(0);
    expect(changed(ended)).toEqual(["update EipAddress network-nat-eip"]);
    const bandwidths = await operator.behindTheBack((cloud) =>
      cloud.list().flatMap(({ type, attributes }) => (type === "alicloud:eip" ? [attributes.bandwidth] : [])),
    );
    expect(bandwidths.sort()).toEqual(["5", "8"]);
  });

  it("replaces machines whose guest is another one, the old before the new and one after the other", async () => {
    const before = await machines();
    operator.configure("dev", (file) =>
      file.setIn(["config", "hougu:artist", "tomcat", "sessionTimeoutMinutes"], 45),
    );
    const ended = await up();
    expect(ended.code).toBe(0);
    expect(changed(ended)).toEqual(
      expect.arrayContaining(["replace Instance artist-tomcat-1", "replace Instance artist-tomcat-2"]),
    );
    expect(changed(ended).filter((line) => /edge|food/.test(line))).toEqual([]);
    const after = await machines();
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
    for (const [name, id] of after) {
      expect({ name, moved: id !== before.get(name) }).toEqual({
        name,
        moved: name.includes("artist-tomcat"),
      });
    }
    const { steps } = ended.document;
    const at = (name: string, step: string) =>
      steps.findIndex((one) => one.name === name && one.step === step);
    for (const name of ["artist-tomcat-1", "artist-tomcat-2"]) {
      expect(at(name, "delete-replaced")).toBeGreaterThanOrEqual(0);
      expect(at(name, "delete-replaced")).toBeLessThan(at(name, "create-replacement"));
    }
  });

  it("finds what somebody changed by hand, and puts it back", async () => {
    await operator.behindTheBack((cloud) => {
      const instance = cloud
        .list()
        .find(({ attributes }) => attributes.instanceName === "hougu-dev-artist-tomcat-1");
      cloud.tamper("alicloud:instance", instance?.id ?? "", { tags: { owner: "somebody-else" } });
      const rule = cloud
        .list()
        .find(
          ({ type, attributes }) =>
            type === "alicloud:securityGroupRule" && attributes.portRange === "443/443",
        );
      cloud.destroy("alicloud:securityGroupRule", rule?.id ?? "");
    });
    const refreshed = await operator.hougu("refresh", "--stack", "dev", "--yes");
    expect(refreshed.code).toBe(0);
    expect(changed(refreshed)).toEqual([
      "delete SecurityGroupRule network-artist-edge-https-from-internet",
      "update Instance artist-tomcat-1",
    ]);
    const mended = await up();
    expect(changed(mended)).toEqual([
      "create SecurityGroupRule network-artist-edge-https-from-internet",
      "update Instance artist-tomcat-1",
    ]);
    const tags = await operator.behindTheBack(
      (cloud) =>
        cloud.list().find(({ attributes }) => attributes.instanceName === "hougu-dev-artist-tomcat-1")
          ?.attributes.tags,
    );
    expect(tags).toMatchObject({ owner: "platform-team", role: "tomcat" });
  });

  it("recovers by itself when the engine was killed in mid-update, and makes nothing twice", async () => {
    operator.setCloud({ msPerSecond: 25 });
    operator.configure("dev", (file) => {
      file.setIn(["config", "hougu:artist", "tomcat", "count"], 4);
      file.setIn(["config", "hougu:food", "tomcat", "count"], 4);
    });
    const child = operator.start("up", "--stack", "dev", "--yes");
    await until(() =>
      readFileSync(join(operator.cloudFolder, "journal.jsonl"), "utf8").includes("artist-tomcat-3"),
    );
    const engines = descendants(child.pid ?? 0, "pulumi");
    expect(engines.length).toBeGreaterThan(0);
    for (const pid of engines) kill(pid);
    await new Promise((resolve) => child.once("close", resolve));
    operator.setCloud({});
    const ended = await up();
    expect({ code: ended.code, error: ended.document.error }).toEqual({ code: 0, error: undefined });
    expect(ended.document.recovery).toMatchObject({ unlocked: true });
    expect(ended.document.recovery?.adopted).toContain("artist-tomcat-3");
    const names = await operator.behindTheBack((cloud) =>
      cloud
        .list()
        .flatMap(({ type, attributes }) =>
          type === "alicloud:instance" ? [String(attributes.instanceName)] : [],
        ),
    );
    expect(names.sort()).toEqual([
      "hougu-dev-artist-edge-cn-hangzhou-k-1",
      "hougu-dev-artist-edge-cn-hangzhou-k-2",
      "hougu-dev-artist-rabbitmq-1",
      ...[1, 2, 3, 4].map((number) => `hougu-dev-artist-tomcat-${number}`),
      "hougu-dev-monitoring-1",
    ]);
    const again = await up();
    expect(again.document.summary).toMatchObject(nothingChanged);
  });

  it("says which resource failed and why when the cloud refuses, and goes on from there", async () => {
    operator.setCloud({ quotas: { "alicloud:securityGroupRule": 4 } });
    operator.configure("dev", (file) =>
      file.setIn(["config", "hougu:network", "adminCidrs"], ["10.8.0.0/24", "10.9.0.0/24", "10.10.0.0/24"]),
    );
    const refused = await up();
    expect(refused.code).toBe(1);
    expect(refused.document.error).toMatchObject({ code: "operation" });
    expect(JSON.stringify(refused.document.error)).toContain("AuthorizationLimitExceed");
    operator.setCloud({});
    expect((await up()).code).toBe(0);
  });

  it("leaves nothing when it is destroyed", async () => {
    const { code, document } = await operator.hougu("destroy", "--stack", "dev", "--yes");
    expect({ code, error: document.error }).toEqual({ code: 0, error: undefined });
    const furnished = operator.furnishings().map(({ id }) => id);
    const left = await operator.behindTheBack((cloud) => cloud.list().map(({ id }) => id));
    expect(left.sort()).toEqual(furnished.sort());
    const again = await operator.hougu("destroy", "--stack", "dev", "--yes");
    expect(again.code).toBe(0);
  });

  /** Machines by name, with their ids. */
  async function machines(): Promise<ReadonlyMap<string, string>> {
    return operator.behindTheBack(
      (cloud) =>
        new Map(
          cloud.list().flatMap(({ type, id, attributes }) => {
            const name = type === "alicloud:instance" ? attributes.instanceName : attributes.name;
            const isOurs =
              ["alicloud:instance", "vsphere:virtualMachine"].includes(type) &&
              String(name).startsWith("hougu-");
            return isOurs ? [[String(name), id] as const] : [];
          }),
        ),
    );
  }
});

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries > 2000) throw new Error("it never came to that");
    await sleep(20);
  }
}

/** One that has ended meanwhile needs no killing. */
function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
