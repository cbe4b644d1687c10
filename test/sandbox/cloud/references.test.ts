import { describe, expect, it } from "vitest";
import type { CloudObject } from "../../../sandbox/cloud/object.ts";
import { refusalOf } from "../account.ts";
import { HERE, toyCloud } from "./toy-cloud.ts";
import { BREAKING_SECONDS, MAKING_SECONDS } from "./toys.ts";

async function readyBox() {
  const toys = toyCloud();
  const box = await toys.cloud.create(HERE, "toy:box", { name: "a" });
  toys.clock.advance(MAKING_SECONDS);
  return { ...toys, box, label: `label-of-${box.id}` };
}

describe("a reference", () => {
  it("must lead somewhere, also after a change", async () => {
    const { cloud, box } = await readyBox();
    const nowhere = cloud.create(HERE, "toy:lid", { boxId: "box-nobody" });
    expect((await refusalOf(nowhere)).message).toBe("There is no such box. (box-nobody)");
    const lid = await cloud.create(HERE, "toy:lid", { boxId: box.id });
    const change = cloud.modify(HERE, "toy:lid", lid.id, { boxId: "box-nobody" });
    expect((await refusalOf(change)).code).toBe("NoSuchBox");
  });

  it("that is absent or empty refers to nothing", async () => {
    const { cloud } = await readyBox();
    await expect(cloud.create(HERE, "toy:lid", {})).resolves.toBeDefined();
    await expect(cloud.create(HERE, "toy:lid", { boxId: "" })).resolves.toBeDefined();
  });

  it("waits for what is being made, or is about to go", async () => {
    const { cloud, clock } = await readyBox();
    const { id } = await cloud.create(HERE, "toy:box", { name: "b" });
    const attempt = () => cloud.create(HERE, "toy:lid", { boxId: id });
    expect((await refusalOf(attempt())).code).toBe("BoxBusy");
    clock.advance(MAKING_SECONDS);
    await cloud.remove(HERE, "toy:box", id);
    expect((await refusalOf(attempt())).code).toBe("BoxBusy");
  });

  it("that isn't changed may lead nowhere: what it named has burnt", async () => {
    const { cloud, box } = await readyBox();
    const lid = await cloud.create(HERE, "toy:lid", { boxId: box.id });
    cloud.destroy("toy:box", box.id);
    const after = await cloud.modify(HERE, "toy:lid", lid.id, { colour: "red" });
    expect(after.attributes).toEqual({ boxId: box.id, colour: "red" });
  });

  it("keeps what it names from being deleted, and says by whom", async () => {
    const { cloud, box } = await readyBox();
    const lid = await cloud.create(HERE, "toy:lid", { boxId: box.id });
    const refusal = await refusalOf(cloud.remove(HERE, "toy:box", box.id));
    expect(refusal).toMatchObject({ code: "LidOn", service: "Toy", action: "DeleteBox", retryable: false });
    expect(refusal.message).toContain(lid.id);
    await cloud.remove(HERE, "toy:lid", lid.id);
    await expect(cloud.remove(HERE, "toy:box", box.id)).resolves.toBeUndefined();
  });

  it("takes along who follows, and who follows those, at the pace of the first", async () => {
    const { cloud, clock, box, label } = await readyBox();
    const tape = await cloud.create(HERE, "toy:tape", { labelIds: [label] });
    const other = await cloud.create(HERE, "toy:label", {});
    await cloud.remove(HERE, "toy:box", box.id);
    const ids = (objects: readonly CloudObject[]) => objects.map(({ id }) => id).sort();
    expect(ids(cloud.list())).toEqual([box.id, label, tape.id, other.id].sort());
    clock.advance(BREAKING_SECONDS);
    expect(ids(cloud.list())).toEqual([other.id]);
  });

  it("holds nothing when its object goes along anyway", async () => {
    const { cloud, label } = await readyBox();
    const tape = await cloud.create(HERE, "toy:tape", { labelIds: [label] });
    await expect(cloud.remove(HERE, "toy:label", label)).resolves.toBeUndefined();
    expect(await cloud.describe(HERE, "toy:tape", tape.id)).toBeUndefined();
  });

  it("may name by another attribute, and only sometimes mean an object of the cloud", async () => {
    const { cloud, box } = await readyBox();
    await cloud.create(HERE, "toy:tape", { strong: false, boxName: "nobody" });
    const wrong = cloud.create(HERE, "toy:tape", { strong: true, boxName: "nobody" });
    expect((await refusalOf(wrong)).code).toBe("NoSuchBox");
    await cloud.create(HERE, "toy:tape", { strong: true, boxName: "a" });
    expect((await refusalOf(cloud.remove(HERE, "toy:box", box.id))).code).toBe("Taped");
  });
});

describe("an object", () => {
  it("comes with its belongings", async () => {
    const { cloud, box, label } = await readyBox();
    expect((await cloud.describe(HERE, "toy:label", label))?.attributes).toEqual({ boxId: box.id });
  });

  it("takes others along that it names itself", async () => {
    const { cloud } = toyCloud();
    for (const [name, under] of [
      ["a", ""],
      ["b", "a"],
      ["c", "a"],
      ["d", "b"],
    ] as const) {
      await cloud.create(HERE, "toy:note", { name, under });
    }
    await cloud.remove(HERE, "toy:note", "a");
    expect(cloud.list().map(({ id }) => id)).toEqual(["d"]);
  });

  it("shows what follows from others, and never keeps it", async () => {
    const { cloud, clock, folder, box } = await readyBox();
    const lid = await cloud.create(HERE, "toy:lid", { boxId: box.id });
    expect((await cloud.describe(HERE, "toy:box", box.id))?.attributes.lids).toBe(1);
    const changed = await cloud.modify(HERE, "toy:box", box.id, { colour: "red" });
    expect(changed.attributes.lids).toBe(1);
    await cloud.remove(HERE, "toy:lid", lid.id);
    cloud.close();
    const { cloud: reopened } = toyCloud(folder, clock);
    expect((await reopened.describe(HERE, "toy:box", box.id))?.attributes.lids).toBe(0);
  });

  it("may have a number that depends on which are taken", async () => {
    const { cloud } = toyCloud();
    const ids = [];
    for (let count = 0; count < 3; count += 1) ids.push((await cloud.create(HERE, "toy:ticket", {})).id);
    expect(ids).toEqual(["1", "2", "3"]);
  });
});
