import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, it } from "vitest";
import { controlGroupFolder } from "./systemd-init.ts";

/** What a test needs of its machine. */
export interface Needs {
  /** Commands, from the packages in test/debian-packages.txt. */
  readonly commands?: readonly string[];
  /** Files and folders that packages bring. */
  readonly paths?: readonly string[];
  /** Root, with leave to make network and mount namespaces. */
  readonly root?: boolean;
  /** Leave to make control groups, as systemd wants. */
  readonly controlGroups?: boolean;
}

/**
 * A suite whose judge is a real program. Without it the suite is skipped and says why; with HOUGU_REQUIRE_JUDGES=1,
 * as in CI, it fails.
 */
export function describeJudged(name: string, needs: Needs, suite: () => void): void {
  const missing = missingOf(needs);
  if (missing.length === 0) {
    describe(name, suite);
    return;
  }
  const reason = `needs ${missing.join(", ")}`;
  if (process.env.HOUGU_REQUIRE_JUDGES === "1") {
    describe(name, () => {
      it("has its judges", () => {
        throw new Error(`${reason}: install the packages of test/debian-packages.txt`);
      });
    });
    return;
  }
  console.warn(`skipped: ${name}: ${reason}`);
  describe.skip(`${name} (skipped: ${reason})`, suite);
}

function missingOf({ commands = [], paths = [], root = false, controlGroups = false }: Needs): string[] {
  return [
    ...commands.filter((command) => !onPath(command)),
    ...paths.filter((path) => !existsSync(path)),
    ...(root && process.getuid?.() !== 0 ? ["root"] : []),
    ...(controlGroups && controlGroupFolder() === undefined ? ["leave to make control groups"] : []),
  ];
}

function onPath(command: string): boolean {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
