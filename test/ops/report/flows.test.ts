import { describe, expect, test } from "vitest";
import { guestsOf } from "../../../components/environment/guests.ts";
import { planEnvironment } from "../../../components/environment/plan.ts";
import { flowsOf } from "../../../ops/report/flows.ts";
import { environmentOf } from "../../program/recorded.ts";

function flowsIn(...parameters: Parameters<typeof environmentOf>) {
  const environment = environmentOf(...parameters);
  const plan = planEnvironment(environment);
  const flows = flowsOf(environment, plan, guestsOf(environment, plan));
  return flows.map(
    ({ site, from, to, protocol, ports, purpose }) =>
      `${site}: ${from} -> ${to} ${protocol}${ports && ` ${ports}`} (${purpose})`,
  );
}

const of = (site: string, flows: readonly string[]) => flows.filter((flow) => flow.startsWith(`${site}: `));

describe("network openings", () => {
  test("on Alibaba Cloud: what the security groups let in, each once whatever the number of zones", () => {
    expect(of("artist", flowsIn("prod"))).toEqual([
      "artist: 10.8.0.0/24 -> edge tcp 22 (ssh)",
      "artist: 10.9.0.0/28 -> edge tcp 22 (ssh)",
      "artist: internet -> edge tcp 80 (http)",
      "artist: internet -> edge tcp 443 (https)",
      "artist: 10.8.0.0/24 -> tomcat tcp 22 (ssh)",
      "artist: 10.9.0.0/28 -> tomcat tcp 22 (ssh)",
      "artist: edge -> tomcat tcp 8080 (tomcat-http)",
      "artist: tomcat -> tomcat tcp 4000 (tomcat-cluster)",
      // The cloud's firewall can't name VRRP.
      "artist: edge -> edge all (vrrp)",
    ]);
  });

  test("on vSphere, where no firewall is ours: what the machines listen on, for whom it is meant", () => {
    expect(of("food", flowsIn("prod"))).toEqual([
      "food: 10.8.0.0/24 -> edge tcp 22 (ssh)",
      "food: 10.9.0.0/28 -> edge tcp 22 (ssh)",
      "food: internet -> edge tcp 80 (http)",
      "food: internet -> edge tcp 443 (https)",
      "food: edge -> edge vrrp (vrrp)",
      "food: 10.8.0.0/24 -> tomcat tcp 22 (ssh)",
      "food: 10.9.0.0/28 -> tomcat tcp 22 (ssh)",
      "food: edge -> tomcat tcp 8080 (tomcat-http)",
      "food: tomcat -> tomcat tcp 4000 (tomcat-cluster)",
    ]);
  });

  test("a mini-program that moves to the other platform keeps its openings; only VRRP has another name", () => {
    const moved = flowsIn("prod", [
      [["food", "platform"], "alicloud"],
      [["vsphere"], undefined],
      [["vspherePassword"], undefined],
    ]);
    const plain = (flows: readonly string[]) =>
      of("food", flows)
        .map((flow) => flow.replace(/(?:all|vrrp) \(vrrp\)/, "VRRP"))
        .toSorted();
    expect(plain(moved)).toEqual(plain(flowsIn("prod")));
  });
});
