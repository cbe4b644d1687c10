import type { Machine } from "../config/environment.ts";
import { instanceTypeOf } from "../config/instance-families.ts";

/**
 * The ECS instance type of a machine, e.g. `ecs.g7.large`, of the first family that offers exactly its CPUs and memory.
 *
 * @throws RangeError when none does; the configuration refuses such machines before.
 */
export function instanceTypeFor(
  machine: Pick<Machine, "cpus" | "memoryGiB">,
  families: readonly string[],
): string {
  const type = instanceTypeOf(machine, families);
  if (type === undefined) {
    throw new RangeError(
      `none of ${families.join(", ")} offers ${machine.cpus} CPUs with ${machine.memoryGiB} GiB; change the machine or hougu:alicloud.instanceFamilies`,
    );
  }
  return type;
}
