import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { cloudInit } from "../../components/guest/cloud-init.ts";
import { USER_DATA_LIMIT } from "../../components/guest/user-data-size.ts";
import { filebeatConfiguration } from "../../components/logging/filebeat/configuration.ts";
import { filebeat, filebeatProgram } from "../../components/logging/filebeat/filebeat.ts";
import { SAMPLES } from "../guest/sample-guests.ts";

const output = {
  to: "logstash",
  hosts: ["logs-in-1.hougu.internal:5044", "logs-in-2.hougu.internal:5044"],
} as const;
const common = { miniProgram: "food", environment: "prod", output } as const;
/** As long as an authority's certificate of P-256 is. */
const authority = `-----BEGIN CERTIFICATE-----\n${`${"k3Q9".repeat(16)}\n`.repeat(10)}-----END CERTIFICATE-----\n`;

describe("filebeat.yml", () => {
  it("of an edge, as a person reads it", async () => {
    await expect(filebeatConfiguration({ host: "food-edge-1", role: "edge", ...common })).toMatchFileSnapshot(
      "golden/filebeat.edge.yml",
    );
  });

  it("masks before anything is sent", () => {
    const { processors } = parse(filebeatConfiguration({ host: "food-edge-1", role: "edge", ...common }));
    const names = processors.flatMap((processor: Record<string, unknown>) => Object.keys(processor)[0]);
    expect(names).toEqual(["if", "script", "drop_event"]);
  });

  it("knows every role, and reads the journal on each", () => {
    for (const role of ["edge", "tomcat", "rabbitmq", "database"] as const) {
      const inputs = parse(filebeatConfiguration({ host: "h", role, ...common }))["filebeat.inputs"];
      const ids = inputs.map(({ id }: { id: string }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toContain("journal");
    }
  });
});

it.each(SAMPLES.map((sample) => [sample.golden, sample] as const))(
  "%s has room for it in its user data",
  (_, { guest, delivery }) => {
    const parts = [
      filebeatProgram({
        url: "https://artifacts.elastic.co/downloads/beats/filebeat/filebeat-7.17.28-linux-x86_64.tar.gz",
        sha256: "0".repeat(64),
      }),
      filebeat({ host: guest.name, role: guest.role, ...common, authority }),
    ];
    const whole = {
      ...guest,
      files: [...guest.files, ...parts.flatMap(({ files = [] }) => files)],
      services: [...guest.services, ...parts.flatMap(({ services = [] }) => services)],
    };
    expect(Buffer.byteLength(cloudInit(whole, delivery))).toBeLessThanOrEqual(USER_DATA_LIMIT);
  },
);
