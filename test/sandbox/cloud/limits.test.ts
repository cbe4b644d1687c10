import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { refusalOf } from "../account.ts";
import { HERE, THERE, toyCloud } from "./toy-cloud.ts";
import { MAKING_SECONDS } from "./toys.ts";

describe("a quota", () => {
  it("is the type's own until the settings say another", async () => {
    const { cloud, folder } = toyCloud();
    for (let count = 0; count < 3; count += 1) await cloud.create(HERE, "toy:box", {});
    const more = () => cloud.create(HERE, "toy:box", {});
    expect(await refusalOf(more())).toMatchObject({
      code: "TooManyBoxes",
      message: "There are too many boxes. (quota 3)",
    });
    // Anybody may write the file, at any time.
    writeFileSync(join(folder, "settings.json"), JSON.stringify({ quotas: { "toy:box": 4 } }));
    await expect(more()).resolves.toBeDefined();
    expect((await refusalOf(more())).code).toBe("TooManyBoxes");
  });

  it("is each region's", async () => {
    const { cloud } = toyCloud();
    for (let count = 0; count < 3; count += 1) await cloud.create(HERE, "toy:box", {});
    await expect(cloud.create(THERE, "toy:box", {})).resolves.toBeDefined();
  });

  it("can be each other object's", async () => {
    const { cloud } = toyCloud();
    const [first, second] = [
      await cloud.create(HERE, "toy:box", {}),
      await cloud.create(HERE, "toy:box", {}),
    ];
    // A box comes with one.
    for (const { id } of [first, second]) await cloud.create(HERE, "toy:label", { boxId: id });
    for (const { id } of [first, second]) {
      expect((await refusalOf(cloud.create(HERE, "toy:label", { boxId: id }))).code).toBe("TooManyLabels");
    }
  });

  it("leaves room again when something has gone", async () => {
    const { cloud, clock } = toyCloud();
    const boxes = [];
    for (let count = 0; count < 3; count += 1) boxes.push(await cloud.create(HERE, "toy:box", {}));
    clock.advance(MAKING_SECONDS);
    await cloud.remove(HERE, "toy:box", boxes[0]?.id ?? "");
    // What is going still counts.
    expect((await refusalOf(cloud.create(HERE, "toy:box", {}))).code).toBe("TooManyBoxes");
    clock.advance(MAKING_SECONDS);
    await expect(cloud.create(HERE, "toy:box", {})).resolves.toBeDefined();
  });
});

describe("a unique attribute", () => {
  it("is refused a second time, also by a change, and to nobody else", async () => {
    const { cloud, clock } = toyCloud();
    const first = await cloud.create(HERE, "toy:box", { name: "a" });
    const second = await cloud.create(HERE, "toy:box", { name: "b" });
    expect((await refusalOf(cloud.create(HERE, "toy:box", { name: "a" }))).message).toBe(
      "The name is taken. (a)",
    );
    clock.advance(MAKING_SECONDS);
    expect((await refusalOf(cloud.modify(HERE, "toy:box", second.id, { name: "a" }))).code).toBe("NameTaken");
    await expect(cloud.modify(HERE, "toy:box", first.id, { name: "a" })).resolves.toBeDefined();
    await expect(cloud.create(THERE, "toy:box", { name: "a" })).resolves.toBeDefined();
  });

  it("may be absent twice", async () => {
    const { cloud } = toyCloud();
    await cloud.create(HERE, "toy:box", {});
    await expect(cloud.create(HERE, "toy:box", {})).resolves.toBeDefined();
  });
});

describe("settings and rules", () => {
  it("sell out what the settings say is scarce", async () => {
    const { cloud } = toyCloud();
    cloud.settings.write({ stock: { cardboard: 1 } });
    await cloud.create(HERE, "toy:box", {});
    expect((await refusalOf(cloud.create(HERE, "toy:box", {}))).code).toBe("SoldOut");
  });

  it("refuse what a type's own rule refuses, at creation and at change, and keep nothing of it", async () => {
    const { cloud, clock } = toyCloud();
    expect((await refusalOf(cloud.create(HERE, "toy:box", { colour: "plaid" }))).code).toBe("NoSuchColour");
    expect(cloud.list()).toEqual([]);
    const { id } = await cloud.create(HERE, "toy:box", {});
    clock.advance(MAKING_SECONDS);
    await refusalOf(cloud.modify(HERE, "toy:box", id, { colour: "plaid" }));
    expect((await cloud.describe(HERE, "toy:box", id))?.attributes.colour).toBe("brown");
  });

  it("protect from deletion for as long as the attribute is true", async () => {
    const { cloud, clock } = toyCloud();
    const { id } = await cloud.create(HERE, "toy:box", { locked: true });
    clock.advance(MAKING_SECONDS);
    expect((await refusalOf(cloud.remove(HERE, "toy:box", id))).code).toBe("BoxLocked");
    await cloud.modify(HERE, "toy:box", id, { locked: false });
    await expect(cloud.remove(HERE, "toy:box", id)).resolves.toBeUndefined();
  });

  it("take an attribute away when it is changed to null", async () => {
    const { cloud } = toyCloud();
    const { id } = await cloud.create(HERE, "toy:lid", { colour: "red", size: 1 });
    expect((await cloud.modify(HERE, "toy:lid", id, { colour: null })).attributes).toEqual({ size: 1 });
  });

  it("name the file when somebody broke it", async () => {
    const { cloud, folder } = toyCloud();
    writeFileSync(join(folder, "settings.json"), "{");
    await expect(cloud.create(HERE, "toy:box", {})).rejects.toThrow(/settings\.json is no JSON/);
  });

  it("know no type that nobody gave them", () => {
    expect(() => toyCloud().cloud.type("toy:ball")).toThrow("the sandbox cloud has no type toy:ball");
  });
});
