import type { Finding } from "../finding.ts";
import type { Path } from "../raw.ts";
import type { Draft } from "./rule.ts";

/** One repository, one container name: an app's name and a host's are each there once. */
export function* distinctImageNames({ images }: Draft): Iterable<Finding> {
  if (!images) return;
  for (const list of ["apps", "dockerHosts"] as const) {
    const names = images[list].map(({ name }) => name);
    for (const [index, name] of names.entries()) {
      const first = names.indexOf(name) + 1;
      if (first === index + 1) continue;
      const at: Path = ["images", list, index, "name"];
      yield {
        at,
        expected: { en: `a name that item ${first} doesn't have`, zh: `与第 ${first} 项不同的名称` },
        remedy: { en: "take another name, or delete this item", zh: "改用其他名称，或删除该项" },
      };
    }
  }
}
