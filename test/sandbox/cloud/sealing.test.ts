import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Store } from "../../../sandbox/cloud/store/store.ts";
import { temporaryFolder } from "../temporary.ts";
import { HERE, toyCloud } from "./toy-cloud.ts";
import { MAKING_SECONDS } from "./toys.ts";

const SECRET = "correct-horse-battery-staple";

/** The text of every file below a folder. */
function everything(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, "latin1"))
    .join("\n");
}

describe("a sealed attribute", () => {
  it("is in no file, however often it changed, and comes back whole", async () => {
    const { cloud, clock, folder } = toyCloud();
    const { id } = await cloud.create(HERE, "toy:box", { name: "visible", secret: SECRET });
    clock.advance(MAKING_SECONDS);
    await cloud.modify(HERE, "toy:box", id, { secret: { user: "u", password: `${SECRET}-2` } });
    cloud.tamper("toy:box", id, { colour: "red" });
    expect(everything(folder)).toContain("visible");
    expect(everything(folder)).not.toContain(SECRET);
    expect(everything(folder)).not.toContain(Buffer.from(SECRET).toString("base64").slice(0, 20));
    cloud.close();
    const store = Store.open(folder, { sealed: () => ["secret"] });
    store.compact();
    store.close();
    expect(readFileSync(join(folder, "snapshot.json"), "utf8")).toContain("visible");
    expect(everything(folder)).not.toContain(SECRET);
    const { cloud: reopened } = toyCloud(folder, clock);
    const after = await reopened.describe(HERE, "toy:box", id);
    expect(after?.attributes.secret).toEqual({ user: "u", password: `${SECRET}-2` });
  });

  it("is written differently each time, so that equal secrets can't be told", async () => {
    const { cloud, folder } = toyCloud();
    await cloud.create(HERE, "toy:box", { secret: SECRET });
    await cloud.create(HERE, "toy:box", { secret: SECRET });
    const sealed = [...everything(folder).matchAll(/"\$sealed":"([^"]+)"/g)].map(([, text]) => text);
    expect(sealed).toHaveLength(2);
    expect(new Set(sealed).size).toBe(2);
  });

  it("can't be opened with another key, nor when somebody changed it", async () => {
    const { cloud, folder } = toyCloud();
    await cloud.create(HERE, "toy:box", { secret: SECRET });
    cloud.close();
    const key = join(folder, "key");
    const right = readFileSync(key);
    writeFileSync(key, Buffer.alloc(32));
    expect(() => Store.open(folder)).toThrow(/authenticate/);
    writeFileSync(key, right.subarray(1));
    expect(() => Store.open(folder)).toThrow(/key has 31 bytes, a key has 32/);
    writeFileSync(key, right);
    const journal = join(folder, "journal.jsonl");
    const text = readFileSync(journal, "utf8");
    // The last characters of the sealed text itself, before its padding.
    writeFileSync(
      journal,
      text.replace(/(\$sealed":"[^"]{40})(.)/, (_, before, one) => `${before}${one === "A" ? "B" : "A"}`),
    );
    expect(() => Store.open(folder)).toThrow(/authenticate/);
  });

  it("has a key that only its owner can read", () => {
    const folder = temporaryFolder();
    Store.open(folder).close();
    expect(statSync(join(folder, "key")).mode & 0o777).toBe(0o600);
  });
});
