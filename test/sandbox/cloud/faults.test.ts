import { performance } from "node:perf_hooks";
import { describe, expect, it } from "vitest";
import { refusalOf } from "../account.ts";
import { HERE, toyCloud } from "./toy-cloud.ts";

const THROTTLED = {
  code: "Throttling.User",
  message: "Request was denied due to user flow control.",
} as const;

describe("a fault", () => {
  it("passes some calls, hits the next ones, and is used up", async () => {
    const { cloud } = toyCloud();
    cloud.faults.set([{ action: "CreateLid", skip: 2, times: 2, error: THROTTLED }]);
    const outcomes = [];
    for (let call = 0; call < 6; call += 1) {
      outcomes.push(
        await cloud.create(HERE, "toy:lid", {}).then(
          () => "made",
          (error) => error.code,
        ),
      );
    }
    expect(outcomes).toEqual(["made", "made", "Throttling.User", "Throttling.User", "made", "made"]);
    expect(cloud.faults.list()).toEqual([]);
    expect(cloud.list()).toHaveLength(4);
  });

  it("without a number hits for ever", async () => {
    const { cloud } = toyCloud();
    cloud.faults.set([{ action: "CreateLid", error: THROTTLED }]);
    for (let call = 0; call < 5; call += 1) await refusalOf(cloud.create(HERE, "toy:lid", {}));
    expect(cloud.faults.list()).toHaveLength(1);
  });

  it.each([
    ["Create*", true],
    ["*", true],
    ["*Lid", true],
    ["CreateLids", false],
    ["reateLid", false],
    ["Create.id", false],
  ])("for %j hits CreateLid: %j", async (action, hits) => {
    const { cloud } = toyCloud();
    cloud.faults.set([{ action, error: THROTTLED }]);
    const outcome = await cloud.create(HERE, "toy:lid", {}).then(
      () => false,
      () => true,
    );
    expect(outcome).toBe(hits);
  });

  it("only hits the call that it names", async () => {
    const { cloud } = toyCloud();
    cloud.faults.set([{ action: "DeleteLid", error: { code: "Nope" } }]);
    const { id } = await cloud.create(HERE, "toy:lid", {});
    await cloud.describe(HERE, "toy:lid", id);
    await cloud.modify(HERE, "toy:lid", id, { colour: "red" });
    expect(await refusalOf(cloud.remove(HERE, "toy:lid", id))).toMatchObject({
      code: "Nope",
      message: "injected by the sandbox's faults",
      service: "Toy",
      action: "DeleteLid",
      retryable: false,
    });
  });

  it("decides before those behind it", async () => {
    const { cloud } = toyCloud();
    cloud.faults.set([
      { action: "CreateLid", times: 1, error: { code: "First" } },
      { action: "*", error: { code: "Second" } },
    ]);
    const codes = [];
    for (let call = 0; call < 2; call += 1)
      codes.push((await refusalOf(cloud.create(HERE, "toy:lid", {}))).code);
    expect(codes).toEqual(["First", "Second"]);
  });

  it("makes a call take longer", async () => {
    const { cloud } = toyCloud();
    cloud.faults.set([{ action: "CreateLid", times: 1, latencyMs: 60 }]);
    const took = async () => {
      const began = performance.now();
      await cloud.create(HERE, "toy:lid", {});
      return performance.now() - began;
    };
    // A timer may fire a millisecond early.
    expect(await took()).toBeGreaterThanOrEqual(59);
    expect(await took()).toBeLessThan(59);
  });

  it("can lose the answer: the work is done, and the same request again returns it", async () => {
    const { cloud } = toyCloud();
    cloud.faults.set([{ action: "CreateLid", times: 1, losesAnswer: true }]);
    const attempt = () => cloud.create(HERE, "toy:lid", {}, "token-1");
    expect(await refusalOf(attempt())).toMatchObject({ code: "Client.Timeout", retryable: true });
    const [made] = await cloud.search(HERE, "toy:lid");
    expect(made).toBeDefined();
    expect((await attempt()).id).toBe(made?.id);
    expect(await cloud.search(HERE, "toy:lid")).toHaveLength(1);
  });

  it("outlives the process", async () => {
    const { cloud, clock, folder } = toyCloud();
    cloud.faults.set([{ action: "CreateLid", skip: 1, times: 1, error: THROTTLED }]);
    await cloud.create(HERE, "toy:lid", {});
    cloud.close();
    const { cloud: reopened } = toyCloud(folder, clock);
    await refusalOf(reopened.create(HERE, "toy:lid", {}));
    await expect(reopened.create(HERE, "toy:lid", {})).resolves.toBeDefined();
  });
});

describe("every call", () => {
  it("takes as long as the settings say", async () => {
    const { cloud } = toyCloud();
    cloud.settings.write({ callMs: 40 });
    const began = performance.now();
    await cloud.search(HERE, "toy:lid");
    expect(performance.now() - began).toBeGreaterThanOrEqual(39);
  });
});
