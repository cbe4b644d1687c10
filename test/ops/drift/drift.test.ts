import { expect, test, vi } from "vitest";
import { driftCommand } from "../../../ops/commands/drift.ts";
import { driftOf } from "../../../ops/drift/drift.ts";
import { placesIn } from "../../../ops/review/places.ts";
import { openStack } from "../../../ops/stack/open-stack.ts";
import { fakeStack } from "../fake-open-stack.ts";
import { stepEvent, urnOf } from "../progress/events.ts";
import { existing, side, step } from "../review/sources.ts";

vi.mock(import("../../../ops/stack/open-stack.ts"), async (original) => ({
  ...(await original()),
  openStack: vi.fn<typeof openStack>(),
}));

test("drift is told by service, with the owner of its tags, most first", () => {
  const edge = step("update", "exit", { service: "artist", properties: ["bandwidth"] });
  const rule = step("delete", "food-rule", { type: "alicloud:ecs/securityGroupRule:SecurityGroupRule" });
  const disk = step("update", "food-disk", { service: "food" });
  const services = driftOf(side(edge, rule, disk).plan, placesIn(existing(edge, rule, disk)));
  expect(services).toMatchObject([
    {
      service: "food",
      owner: "food-team",
      resources: [
        { name: "food-rule", kind: "gone" },
        { name: "food-disk", kind: "changed" },
      ],
    },
    { service: "artist", owner: "artist-team", resources: [{ name: "exit", properties: ["bandwidth"] }] },
  ]);
});

function opened(preview: NonNullable<Parameters<typeof fakeStack>[0]>["behaviours"]) {
  const tags = { service: "artist", owner: "photo-team" };
  const entry = {
    urn: urnOf("exit"),
    type: "alicloud:ecs/eipAddress:EipAddress",
    custom: true,
    id: "eip-1",
    inputs: { tags },
  };
  const fake = fakeStack({ deployment: { resources: [entry] }, behaviours: preview });
  vi.mocked(openStack).mockResolvedValue(fake.open);
  return fake;
}

test("exits with 4 when somebody changed something, and changes nothing itself", async () => {
  const fake = opened({
    previewRefresh: (engine) => engine.send(stepEvent("ends", "update", { name: "exit" })),
  });
  const { document, exitCode } = await driftCommand.run(fake.context);
  expect(exitCode).toBe(4);
  expect(document).toMatchObject({ drift: true, services: [{ service: "artist", owner: "photo-team" }] });
  expect(fake.engine.calls).toEqual(["stack export", "previewRefresh"]);
  expect(fake.terminal.text()).toContain("photo-team");
});

test("exits with 0 when all is as it was left", async () => {
  const fake = opened({ previewRefresh: () => {} });
  const { document, exitCode } = await driftCommand.run(fake.context);
  expect(exitCode).toBe(0);
  expect(document).toMatchObject({ drift: false, services: [] });
});
