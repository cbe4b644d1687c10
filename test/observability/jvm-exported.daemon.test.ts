import { existsSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { jmxExporterIn } from "../../tools/exported-metrics/agent.ts";
import { describeJudged } from "../guest/judges.ts";
import { Segment } from "../guest/machine.ts";
import { recorded } from "./catalogue.ts";
import { JVM_EXPORTER, namesIn, pageOf, startTomcat } from "./exporters.ts";

const agent = jmxExporterIn(process.env);
const name = "a real Tomcat under Prometheus' agent";
const needs = {
  commands: ["java", "curl", "ip", "unshare", "nsenter", "runuser"],
  paths: ["/usr/share/tomcat10"],
  root: true,
};

if (!existsSync(agent)) describe.skip(`${name} (skipped: npm run metrics:record fetches it)`, () => {});
else
  describeJudged(name, needs, () => {
    let segment: Segment;
    afterAll(async () => {
      await segment?.destroy();
    });

    it("exports what was recorded, Tomcat's own figures included", async () => {
      segment = await Segment.create();
      const machine = await segment.machine("10.99.2.11");
      await startTomcat(machine, agent);
      const live = namesIn(await pageOf(machine, { ...JVM_EXPORTER, address: machine.address }));
      const known = [...(recorded().jvm ?? [])];
      expect(known.filter((one) => !live.includes(one))).toEqual([]);
      expect(live.filter((one) => one.startsWith("tomcat_")).length).toBeGreaterThan(10);
    });
  });
