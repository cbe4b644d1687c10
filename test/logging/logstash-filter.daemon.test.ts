import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { describeJudged } from "../guest/judges.ts";
import { run } from "../guest/run.ts";

const GEM = resolve(import.meta.dirname, "../../logging/logstash-filter-hougu-business");

describeJudged(
  "Logstash's filter for business events, by a real Ruby",
  { commands: ["ruby", "rspec", "gem"] },
  () => {
    it("passes its own specification", async () => {
      const { status, stdout } = await run("rspec", [
        "--default-path",
        join(GEM, "spec"),
        "--no-color",
        join(GEM, "spec"),
      ]);
      expect(stdout).toMatch(/[1-9]\d* examples, 0 failures/);
      expect(status).toBe(0);
    });

    it("is a gem that Logstash takes for a filter", async () => {
      const folder = await mkdtemp(join(tmpdir(), "hougu-gem-"));
      const gem = join(folder, "filter.gem");
      try {
        const built = await run("gem", [
          "build",
          "-C",
          GEM,
          "--output",
          gem,
          "logstash-filter-hougu-business.gemspec",
        ]);
        expect(built, built.stderr).toMatchObject({ status: 0 });
        const { stdout } = await run("gem", ["specification", gem, "metadata"]);
        expect(stdout).toContain("logstash_group: filter");
        const files = await run("gem", ["specification", gem, "files"]);
        expect(files.stdout).toContain("lib/logstash/filters/hougu_business.rb");
      } finally {
        await rm(folder, { recursive: true });
      }
    });
  },
);
