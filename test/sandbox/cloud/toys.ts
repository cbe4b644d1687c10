import { randomUUID } from "node:crypto";
import { text } from "../../../sandbox/cloud/object.ts";
import type { ResourceType } from "../../../sandbox/cloud/resource-type.ts";

/** Cloud seconds that a box takes to be made, and to go. */
export const MAKING_SECONDS = 10;
export const BREAKING_SECONDS = 5;
/** And to be somewhere else. */
export const MOVING_SECONDS = 7;

const BOX_NOT_FOUND = { code: "NoSuchBox", message: "There is no such box." } as const;

/** Has everything that a type can have by data alone. */
const box: ResourceType = {
  type: "toy:box",
  service: "Toy",
  actions: { create: "CreateBox", describe: "DescribeBoxes", modify: "ModifyBox", remove: "DeleteBox" },
  sealed: ["secret"],
  id: () => `box-${randomUUID()}`,
  notFound: BOX_NOT_FOUND,
  unique: [{ attributes: ["name"], taken: { code: "NameTaken", message: "The name is taken." } }],
  quotas: [{ limit: 3, exceeded: { code: "TooManyBoxes", message: "There are too many boxes." } }],
  lifecycle: {
    begins: "Making",
    becomes: "Ready",
    seconds: MAKING_SECONDS,
    ends: "Breaking",
    endSeconds: BREAKING_SECONDS,
    busy: { code: "BoxBusy", message: "The box isn't ready." },
    passing: { Moving: { becomes: "Ready", seconds: MOVING_SECONDS } },
  },
  protection: { attribute: "locked", refused: { code: "BoxLocked", message: "The box is locked." } },
  check(wanted, look) {
    if (wanted.colour === "plaid") look.refuse("NoSuchColour", "plaid is no colour");
    if (look.stock("cardboard") <= look.all("toy:box").length) look.refuse("SoldOut", "no cardboard");
  },
  complete: (wanted) => ({ colour: wanted.colour ?? "brown" }),
  adjust: (wanted, _, before) => ({ repainted: wanted.colour !== before.attributes.colour }),
  describe: ({ id }, look) => ({
    lids: look.all("toy:lid").filter(({ attributes }) => attributes.boxId === id).length,
  }),
  belongings: ({ id, scope }) => [
    { type: "toy:label", id: `label-of-${id}`, scope, attributes: { boxId: id } },
  ],
};

/** Keeps its box from going. */
const lid: ResourceType = {
  type: "toy:lid",
  service: "Toy",
  actions: { create: "CreateLid", describe: "DescribeLids", modify: "ModifyLid", remove: "DeleteLid" },
  id: () => `lid-${randomUUID()}`,
  notFound: { code: "NoSuchLid", message: "There is no such lid." },
  references: [
    {
      attribute: "boxId",
      to: "toy:box",
      missing: BOX_NOT_FOUND,
      busy: { code: "BoxBusy", message: "The box isn't ready." },
      holds: { code: "LidOn", message: "A lid is on the box." },
    },
  ],
};

/** Goes with its box, and is read on it. */
const label: ResourceType = {
  type: "toy:label",
  service: "Toy",
  actions: {
    create: "CreateLabel",
    describe: "DescribeLabels",
    modify: "ModifyLabel",
    remove: "DeleteLabel",
  },
  id: () => `label-${randomUUID()}`,
  notFound: { code: "NoSuchLabel", message: "There is no such label." },
  references: [{ attribute: "boxId", to: "toy:box", missing: BOX_NOT_FOUND, follows: true }],
  carries: ({ attributes }, changes, look) => {
    const carrier = look.get("toy:box", text(attributes, "boxId"));
    if (!carrier || changes.says === undefined) return [];
    return [{ ...carrier, attributes: { ...carrier.attributes, says: changes.says } }];
  },
  quotas: [
    {
      limit: 2,
      per: "boxId",
      exceeded: { code: "TooManyLabels", message: "There are too many labels on the box." },
    },
  ],
};

/** Goes with its label, and holds it when it is strong. */
const tape: ResourceType = {
  type: "toy:tape",
  service: "Toy",
  actions: { create: "CreateTape", describe: "DescribeTapes", modify: "ModifyTape", remove: "DeleteTape" },
  id: () => `tape-${randomUUID()}`,
  notFound: { code: "NoSuchTape", message: "There is no such tape." },
  references: [
    {
      attribute: "labelIds",
      to: "toy:label",
      missing: { code: "NoSuchLabel", message: "There is no such label." },
      holds: { code: "Taped", message: "Tape is on the label." },
      follows: true,
    },
    {
      attribute: "boxName",
      to: ({ strong }) => (strong === true ? "toy:box" : undefined),
      by: "name",
      missing: BOX_NOT_FOUND,
      holds: { code: "Taped", message: "Strong tape is on the box." },
    },
  ],
};

/** Known everywhere, by its name; with those that were written after it on the same pad. */
const note: ResourceType = {
  type: "toy:note",
  service: "Toy",
  actions: { create: "CreateNote", describe: "GetNote", modify: "UpdateNote", remove: "DeleteNote" },
  global: true,
  idempotent: true,
  id: (attributes) => text(attributes, "name"),
  notFound: { code: "NoSuchNote", message: "There is no such note." },
  takes: ({ id, attributes }, look) =>
    look.all("toy:note").filter((other) => other.id !== id && other.attributes.under === attributes.name),
};

/** A number that says which are taken. */
const ticket: ResourceType = {
  type: "toy:ticket",
  service: "Toy",
  actions: { create: "CreateTicket", describe: "GetTicket", modify: "UpdateTicket", remove: "DeleteTicket" },
  id: (_, __, look) => String(look.all("toy:ticket").length + 1),
  notFound: { code: "NoSuchTicket", message: "There is no such ticket." },
  lifecycle: {
    attribute: "phase",
    begins: "Printing",
    becomes: "Valid",
    seconds: 1,
    ends: "Void",
    endSeconds: 1,
  },
};

export const TOYS: readonly ResourceType[] = [box, lid, label, tape, note, ticket];
