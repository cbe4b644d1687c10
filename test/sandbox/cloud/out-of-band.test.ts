import { describe, expect, it } from "vitest";
import { GLOBAL } from "../../../sandbox/cloud/object.ts";
import { refusalOf } from "../account.ts";
import { HERE, toyCloud } from "./toy-cloud.ts";
import { MAKING_SECONDS } from "./toys.ts";

describe("a hand in the console", () => {
  it("changes what no call may, and the next look shows it", async () => {
    const { cloud, clock } = toyCloud();
    const { id } = await cloud.create(HERE, "toy:box", { locked: true });
    clock.advance(MAKING_SECONDS);
    const after = cloud.tamper("toy:box", id, { colour: "plaid", status: "Wet", locked: null });
    expect(after?.attributes).toMatchObject({ colour: "plaid", status: "Wet" });
    const seen = await cloud.describe(HERE, "toy:box", id);
    expect(seen?.attributes).toMatchObject({ colour: "plaid", status: "Wet" });
    expect(seen?.attributes).not.toHaveProperty("locked");
    expect(cloud.tamper("toy:box", "box-nobody", {})).toBeUndefined();
  });

  it("makes things vanish with their followers, whatever holds them", async () => {
    const { cloud, clock } = toyCloud();
    const box = await cloud.create(HERE, "toy:box", { locked: true });
    clock.advance(MAKING_SECONDS);
    const lid = await cloud.create(HERE, "toy:lid", { boxId: box.id });
    expect(cloud.destroy("toy:box", box.id)).toBe(true);
    expect(cloud.list().map(({ id }) => id)).toEqual([lid.id]);
    expect(cloud.destroy("toy:box", box.id)).toBe(false);
    expect((await refusalOf(cloud.remove(HERE, "toy:box", box.id))).code).toBe("NoSuchBox");
  });

  it("meets no fault", async () => {
    const { cloud } = toyCloud();
    const { id } = await cloud.create(HERE, "toy:lid", {});
    cloud.faults.set([{ action: "*", error: { code: "Nope" } }]);
    expect(cloud.tamper("toy:lid", id, { colour: "red" })?.attributes.colour).toBe("red");
    expect(cloud.list()).toHaveLength(1);
    expect(cloud.destroy("toy:lid", id)).toBe(true);
  });
});

describe("furnishing", () => {
  it("puts objects there once, and leaves them as they have become", async () => {
    const { cloud } = toyCloud();
    const note = { type: "toy:note", id: "n", scope: GLOBAL, attributes: { name: "n", text: "first" } };
    cloud.furnish([note]);
    await cloud.modify(HERE, "toy:note", "n", { text: "second" });
    cloud.furnish([note]);
    expect(cloud.list().map(({ attributes }) => attributes.text)).toEqual(["second"]);
  });
});
