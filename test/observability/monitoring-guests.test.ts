import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { guestsOf } from "../../components/environment/guests.ts";
import { promisedOf } from "../../components/environment/monitoring-guests.ts";
import { planEnvironment } from "../../components/environment/plan.ts";
import { cloudInit } from "../../components/guest/cloud-init.ts";
import { USER_DATA_LIMIT } from "../../components/guest/user-data-size.ts";
import { pagesFile } from "../../components/observability/grafana.ts";
import { filesOf } from "../program/cloud-config.ts";
import { environmentOf } from "../program/recorded.ts";

const DASHBOARDS = {
  package: { url: "https://mirror.example.com/grafana-11.6.0.linux-amd64.tar.gz", sha256: "a".repeat(64) },
  pages: "https://mirror.example.com/dashboards",
};

describe.each(["dev", "prod"] as const)(
  "a monitoring machine of %s with everything that it can have",
  (tier) => {
    const environment = environmentOf(tier, [[["observability", "dashboards"], DASHBOARDS]]);
    const guest = guestsOf(environment, planEnvironment(environment)).get("monitoring-1");
    if (!guest) throw new Error("no monitoring machine");

    it("fits into user data, and loses nothing", () => {
      const text = cloudInit(guest, { by: "guestinfo" });
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(USER_DATA_LIMIT);
      expect(filesOf(text).get("/etc/prometheus/prometheus.yml")).toContain("job_name: node");
    });

    it("fetches exactly the pages that are published for it", () => {
      const { name, content } = pagesFile({
        lang: "zh",
        promised: promisedOf(environment),
        runbooks: environment.observability?.alerts?.runbooks ?? "",
      });
      const unit = filesOf(cloudInit(guest, { by: "guestinfo" })).get(
        "/etc/systemd/system/hougu-file-dashboards.service",
      );
      expect(unit).toContain(`SOURCE=${DASHBOARDS.pages}/${name}\n`);
      expect(unit).toContain(`SHA256=${createHash("sha256").update(content).digest("hex")}\n`);
    });

    it("shows pages to administrators alone", () => {
      const open = guest.ports.filter(({ name }) => name === "grafana");
      expect(open).toMatchObject([{ port: 3000, from: ["admin"] }]);
    });
  },
);
