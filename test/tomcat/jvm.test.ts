import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jvmMemory, jvmOptions, requestThreads } from "../../components/tomcat/jvm.ts";

const machines = fc.record({
  cpus: fc.integer({ min: 1, max: 128 }),
  memoryGiB: fc.integer({ min: 2, max: 512 }),
});

describe("jvmMemory", () => {
  it("never divides more memory than the machine has, and leaves little undivided", () => {
    fc.assert(
      fc.property(machines, ({ cpus, memoryGiB }) => {
        const memory = jvmMemory({ cpus, memoryGiB });
        const { collector: _, ...parts } = memory;
        const sum = Object.values(parts).reduce((total, part) => total + part, 0);
        expect(sum).toBeLessThanOrEqual(memoryGiB * 1024);
        expect(sum).toBeGreaterThan(memoryGiB * 1024 - 16);
        expect(Object.values(parts).every((part) => Number.isInteger(part) && part > 0)).toBe(true);
      }),
    );
  });

  it("gives a larger machine a larger heap, and the heap the largest share of 4 GiB and more", () => {
    fc.assert(
      fc.property(machines, ({ cpus, memoryGiB }) => {
        const { heapMiB } = jvmMemory({ cpus, memoryGiB });
        expect(jvmMemory({ cpus, memoryGiB: memoryGiB + 1 }).heapMiB).toBeGreaterThan(heapMiB);
        if (memoryGiB >= 4) expect(heapMiB).toBeGreaterThan((memoryGiB * 1024) / 2);
      }),
    );
  });

  it("divides the machines of the committed environments so", () => {
    expect(jvmMemory({ cpus: 2, memoryGiB: 4 })).toEqual({
      heapMiB: 2648,
      metaspaceMiB: 256,
      codeCacheMiB: 128,
      directMiB: 128,
      stacksMiB: 50,
      collectorMiB: 265,
      systemMiB: 615,
      collector: "G1",
    });
  });

  it("collects serially where G1 would cost more than it gives", () => {
    expect(jvmMemory({ cpus: 1, memoryGiB: 8 }).collector).toBe("Serial");
    expect(jvmMemory({ cpus: 2, memoryGiB: 2 }).collector).toBe("G1");
  });

  it("refuses a machine that leaves no heap, and says how much is needed", () => {
    expect(() => jvmMemory({ cpus: 2, memoryGiB: 1 })).toThrow("use 2 GiB or more");
  });
});

describe("requestThreads", () => {
  it("grows with the processors, between 200 and 800", () => {
    expect([1, 2, 4, 8, 64].map(requestThreads)).toEqual([200, 200, 400, 800, 800]);
  });
});

describe("jvmOptions", () => {
  it("fixes the heap, and ends a JVM that is out of memory", () => {
    const options = jvmOptions(jvmMemory({ cpus: 2, memoryGiB: 4 }));
    expect(options).toContain("-Xms2648m");
    expect(options).toContain("-Xmx2648m");
    expect(options).toContain("-XX:+ExitOnOutOfMemoryError");
    expect(options.filter((option) => option.includes("GC") && option.startsWith("-XX:+Use"))).toEqual([
      "-XX:+UseG1GC",
    ]);
  });
});
