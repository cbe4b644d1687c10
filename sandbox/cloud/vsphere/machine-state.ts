import { isDeepStrictEqual } from "node:util";
import { type Attributes, type CloudObject, text } from "../object.ts";
import type { Look } from "../resource-type.ts";

/** What can be changed about a machine whatever state it is in. */
const NO_HARDWARE: readonly string[] = ["annotation", "customAttributes", "folder", "name", "tags"];

/** What a machine's state forbids. */
export function checkState(wanted: Attributes, look: Look, before?: CloudObject): void {
  if (!before) return;
  const { attributes } = before;
  if (attributes.template === true) {
    look.refuse("NotSupported", `A template can't be reconfigured. (${text(attributes, "moid")})`);
  }
  const changed = Object.keys(wanted).filter((name) => !isDeepStrictEqual(wanted[name], attributes[name]));
  const hardware = changed.find((name) => !NO_HARDWARE.includes(name));
  if (attributes.powerState === "suspended" && hardware !== undefined) {
    look.refuse(
      "InvalidPowerState",
      `The attempted operation cannot be performed in the current state (Suspended). (${hardware})`,
    );
  }
}
