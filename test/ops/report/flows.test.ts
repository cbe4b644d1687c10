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

/** What every mini-program's RabbitMQ lets in, wherever it stands. */
const brokers = (site: string) =>
  [
    "10.8.0.0/24 -> rabbitmq tcp 22 (ssh)",
    "10.9.0.0/28 -> rabbitmq tcp 22 (ssh)",
    "monitoring -> rabbitmq tcp 9100 (node-exporter)",
    "tomcat -> rabbitmq tcp 5671 (amqps)",
    "pods -> rabbitmq tcp 5671 (amqps)",
    "rabbitmq -> rabbitmq tcp 4369 (rabbitmq-epmd)",
    "rabbitmq -> rabbitmq tcp 25672 (rabbitmq-cluster)",
    "monitoring -> rabbitmq tcp 15692 (rabbitmq-metrics)",
    "10.8.0.0/24 -> rabbitmq tcp 15671 (rabbitmq-management)",
    "10.9.0.0/28 -> rabbitmq tcp 15671 (rabbitmq-management)",
    "pods -> rabbitmq tcp 15671 (rabbitmq-management)",
  ].map((flow) => `${site}: ${flow}`);

/** Where the database is a machine; RDS is no host of ours. */
const DATABASE = [
  "food: 10.8.0.0/24 -> database tcp 22 (ssh)",
  "food: 10.9.0.0/28 -> database tcp 22 (ssh)",
  "food: monitoring -> database tcp 9100 (node-exporter)",
  "food: tomcat -> database tcp 3306 (mariadb)",
  "food: monitoring -> database tcp 3306 (mariadb)",
  "food: monitoring -> database tcp 9104 (mysqld-exporter)",
];

describe("network openings", () => {
  test("on Alibaba Cloud: what the security groups let in, each once whatever the number of zones", () => {
    expect(of("artist", flowsIn("prod"))).toEqual([
      "artist: 10.8.0.0/24 -> edge tcp 22 (ssh)",
      "artist: 10.9.0.0/28 -> edge tcp 22 (ssh)",
      "artist: monitoring -> edge tcp 9100 (node-exporter)",
      "artist: monitoring -> edge tcp 9113 (nginx-exporter)",
      // Nobody reaches the edges from the internet but by the balancers.
      "artist: balancer -> edge tcp 8080 (balanced-http)",
      "artist: balancer -> edge tcp 8443 (balanced-ws)",
      "artist: internal -> edge tcp 443 (https)",
      "artist: 10.8.0.0/24 -> edge tcp 443 (https)",
      "artist: 10.9.0.0/28 -> edge tcp 443 (https)",
      "artist: 10.8.0.0/24 -> tomcat tcp 22 (ssh)",
      "artist: 10.9.0.0/28 -> tomcat tcp 22 (ssh)",
      "artist: monitoring -> tomcat tcp 9100 (node-exporter)",
      "artist: edge -> tomcat tcp 8080 (tomcat-http)",
      "artist: monitoring -> tomcat tcp 8080 (tomcat-http)",
      "artist: tomcat -> tomcat tcp 4000 (tomcat-cluster)",
      "artist: monitoring -> tomcat tcp 9404 (jmx-exporter)",
      ...brokers("artist"),
    ]);
  });

  test("machines that measure: each other, administrators, and the cluster's own Prometheus", () => {
    expect(of("platform", flowsIn("prod"))).toEqual([
      "platform: 10.8.0.0/24 -> monitoring tcp 22 (ssh)",
      "platform: 10.9.0.0/28 -> monitoring tcp 22 (ssh)",
      "platform: monitoring -> monitoring tcp 9100 (node-exporter)",
      "platform: 10.8.0.0/24 -> monitoring tcp 9093 (alertmanager)",
      "platform: 10.9.0.0/28 -> monitoring tcp 9093 (alertmanager)",
      "platform: monitoring -> monitoring tcp 9093 (alertmanager)",
      "platform: monitoring -> monitoring tcp 9094 (alertmanager-peers-tcp)",
      "platform: monitoring -> monitoring udp 9094 (alertmanager-peers-udp)",
      "platform: 10.8.0.0/24 -> monitoring tcp 9090 (prometheus)",
      "platform: 10.9.0.0/28 -> monitoring tcp 9090 (prometheus)",
      "platform: monitoring -> monitoring tcp 9090 (prometheus)",
      "platform: pods -> monitoring tcp 9090 (prometheus)",
    ]);
  });

  test("an entry of pairs: the internet reaches the edges themselves, and the cloud's firewall can't name VRRP", () => {
    const flows = of("artist", flowsIn("dev"));
    expect(flows).toContain("artist: internet -> edge tcp 443 (https)");
    expect(flows).toContain("artist: edge -> edge all (vrrp)");
    expect(flows.filter((flow) => flow.includes("balancer"))).toEqual([]);
  });

  test("on vSphere: what the machines listen on, for whom it is meant", () => {
    expect(of("food", flowsIn("prod"))).toEqual([
      "food: 10.8.0.0/24 -> edge tcp 22 (ssh)",
      "food: 10.9.0.0/28 -> edge tcp 22 (ssh)",
      "food: monitoring -> edge tcp 9100 (node-exporter)",
      "food: monitoring -> edge tcp 9113 (nginx-exporter)",
      "food: internet -> edge tcp 80 (http)",
      "food: internet -> edge tcp 443 (https)",
      "food: edge -> edge vrrp (vrrp)",
      "food: 10.8.0.0/24 -> tomcat tcp 22 (ssh)",
      "food: 10.9.0.0/28 -> tomcat tcp 22 (ssh)",
      "food: monitoring -> tomcat tcp 9100 (node-exporter)",
      "food: edge -> tomcat tcp 8080 (tomcat-http)",
      "food: monitoring -> tomcat tcp 8080 (tomcat-http)",
      "food: tomcat -> tomcat tcp 4000 (tomcat-cluster)",
      "food: monitoring -> tomcat tcp 9404 (jmx-exporter)",
      ...brokers("food"),
      ...DATABASE,
    ]);
  });

  test("a mini-program that moves to the other platform keeps its openings; only VRRP has another name", () => {
    const moved = flowsIn("prod", [
      [["food", "platform"], "alicloud"],
      [["food", "dns", "address"], undefined],
      [["vsphere"], undefined],
      [["vspherePassword"], undefined],
      [["data", "mysql", "mariadb"], undefined],
    ]);
    const plain = (flows: readonly string[]) =>
      of("food", flows)
        .map((flow) => flow.replace(/(?:all|vrrp) \(vrrp\)/, "VRRP"))
        .toSorted();
    expect(plain(moved)).toEqual(plain(flowsIn("prod")).filter((flow) => !DATABASE.includes(flow)));
  });
});
