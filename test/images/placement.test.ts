import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AppSettings, DockerHostSettings, ImageSettings } from "../../components/config/images.ts";
import { ConfigError } from "../../components/config/problem.ts";
import { planContainers } from "../../components/images/placement.ts";

const host = (index: number, memoryGiB: number): DockerHostSettings => ({
  name: `docker-${index + 1}`,
  url: `ssh://hougu@10.0.0.${index + 1}`,
  memoryGiB,
});
const app = (index: number, replicas: number, memoryMiB: number, port: number): AppSettings => ({
  name: `app-${index + 1}`,
  context: `apps/app-${index + 1}`,
  miniProgram: "food",
  port,
  replicas,
  memoryMiB,
});

const settings = (
  apps: readonly AppSettings[],
  dockerHosts: readonly DockerHostSettings[],
): ImageSettings => ({
  base: "",
  registry: "personal",
  tag: "1",
  apps,
  dockerHosts,
});

const cases = fc
  .record({
    hosts: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 6 }),
    apps: fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 64, max: 2048 }),
        fc.integer({ min: 8090, max: 8093 }),
      ),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
  })
  .map(({ hosts, apps }) =>
    settings(
      apps.map(([replicas, memory, port], index) => app(index, replicas, memory, port)),
      hosts.map((memory, index) => host(index, memory)),
    ),
  );

describe("the placement of containers", () => {
  it("gives each replica a host of its own with room and a free port, or says which app finds none", () => {
    let placed = 0;
    fc.assert(
      fc.property(cases, (images) => {
        let plan: ReturnType<typeof planContainers>;
        try {
          plan = planContainers(images);
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigError);
          return;
        }
        placed += 1;
        for (const one of images.apps) {
          const own = plan
            .filter((container) => container.app.name === one.name)
            .map(({ host: at }) => at.name);
          expect(own).toHaveLength(one.replicas);
          expect(new Set(own).size).toBe(one.replicas);
        }
        for (const at of images.dockerHosts) {
          const here = plan.filter((container) => container.host.name === at.name);
          const used = here.reduce((sum, container) => sum + container.app.memoryMiB, 0);
          expect(used).toBeLessThanOrEqual(at.memoryGiB * 1024);
          expect(new Set(here.map((container) => container.app.port)).size).toBe(here.length);
        }
      }),
    );
    expect(placed).toBeGreaterThan(10);
  });

  it("moves at most one container of an app when a host is added", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 4, max: 8 }), (replicas, count) => {
        const places = (hosts: number) =>
          planContainers(
            settings(
              [app(0, replicas, 64, 8090)],
              Array.from({ length: hosts }, (_, index) => host(index, 8)),
            ),
          ).map(({ name }) => name);
        const before = places(count);
        const after = places(count + 1);
        expect(before.filter((name) => !after.includes(name)).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("says what is missing, and what to write", () => {
    const plan = () => planContainers(settings([app(0, 2, 512, 8090)], [host(0, 8)]));
    expect(plan).toThrow(
      /hougu:images.apps\[0\][\s\S]*2 Docker hosts with 512 MiB and port 8090 free; there are 1/,
    );
    expect(plan).toThrow(/replicas: 1/);
  });

  it("places nothing where there are no hosts: a cluster runs the apps then", () => {
    expect(planContainers(settings([app(0, 2, 512, 8090)], []))).toEqual([]);
  });
});
