import { describe, expect, it } from "vitest";
import { refusalOf } from "../account.ts";
import { HERE, THERE, toyCloud } from "./toy-cloud.ts";

describe("a client's token", () => {
  it("makes the same request once, also by another process", async () => {
    const { cloud, clock, folder } = toyCloud();
    const first = await cloud.create(HERE, "toy:box", { name: "a" }, "token-1");
    const again = await cloud.create(HERE, "toy:box", { name: "a" }, "token-1");
    expect(again).toEqual(first);
    cloud.close();
    const { cloud: reopened } = toyCloud(folder, clock);
    expect((await reopened.create(HERE, "toy:box", { name: "a" }, "token-1")).id).toBe(first.id);
    expect(await reopened.search(HERE, "toy:box")).toHaveLength(1);
  });

  it("that is another makes another, and so does none", async () => {
    const { cloud } = toyCloud();
    await cloud.create(HERE, "toy:lid", {}, "token-1");
    await cloud.create(HERE, "toy:lid", {}, "token-2");
    await cloud.create(HERE, "toy:lid", {});
    await cloud.create(HERE, "toy:lid", {});
    expect(await cloud.search(HERE, "toy:lid")).toHaveLength(4);
  });

  it("belongs to one type in one region", async () => {
    const { cloud } = toyCloud();
    const here = await cloud.create(HERE, "toy:lid", {}, "token-1");
    const there = await cloud.create(THERE, "toy:lid", {}, "token-1");
    const label = await cloud.create(HERE, "toy:label", {}, "token-1");
    expect(new Set([here.id, there.id, label.id]).size).toBe(3);
  });
});

describe("an idempotent type", () => {
  it("makes what is there already no second time, and doesn't change it", async () => {
    const { cloud } = toyCloud();
    await cloud.create(HERE, "toy:note", { name: "n", text: "first" });
    const again = await cloud.create(HERE, "toy:note", { name: "n", text: "second" });
    expect(again.attributes.text).toBe("first");
  });
});

describe("regions", () => {
  it("don't see each other's objects, and can't touch or name them", async () => {
    const { cloud } = toyCloud();
    const label = await cloud.create(HERE, "toy:label", {});
    expect(await cloud.describe(THERE, "toy:label", label.id)).toBeUndefined();
    expect(await cloud.search(THERE, "toy:label")).toEqual([]);
    expect((await refusalOf(cloud.modify(THERE, "toy:label", label.id, {}))).code).toBe("NoSuchLabel");
    expect((await refusalOf(cloud.remove(THERE, "toy:label", label.id))).code).toBe("NoSuchLabel");
    const naming = cloud.create(THERE, "toy:tape", { labelIds: [label.id] });
    expect((await refusalOf(naming)).code).toBe("NoSuchLabel");
    expect(cloud.list()).toHaveLength(1);
  });

  it("share what belongs to none", async () => {
    const { cloud } = toyCloud();
    const note = await cloud.create(HERE, "toy:note", { name: "n" });
    expect(note.scope).toBe("global");
    expect((await cloud.describe(THERE, "toy:note", "n"))?.id).toBe("n");
    await cloud.remove(THERE, "toy:note", "n");
    expect(await cloud.describe(HERE, "toy:note", "n")).toBeUndefined();
  });
});

describe("requests at the same time", () => {
  it("are judged one after the other, however long each takes", async () => {
    const { cloud } = toyCloud();
    cloud.settings.write({ callMs: 5 });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => cloud.create(HERE, "toy:box", { name: "same" })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("a refusal", () => {
  it("says service, call and code, and has an id of its own", async () => {
    const { cloud } = toyCloud();
    const first = await refusalOf(cloud.remove(HERE, "toy:lid", "lid-nobody"));
    const second = await refusalOf(cloud.remove(HERE, "toy:lid", "lid-nobody"));
    expect(first).toMatchObject({
      name: "CloudError",
      service: "Toy",
      action: "DeleteLid",
      code: "NoSuchLid",
    });
    expect(first.requestId).toMatch(/^[0-9A-F-]{36}$/);
    expect(first.requestId).not.toBe(second.requestId);
  });
});
