import { describe, expect, it } from "vitest";
import { refusalOf } from "../account.ts";
import { HERE, toyCloud } from "./toy-cloud.ts";
import { MAKING_SECONDS, MOVING_SECONDS } from "./toys.ts";

describe("a change", () => {
  it("to a state that passes is over after its time, and nothing else can be asked meanwhile", async () => {
    const { cloud, clock } = toyCloud();
    const { id } = await cloud.create(HERE, "toy:box", {});
    clock.advance(MAKING_SECONDS);
    expect((await cloud.modify(HERE, "toy:box", id, { status: "Moving" })).attributes.status).toBe("Moving");
    expect((await refusalOf(cloud.modify(HERE, "toy:box", id, { colour: "red" }))).code).toBe("BoxBusy");
    clock.advance(MOVING_SECONDS - 1);
    expect((await cloud.describe(HERE, "toy:box", id))?.attributes.status).toBe("Moving");
    expect(cloud.isSettled()).toBe(false);
    clock.advance(1);
    expect((await cloud.describe(HERE, "toy:box", id))?.attributes.status).toBe("Ready");
    expect(cloud.isSettled()).toBe(true);
  });

  it("changes what says the same, in the same moment", async () => {
    const { cloud, folder, clock } = toyCloud();
    const { id } = await cloud.create(HERE, "toy:box", {});
    clock.advance(MAKING_SECONDS);
    await cloud.modify(HERE, "toy:label", `label-of-${id}`, { says: "fragile" });
    cloud.close();
    const { cloud: reopened } = toyCloud(folder, clock);
    expect((await reopened.describe(HERE, "toy:box", id))?.attributes.says).toBe("fragile");
    // What is changed otherwise changes nothing there.
    await reopened.modify(HERE, "toy:label", `label-of-${id}`, { colour: "red" });
    expect((await reopened.describe(HERE, "toy:box", id))?.attributes).toMatchObject({
      says: "fragile",
      colour: "brown",
    });
  });
});

describe("a rehearsal", () => {
  it("judges as a creation does, and creates nothing", async () => {
    const { cloud } = toyCloud();
    await cloud.rehearse(HERE, "toy:box", { name: "a" });
    expect((await refusalOf(cloud.rehearse(HERE, "toy:box", { colour: "plaid" }))).code).toBe("NoSuchColour");
    expect(cloud.list()).toEqual([]);
  });
});
