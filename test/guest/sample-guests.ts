import { keepalived } from "../../components/edge/keepalived.ts";
import { nginx } from "../../components/edge/nginx.ts";
import { guestsOf } from "../../components/environment/guests.ts";
import { planEnvironment } from "../../components/environment/plan.ts";
import { base } from "../../components/guest/base.ts";
import type { Delivery } from "../../components/guest/cloud-init.ts";
import { composeGuest } from "../../components/guest/compose.ts";
import type { Guest } from "../../components/guest/guest.ts";
import { nodeExporter } from "../../components/guest/node-exporter.ts";
import { tomcat } from "../../components/tomcat/tomcat.ts";
import { environmentOf } from "../program/recorded.ts";

/** A guest of each role on each platform, as the program composes them. */
export interface Sample {
  readonly golden: string;
  readonly guest: Guest;
  readonly delivery: Delivery;
}

const oos: Delivery = {
  by: "oos",
  region: "cn-hangzhou",
  parameters: {
    sessionKey: "hougu-dev-artist-sessionKey",
    tlsCertificate: "hougu-dev-artist-tlsCertificate",
    tlsPrivateKey: "hougu-dev-artist-tlsPrivateKey",
    vrrpPassword: "hougu-dev-artist-vrrpPassword",
  },
};

export function edgeGuest(): Guest {
  return composeGuest("artist-edge-1", "edge", [
    base({ platform: "alicloud" }),
    nodeExporter({ address: "10.20.0.11" }),
    nginx({
      serverName: "api.dev.artist.example.com",
      virtualAddress: "10.20.0.10",
      upstreams: [
        { name: "artist-tomcat-1", address: "10.20.16.11", port: 8080 },
        { name: "artist-tomcat-2", address: "10.20.16.12", port: 8080 },
      ],
      requestsPerSecond: 20,
      burst: 40,
      maxBodyMiB: 20,
    }),
    keepalived({
      priority: 200,
      interface: "eth0",
      virtualRouterId: 51,
      virtualAddress: "10.20.0.10",
      prefix: 24,
      ownAddress: "10.20.0.11",
      peerAddress: "10.20.0.12",
      transport: "unicast",
    }),
  ]);
}

export function tomcatGuest(): Guest {
  return composeGuest("artist-tomcat-1", "tomcat", [
    base({ platform: "alicloud" }),
    nodeExporter({ address: "10.20.16.11" }),
    tomcat({
      name: "artist-tomcat-1",
      address: "10.20.16.11",
      peers: [{ name: "artist-tomcat-2", address: "10.20.16.12" }],
      cpus: 2,
      memoryGiB: 4,
      sessionTimeoutMinutes: 30,
    }),
  ]);
}

const vsphereEdge = composeGuest("food-edge-1", "edge", [
  base({ platform: "vsphere" }),
  nodeExporter({ address: "192.168.50.21" }),
  nginx({
    serverName: "api.dev.food.example.com",
    virtualAddress: "192.168.50.20",
    upstreams: [
      { name: "food-tomcat-1", address: "192.168.50.23", port: 8080 },
      { name: "food-tomcat-2", address: "192.168.50.24", port: 8080 },
    ],
    requestsPerSecond: 20,
    burst: 40,
    maxBodyMiB: 5,
    affinity: "jvmRoute",
  }),
  keepalived({
    priority: 200,
    interface: "ens192",
    virtualRouterId: 61,
    virtualAddress: "192.168.50.20",
    prefix: 24,
    ownAddress: "192.168.50.21",
    peerAddress: "192.168.50.22",
    transport: "multicast",
  }),
]);

const vsphereTomcat = composeGuest("food-tomcat-1", "tomcat", [
  base({ platform: "vsphere" }),
  nodeExporter({ address: "192.168.50.23" }),
  tomcat({
    name: "food-tomcat-1",
    address: "192.168.50.23",
    peers: [
      { name: "food-tomcat-2", address: "192.168.50.24" },
      { name: "food-tomcat-3", address: "192.168.50.25" },
    ],
    cpus: 4,
    memoryGiB: 8,
    sessionTimeoutMinutes: 60,
    affinity: "jvmRoute",
  }),
]);

/** The diners' database as dev has it: its parts know each other, so that none is composed here anew. */
export function databaseGuest(): Guest {
  const environment = environmentOf("dev");
  const guest = guestsOf(environment, planEnvironment(environment)).get("food-database");
  if (!guest) throw new Error("dev has a database on vSphere");
  return guest;
}

export const SAMPLES: readonly Sample[] = [
  { golden: "artist-edge-1.alicloud.yaml", guest: edgeGuest(), delivery: oos },
  { golden: "artist-tomcat-1.alicloud.yaml", guest: tomcatGuest(), delivery: oos },
  { golden: "food-edge-1.vsphere.yaml", guest: vsphereEdge, delivery: { by: "guestinfo" } },
  { golden: "food-tomcat-1.vsphere.yaml", guest: vsphereTomcat, delivery: { by: "guestinfo" } },
  { golden: "food-database.vsphere.yaml", guest: databaseGuest(), delivery: { by: "guestinfo" } },
];
