import { type Attributes, type CloudObject, numeric, text } from "../object.ts";
import type { Look, Reference, ResourceType } from "../resource-type.ts";
import { powerOf } from "./cluster.ts";
import { checkCustomAttributes, presentCustomAttributes } from "./custom-attribute.ts";
import { inventoryPath } from "./inventory-path.ts";
import { freeMoref } from "./moref.ts";
import { checkName } from "./names.ts";
import { OBJECT_NOT_FOUND, refuseArgument } from "./refusals.ts";
import { attachedTags, checkTags, TAGS } from "./tags.ts";

/** Shares of a pool by level (vSphere Resource Management, "Resource Allocation Shares"). */
const SHARES: Readonly<Record<Kind, Readonly<Record<string, number>>>> = {
  cpu: { low: 2000, normal: 4000, high: 8000 },
  memory: { low: 81_920, normal: 163_840, high: 327_680 },
};

/** No limit, in vCenter's words. */
const UNLIMITED = -1;

/** CPU is counted in MHz, memory in MiB. */
const KINDS = ["cpu", "memory"] as const;
type Kind = (typeof KINDS)[number];

/** vCenter would move what is in a pool into the one above; like the providers this one refuses. */
const NOT_EMPTY = {
  code: "NotEmpty",
  message: "resource pool still has children resources. Please move or remove all items before deleting",
} as const;

/** The pool that a machine takes its CPU and memory from. */
export const IN_POOL: Reference = {
  attribute: "resourcePoolId",
  to: "vsphere:resourcePool",
  missing: OBJECT_NOT_FOUND,
  holds: NOT_EMPTY,
};

export const resourcePool: ResourceType = {
  type: "vsphere:resourcePool",
  service: "vCenter",
  actions: {
    create: "CreateResourcePool",
    describe: "RetrieveProperties",
    modify: "UpdateConfig",
    remove: "Destroy_Task",
  },
  nameAttribute: "name",
  id: (_, __, look) =>
    freeMoref(
      "resgroup-",
      look.all("vsphere:resourcePool").map(({ id }) => id),
    ),
  notFound: OBJECT_NOT_FOUND,
  references: [
    {
      attribute: "parentResourcePoolId",
      to: "vsphere:resourcePool",
      missing: OBJECT_NOT_FOUND,
      holds: NOT_EMPTY,
    },
    TAGS,
  ],
  check(wanted, look, before) {
    if (text(wanted, "parentResourcePoolId") === "") {
      refuseArgument(look, "parent", before ? "the pool of a whole cluster stays as it is" : "it is empty");
    }
    checkName(text(wanted, "name"), look);
    checkTwin(wanted, look, before);
    checkTags("ResourcePool", wanted, look);
    checkCustomAttributes("ResourcePool", wanted, look, before?.attributes);
    checkParent(wanted, look, before);
    for (const kind of KINDS) {
      checkAllocation(kind, wanted, look);
      checkReservation(
        kind,
        text(wanted, "parentResourcePoolId"),
        numeric(wanted, `${kind}Reservation`) ?? 0,
        look,
        before,
      );
    }
  },
  complete: (wanted, look) => ({
    ...allocation(wanted),
    computeClusterId: clusterOfPool(text(wanted, "parentResourcePoolId"), look),
  }),
  adjust: (wanted) => allocation(wanted),
  leave({ id, attributes }, look) {
    if (text(attributes, "parentResourcePoolId") === "") {
      look.refuse("NotSupported", `The pool of a whole cluster stays. (${id})`);
    }
  },
  describe: (object, look) => ({
    inventoryPath: inventoryPath(object, look),
    tags: attachedTags(object.attributes, look),
    customAttributes: presentCustomAttributes(object.attributes, look),
  }),
};

/** The cluster whose hosts stand behind a pool. */
export function clusterOfPool(poolId: string, look: Look): string {
  return text(look.get("vsphere:resourcePool", poolId)?.attributes ?? {}, "computeClusterId");
}

/**
 * Refuses a reservation that a pool can't give.
 * @param self the pool or machine that has its own reservation already
 */
export function checkReservation(
  kind: Kind,
  poolId: string,
  wanted: number,
  look: Look,
  self?: CloudObject,
): void {
  if (wanted === 0) return;
  const free = unreserved(kind, poolId, look, self);
  if (wanted > free) {
    const unit = kind === "cpu" ? "MHz" : "MiB";
    look.refuse(
      "InsufficientResourcesFault",
      `The available ${kind} resources in the parent resource pool are insufficient for the operation. (${wanted} of ${free} ${unit} in ${poolId})`,
    );
  }
}

/** What nobody has reserved of a pool; one that may expand borrows from the pool above. */
function unreserved(kind: Kind, poolId: string, look: Look, self?: CloudObject): number {
  const pool = look.get("vsphere:resourcePool", poolId);
  if (!pool) return 0;
  const taken = takenFrom(kind, poolId, look, self);
  const above = text(pool.attributes, "parentResourcePoolId");
  if (above === "") return powerOf(text(pool.attributes, "computeClusterId"), look)[kind] - taken;
  const own = Math.max(0, (numeric(pool.attributes, `${kind}Reservation`) ?? 0) - taken);
  const limit = numeric(pool.attributes, `${kind}Limit`) ?? UNLIMITED;
  const borrowed = pool.attributes[`${kind}Expandable`] === false ? 0 : unreserved(kind, above, look, self);
  return limit === UNLIMITED ? own + borrowed : Math.min(own + borrowed, limit - taken);
}

/** What is reserved of a pool by what is in it; a pool in it takes what it borrows for others, too. */
function takenFrom(kind: Kind, poolId: string, look: Look, self?: CloudObject): number {
  const pools = look
    .all("vsphere:resourcePool")
    .filter(({ attributes }) => attributes.parentResourcePoolId === poolId);
  const machines = look
    .all("vsphere:virtualMachine")
    .filter(({ attributes }) => attributes.resourcePoolId === poolId);
  const reserved = ({ attributes }: CloudObject) => numeric(attributes, `${kind}Reservation`) ?? 0;
  return [
    ...pools.map((pool) =>
      Math.max(isSelf(pool, self) ? 0 : reserved(pool), takenFrom(kind, pool.id, look, self)),
    ),
    ...machines.map((machine) => (isSelf(machine, self) ? 0 : reserved(machine))),
  ].reduce((sum, amount) => sum + amount, 0);
}

function isSelf({ type, id }: CloudObject, self?: CloudObject): boolean {
  return type === self?.type && id === self.id;
}

function checkTwin(wanted: Attributes, look: Look, before?: CloudObject): void {
  const twin = look
    .all("vsphere:resourcePool")
    .find(
      ({ id, attributes }) =>
        id !== before?.id &&
        attributes.parentResourcePoolId === wanted.parentResourcePoolId &&
        attributes.name === wanted.name,
    );
  if (twin) look.refuse("DuplicateName", `The name '${text(wanted, "name")}' already exists. (${twin.id})`);
}

function checkParent(wanted: Attributes, look: Look, before?: CloudObject): void {
  if (!before || before.attributes.parentResourcePoolId === wanted.parentResourcePoolId) return;
  const parentId = text(wanted, "parentResourcePoolId");
  if (clusterOfPool(parentId, look) !== before.attributes.computeClusterId) {
    refuseArgument(look, "list", `${parentId} is of another cluster`);
  }
  for (let above = parentId; above !== ""; ) {
    if (above === before.id) refuseArgument(look, "list", `${before.id} can't be moved into itself`);
    above = text(look.get("vsphere:resourcePool", above)?.attributes ?? {}, "parentResourcePoolId");
  }
}

function checkAllocation(kind: Kind, wanted: Attributes, look: Look): void {
  const reservation = numeric(wanted, `${kind}Reservation`) ?? 0;
  const limit = numeric(wanted, `${kind}Limit`) ?? UNLIMITED;
  if (reservation < 0) refuseArgument(look, `spec.${kind}Allocation.reservation`, String(reservation));
  if (limit < UNLIMITED || (limit !== UNLIMITED && limit < reservation)) {
    refuseArgument(
      look,
      `spec.${kind}Allocation.limit`,
      `${limit}: ${UNLIMITED}, or not below the reservation ${reservation}`,
    );
  }
  if (wanted[`${kind}ShareLevel`] === "custom" && (numeric(wanted, `${kind}Shares`) ?? 0) <= 0) {
    refuseArgument(look, `spec.${kind}Allocation.shares`, "the level custom needs a number of shares");
  }
}

function allocation(wanted: Attributes): Attributes {
  return Object.fromEntries(
    KINDS.flatMap((kind) => {
      const level = text(wanted, `${kind}ShareLevel`) || "normal";
      return [
        [`${kind}ShareLevel`, level],
        [`${kind}Shares`, SHARES[kind][level] ?? numeric(wanted, `${kind}Shares`) ?? 0],
        [`${kind}Reservation`, numeric(wanted, `${kind}Reservation`) ?? 0],
        [`${kind}Limit`, numeric(wanted, `${kind}Limit`) ?? UNLIMITED],
        [`${kind}Expandable`, wanted[`${kind}Expandable`] ?? true],
      ];
    }),
  );
}
