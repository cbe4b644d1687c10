import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../../../sandbox/facts/facts.ts";
import { hasUnknown, plannedObject } from "../../../sandbox/plugin/kubernetes/api-server/planned.ts";
import { liveInputs } from "../../../sandbox/plugin/kubernetes/live-inputs.ts";

const given = {
  spec: { replicas: 2, containers: [{ name: "api", cpu: "1000m" }], labels: { a: "1" } },
  __fieldManager: "m",
};
const normal = {
  spec: {
    replicas: 2,
    containers: [{ name: "api", cpu: "1", pull: "Always" }, { name: "sidecar" }],
    labels: { a: "1" },
    clusterIP: "10.0.0.1",
  },
};

describe("inputs by a live object", () => {
  it("are those that were given as long as the server has what it would make of them", () => {
    expect(liveInputs(given, normal, normal)).toEqual(given);
  });

  it("have the server's value where somebody changed it, and no other", () => {
    const live = { spec: { ...normal.spec, replicas: 5, clusterIP: "10.0.0.9" } };
    expect(liveInputs(given, live, normal)).toEqual({ ...given, spec: { ...given.spec, replicas: 5 } });
  });

  it("lack a field that somebody took away", () => {
    const live = { spec: { ...normal.spec, labels: {} } };
    expect(JSON.parse(JSON.stringify(liveInputs(given, live, normal)))).toEqual({
      ...given,
      spec: { ...given.spec, labels: {} },
    });
  });

  it("keep a field that no server shows", () => {
    expect(liveInputs({ stringData: { a: "b" } }, { data: {} })).toEqual({ stringData: { a: "b" } });
  });

  it("are as given for whatever a server that changes nothing has", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (inputs) => {
        const object = JSON.parse(JSON.stringify(inputs));
        expect(liveInputs(object, object, object)).toEqual(object);
      }),
    );
  });
});

describe("a planned object", () => {
  const answer = {
    metadata: { name: "api-preview", uid: "made up", resourceVersion: "1", labels: { a: "b" } },
    spec: {
      clusterIP: "10.0.0.1",
      ports: [
        { port: 80, nodePort: 30001 },
        { port: 81, nodePort: 30002 },
      ],
    },
    status: { loadBalancer: {} },
  };

  it("doesn't know what a server gives only when it is made", () => {
    const inputs = {
      metadata: { name: "api" },
      spec: { ports: [{ port: 80 }, { port: 81, nodePort: 30002 }] },
    };
    expect(plannedObject("v1/Service", answer, inputs)).toEqual({
      metadata: { name: "api", uid: UNKNOWN, resourceVersion: UNKNOWN, labels: { a: "b" } },
      spec: {
        clusterIP: UNKNOWN,
        ports: [
          { port: 80, nodePort: UNKNOWN },
          { port: 81, nodePort: 30002 },
        ],
      },
      status: UNKNOWN,
    });
  });

  it("can't be asked for while an input is unknown, however deep", () => {
    expect(hasUnknown({ a: [{ b: UNKNOWN }] })).toBe(true);
    expect(hasUnknown({ a: [{ b: null }], c: "d" })).toBe(false);
  });
});
