import { describe, expect, it } from "vitest";
import { withIgnored } from "../../../../sandbox/plugin/kubernetes/api-server/ignored-fields.ts";

const inputs = { metadata: { labels: { "a.b/c": "1" } }, spec: { replicas: 2, paused: false } };
const owned = (manager: string, fieldsV1: object) => ({ manager, operation: "Apply", fieldsV1 });
const live = (...managedFields: object[]) => ({
  metadata: { labels: { "a.b/c": "2" }, managedFields },
  spec: { replicas: 9, paused: false },
});
const replicas = { "f:spec": { "f:replicas": {} } };

describe("an ignored field", () => {
  it("that only others own isn't applied", () => {
    const found = withIgnored(inputs, live(owned("hpa", replicas)), "mine", ["spec.replicas"]);
    expect(found).toEqual({ ...inputs, spec: { paused: false } });
  });

  it.each([
    ["mine", live(owned("mine", replicas))],
    ["mine too", live(owned("mine", replicas), owned("hpa", replicas))],
    ["nobody's", live()],
  ])("that is %s is applied as the server has it: without it, it would go", (_, object) => {
    expect(withIgnored(inputs, object, "mine", ["spec.replicas"]).spec).toEqual({
      replicas: 9,
      paused: false,
    });
  });

  it("may have a name with dots", () => {
    const found = withIgnored(inputs, live(), "mine", ['metadata.labels["a.b/c"]']);
    expect(found.metadata).toEqual({ labels: { "a.b/c": "2" } });
  });

  it("that the server doesn't have stays as it was given, and one in a list too", () => {
    const paths = ["spec.selector.a", "spec.containers[0].image"];
    expect(withIgnored(inputs, live(), "mine", paths)).toEqual(inputs);
  });
});
