import { type Attributes, numeric, records, text } from "../object.ts";
import type { Look, ResourceType } from "../resource-type.ts";
import { usesImage } from "./image.ts";
import { dockerId, NETWORK_NOT_FOUND } from "./network.ts";

/** Docker starts nothing with less. */
const LEAST_MEMORY_MIB = 6;

export const container: ResourceType = {
  type: "docker:container",
  service: "Docker",
  actions: {
    create: "ContainerCreate",
    describe: "ContainerInspect",
    modify: "ContainerUpdate",
    remove: "ContainerDelete",
  },
  nameAttribute: "name",
  id: dockerId,
  notFound: { code: "NotFound", message: "No such container" },
  references: [
    {
      attribute: "networksAdvanced[].name",
      to: "docker:network",
      by: "name",
      missing: NETWORK_NOT_FOUND,
      holds: { code: "Forbidden", message: "error while removing network: network has active endpoints" },
    },
    {
      attribute: "volumes[].volumeName",
      to: "docker:volume",
      by: "name",
      missing: { code: "NotFound", message: "no such volume" },
      holds: { code: "Conflict", message: "remove volume: volume is in use" },
    },
  ],
  unique: [
    { attributes: ["name"], taken: { code: "Conflict", message: "The container name is already in use." } },
  ],
  check(wanted, look, before) {
    const image = text(wanted, "image");
    if (!look.all("docker:pulledImage").some(({ attributes }) => usesImage(wanted, attributes))) {
      look.refuse("NotFound", `No such image: ${image}`);
    }
    checkMemory(wanted, look);
    checkPorts(wanted, look, before?.id);
  },
  complete: (wanted, look) => ({
    hostname: wanted.hostname ?? "",
    exitCode: 0,
    restart: wanted.restart ?? "no",
    networkDatas: records(wanted, "networksAdvanced").map((one, index) => ({
      networkName: text(one, "name"),
      ipAddress: `172.18.0.${2 + look.all("docker:container").length + index}`,
      ipPrefixLength: 16,
      gateway: "172.18.0.1",
    })),
  }),
};

function checkMemory(wanted: Attributes, look: Look): void {
  const memory = numeric(wanted, "memory");
  const swap = numeric(wanted, "memorySwap");
  if (memory !== undefined && memory < LEAST_MEMORY_MIB) {
    look.refuse("InvalidParameter", `Minimum memory limit allowed is ${LEAST_MEMORY_MIB}MB (${memory})`);
  }
  if (memory !== undefined && swap !== undefined && swap !== -1 && swap < memory) {
    look.refuse(
      "InvalidParameter",
      `Minimum memoryswap limit should be larger than memory limit (${swap}, ${memory})`,
    );
  }
}

function checkPorts(wanted: Attributes, look: Look, self: string | undefined): void {
  const own = new Set(portsOf(wanted));
  for (const other of look.all("docker:container")) {
    const taken = other.id === self ? undefined : portsOf(other.attributes).find((port) => own.has(port));
    if (taken !== undefined) {
      look.refuse(
        "InternalError",
        `driver failed programming external connectivity: Bind for 0.0.0.0:${taken} failed: port is already allocated (by ${other.id})`,
      );
    }
  }
}

function portsOf(attributes: Attributes): string[] {
  return records(attributes, "ports").flatMap((port) =>
    numeric(port, "external") === undefined ? [] : [`${port.external}/${text(port, "protocol") || "tcp"}`],
  );
}
