import { randomBytes } from "node:crypto";
import { overlap, parseBlock } from "../ipv4.ts";
import { type Attributes, records, text } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";

/** Docker's ids: 64 hexadecimal digits. */
const ID_BYTES = 32;

export function dockerId(): string {
  return randomBytes(ID_BYTES).toString("hex");
}

/** Networks that every host has from the beginning. */
const PREDEFINED = ["bridge", "host", "none"];

export const NETWORK_NOT_FOUND = { code: "NotFound", message: "network not found" } as const;

export const network: ResourceType = {
  type: "docker:network",
  service: "Docker",
  actions: {
    create: "NetworkCreate",
    describe: "NetworkInspect",
    modify: "NetworkCreate",
    remove: "NetworkDelete",
  },
  nameAttribute: "name",
  id: dockerId,
  notFound: NETWORK_NOT_FOUND,
  unique: [
    { attributes: ["name"], taken: { code: "Conflict", message: "network with name already exists" } },
  ],
  check(wanted, look) {
    const name = text(wanted, "name");
    if (PREDEFINED.includes(name)) {
      look.refuse("Forbidden", `operation is not permitted on predefined ${name} network`);
    }
    const others = look.all("docker:network").filter(({ attributes }) => attributes.name !== name);
    for (const block of blocksOf(wanted)) {
      const other = others.find(({ attributes }) =>
        blocksOf(attributes).some((taken) => overlap(taken, block)),
      );
      if (other) look.refuse("Forbidden", `Pool overlaps with other one on this address space (${other.id})`);
    }
  },
  complete: (wanted) => ({
    driver: wanted.driver ?? "bridge",
    internal: wanted.internal ?? false,
    scope: "local",
  }),
};

function blocksOf(attributes: Attributes) {
  return records(attributes, "ipamConfigs").flatMap((config) => parseBlock(text(config, "subnet")) ?? []);
}

export const volume: ResourceType = {
  type: "docker:volume",
  service: "Docker",
  actions: {
    create: "VolumeCreate",
    describe: "VolumeInspect",
    modify: "VolumeCreate",
    remove: "VolumeDelete",
  },
  nameAttribute: "name",
  // Each host has its own of the name.
  id: (one, host) => `${text(one, "name")}@${host}`,
  notFound: { code: "NotFound", message: "no such volume" },
  unique: [
    { attributes: ["name"], taken: { code: "Conflict", message: "A volume of the name exists already." } },
  ],
  complete: (wanted) => ({
    driver: wanted.driver ?? "local",
    mountpoint: `/var/lib/docker/volumes/${text(wanted, "name")}/_data`,
  }),
};
