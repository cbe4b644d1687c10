import { expect, test } from "vitest";
import { instanceTypeFor } from "../../components/host/instance-type.ts";

test.each([
  [2, 8, ["ecs.g7"], "ecs.g7.large"],
  [4, 8, ["ecs.c7", "ecs.g7"], "ecs.c7.xlarge"],
  [4, 16, ["ecs.c7", "ecs.g7"], "ecs.g7.xlarge"],
  [2, 2, ["ecs.u1"], "ecs.u1-c1m1.large"],
])("%i CPUs with %i GiB of %j is %s", (cpus, memoryGiB, families, type) => {
  expect(instanceTypeFor({ cpus, memoryGiB }, families)).toBe(type);
});

test("a machine that no family offers is an error that says what to change", () => {
  expect(() => instanceTypeFor({ cpus: 3, memoryGiB: 7 }, ["ecs.c7", "ecs.g7"])).toThrow(
    "none of ecs.c7, ecs.g7 offers 3 CPUs with 7 GiB; change the machine or hougu:alicloud.instanceFamilies",
  );
});
