import { describe, expect, it } from "vitest";
import { refusalOf } from "../account.ts";
import { HERE, toyCloud } from "./toy-cloud.ts";
import { BREAKING_SECONDS, MAKING_SECONDS } from "./toys.ts";

describe("a lifecycle", () => {
  it("goes from its beginning to its state at the second, and not before", async () => {
    const { cloud, clock } = toyCloud();
    const { id, attributes } = await cloud.create(HERE, "toy:box", {});
    expect(attributes.status).toBe("Making");
    clock.advance(MAKING_SECONDS - 1);
    expect((await cloud.describe(HERE, "toy:box", id))?.attributes.status).toBe("Making");
    expect(cloud.isSettled()).toBe(false);
    clock.advance(1);
    const ready = await cloud.describe(HERE, "toy:box", id);
    expect(ready?.attributes.status).toBe("Ready");
    expect(ready).not.toHaveProperty("becomes");
    expect(cloud.isSettled()).toBe(true);
  });

  it("takes real seconds when the settings say so", async () => {
    const { cloud, clock } = toyCloud();
    cloud.settings.write({ msPerSecond: 1000 });
    const { id } = await cloud.create(HERE, "toy:box", {});
    clock.advance(MAKING_SECONDS * 1000 - 1);
    expect((await cloud.describe(HERE, "toy:box", id))?.attributes.status).toBe("Making");
    clock.advance(1);
    expect((await cloud.describe(HERE, "toy:box", id))?.attributes.status).toBe("Ready");
  });

  it("refuses changes and deletion meanwhile", async () => {
    const { cloud, clock } = toyCloud();
    const { id } = await cloud.create(HERE, "toy:box", {});
    const change = () => cloud.modify(HERE, "toy:box", id, { colour: "red" });
    expect((await refusalOf(change())).code).toBe("BoxBusy");
    expect((await refusalOf(cloud.remove(HERE, "toy:box", id))).code).toBe("BoxBusy");
    clock.advance(MAKING_SECONDS);
    expect((await change()).attributes).toMatchObject({ colour: "red", repainted: true, status: "Ready" });
    await cloud.remove(HERE, "toy:box", id);
    expect((await refusalOf(change())).code).toBe("BoxBusy");
  });

  it("ends after its time; deleting twice is deleting once", async () => {
    const { cloud, clock } = toyCloud();
    const { id } = await cloud.create(HERE, "toy:box", {});
    clock.advance(MAKING_SECONDS);
    await cloud.remove(HERE, "toy:box", id);
    clock.advance(BREAKING_SECONDS - 1);
    await cloud.remove(HERE, "toy:box", id);
    expect((await cloud.describe(HERE, "toy:box", id))?.attributes.status).toBe("Breaking");
    expect(cloud.list()).toHaveLength(2);
    clock.advance(1);
    expect(await cloud.describe(HERE, "toy:box", id)).toBeUndefined();
    // What follows goes as slowly, and not a moment later.
    expect(cloud.list()).toEqual([]);
    expect((await refusalOf(cloud.remove(HERE, "toy:box", id))).code).toBe("NoSuchBox");
  });

  it("goes on while no process has the cloud open", async () => {
    const { cloud, clock, folder } = toyCloud();
    const made = await cloud.create(HERE, "toy:box", { name: "a" });
    const leaving = await cloud.create(HERE, "toy:box", { name: "b" });
    clock.advance(MAKING_SECONDS);
    await cloud.remove(HERE, "toy:box", leaving.id);
    cloud.close();
    clock.advance(BREAKING_SECONDS);
    const { cloud: reopened } = toyCloud(folder, clock);
    expect((await reopened.describe(HERE, "toy:box", made.id))?.attributes.status).toBe("Ready");
    expect(await reopened.describe(HERE, "toy:box", leaving.id)).toBeUndefined();
    expect(reopened.isSettled()).toBe(true);
  });

  it("can have another attribute for its state", async () => {
    const { cloud, clock } = toyCloud();
    const { id, attributes } = await cloud.create(HERE, "toy:ticket", {});
    expect(attributes).toEqual({ phase: "Printing" });
    clock.advance(1);
    expect((await cloud.describe(HERE, "toy:ticket", id))?.attributes).toEqual({ phase: "Valid" });
    await cloud.remove(HERE, "toy:ticket", id);
    expect((await cloud.describe(HERE, "toy:ticket", id))?.attributes).toEqual({ phase: "Void" });
  });
});
