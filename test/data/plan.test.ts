import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planData } from "../../components/data/plan.ts";
import { storesOf } from "../../components/data/stores-of.ts";
import { planEnvironment } from "../../components/environment/plan.ts";
import { environmentWith, shapes } from "../program/arbitrary-environment.ts";
import { environmentOf } from "../program/recorded.ts";

/** The planner wants a second zone for a standby; the configuration refuses prod with one. */
const withZones = shapes.filter(({ zones }) => zones > 1);

describe("the plan of the data tier", () => {
  it("lets exactly the app subnets connect, and puts no standby beside its primary", () => {
    fc.assert(
      fc.property(withZones, (shape) => {
        const environment = environmentWith({ ...shape, cidr: "10.10.0.0/16" });
        const plan = planEnvironment(environment);
        const { databases, caches } = planData(environment, plan);
        const app = plan.subnets.filter(({ tier }) => tier === "app").map(({ cidr }) => cidr);
        const alicloud = environment.miniPrograms.filter(({ platform }) => platform === "alicloud");
        const managed = databases.filter((database) => database.on === "rds");
        expect(managed.map(({ miniProgram }) => miniProgram)).toEqual(alicloud.map(({ name }) => name));
        for (const { zones, allowedCidrs } of [...managed, ...caches]) {
          expect(allowedCidrs).toEqual(app);
          expect(environment.zones).toContain(zones.primary);
          expect(zones.standby).not.toBe(zones.primary);
          expect(environment.zones).toContain(zones.standby);
        }
      }),
    );
  });

  it("moves no store when a zone is appended", () => {
    fc.assert(
      fc.property(
        withZones.filter(({ zones }) => zones < 6),
        (shape) => {
          const places = (zones: number) => {
            const environment = environmentWith({ ...shape, cidr: "10.10.0.0/16", zones });
            const { databases, caches } = planData(environment, planEnvironment(environment));
            const managed = databases.filter((database) => database.on === "rds");
            return [...managed, ...caches].map(({ name, zones: pair }) => [name, pair]);
          };
          expect(places(shape.zones + 1)).toEqual(places(shape.zones));
        },
      ),
    );
  });

  it("gives everybody one database, where its Tomcats are", () => {
    fc.assert(
      fc.property(withZones, (shape) => {
        const environment = environmentWith({ ...shape, cidr: "10.10.0.0/16" });
        const { databases } = planData(environment, planEnvironment(environment));
        expect(new Map(databases.map(({ miniProgram, on }) => [miniProgram, on]))).toEqual(
          new Map(
            environment.miniPrograms.map(({ name, platform }) => [
              name,
              platform === "alicloud" ? "rds" : "vsphere",
            ]),
          ),
        );
        expect(databases).toHaveLength(environment.miniPrograms.length);
      }),
    );
  });

  it("keeps nothing where the configuration says nothing", () => {
    const environment = environmentOf("prod", [[["data"], undefined]]);
    const plan = planEnvironment(environment);
    expect(planData(environment, plan)).toEqual({ databases: [], caches: [] });
    expect(storesOf(environment, plan, "artist")).toBeUndefined();
  });

  it("gives pictures to the photographers' mini-program alone, and only where its Tomcats are", () => {
    const here = environmentOf("prod");
    expect(planData(here, planEnvironment(here)).pictures).toBe("artist");
    const onVsphere = { platform: "vsphere", tomcats: 2 } as const;
    const elsewhere = environmentWith({ zones: 2, cidr: "10.10.0.0/16", artist: onVsphere, food: onVsphere });
    expect(planData(elsewhere, planEnvironment(elsewhere)).pictures).toBeUndefined();
  });
});
