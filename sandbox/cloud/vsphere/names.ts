import type { Look } from "../resource-type.ts";

/** Characters of a name in the inventory (vSphere Web Services API, ManagedEntity.name). */
const LONGEST_NAME = 80;

/** Refuses a name that nothing in the inventory can have. */
export function checkName(name: string, look: Look): void {
  if (name === "" || name.length > LONGEST_NAME) {
    look.refuse(
      "InvalidName",
      `The name '${name}' is not valid. (${name.length} characters: 1 to ${LONGEST_NAME})`,
    );
  }
}
