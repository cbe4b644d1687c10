import { defineConfig } from "vitest/config";

// Three projects, from seconds to minutes, one after the other; `npm run test:unit` runs the first alone.
export default defineConfig({
  test: {
    reporters: ["default", "./tools/test-run/closing-line.ts"],
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts", "apps/*/test/**/*.test.ts"],
          exclude: ["**/*.engine.test.ts", "**/*.daemon.test.ts", "test/lifecycle/**"],
          maxWorkers: "100%",
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
        },
      },
      {
        // Real daemons share this machine's ports and namespaces: one file after the other.
        test: {
          name: "daemon",
          include: ["test/**/*.daemon.test.ts", "apps/*/test/**/*.daemon.test.ts"],
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        // The real engine on the sandbox. Two files at once is what two cores carry.
        test: {
          name: "engine",
          include: ["test/**/*.engine.test.ts", "test/lifecycle/**/*.test.ts"],
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
