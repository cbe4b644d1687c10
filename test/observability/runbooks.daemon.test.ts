import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { stringify } from "yaml";
import { readPages } from "../../tools/runbooks/page.ts";
import { describeJudged } from "../guest/judges.ts";
import { run } from "../guest/run.ts";
import { blocksOf, callsOf } from "./page-commands.ts";

const pages = readPages();

describeJudged(
  "what runbooks tell to type, judged by bash and promtool",
  { commands: ["bash", "promtool"] },
  () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "hougu-runbooks-"));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it.each(pages.map((page): [string, string[]] => [page.name, blocksOf(page)]))(
      "%s: blocks that a shell reads",
      async (name, blocks) => {
        for (const [index, block] of blocks.entries()) {
          const file = join(folder, `${name}-${index}.sh`);
          writeFileSync(file, block);
          expect(await run("bash", ["-n", file]), block).toMatchObject({ status: 0 });
        }
      },
    );

    it("are queries that Prometheus reads", async () => {
      const rules = pages.flatMap((page) =>
        ["promtool query instant", "promtool query range"].flatMap((program) =>
          callsOf(page, program).map((words, index) => ({
            record: `${page.name}:${index}`.replaceAll("-", "_"),
            // The last argument; its quotes are the shell's.
            expr: (words.at(-1) ?? "").replace(/^'(.*)'$/, "$1"),
          })),
        ),
      );
      expect(rules.length).toBeGreaterThan(10);
      const file = join(folder, "queries.yml");
      writeFileSync(file, stringify({ groups: [{ name: "runbooks", rules }] }, { lineWidth: 0 }));
      expect(await run("promtool", ["check", "rules", "--lint=none", file])).toMatchObject({ status: 0 });
    });
  },
);
