/**
 * `@pulumi/pulumi` loads TypeScript's compiler and npm's dependency resolver when it is imported, only to be able to
 * turn functions into text (dynamic providers, serverless callbacks), which Hougu never does. With this module loaded
 * first they load when they are first used, which takes half off the start of a program or a policy pack
 * (docs/benchmarks.md). What needs them still gets them.
 */
import { registerHooks } from "node:module";

/** Packages, the file of the SDK that asks for each, and what it gets. */
const LATER = [
  { specifier: "typescript", from: "/@pulumi/pulumi/typescript-shim.js", standIn: "./lazy/typescript.cjs" },
  {
    specifier: "@npmcli/arborist",
    from: "/@pulumi/pulumi/runtime/closure/codePaths.js",
    standIn: "./lazy/arborist.cjs",
  },
  {
    specifier: "normalize-package-data",
    from: "/@pulumi/pulumi/runtime/closure/codePaths.js",
    standIn: "./lazy/normalize-package-data.cjs",
  },
] as const;

// Node older than 22.15 has no such hooks: there the start is slower, and works.
registerHooks?.({
  resolve(specifier, context, next) {
    const later = LATER.find(
      (module) => module.specifier === specifier && context.parentURL?.endsWith(module.from),
    );
    if (later === undefined) return next(specifier, context);
    return { url: new URL(later.standIn, import.meta.url).href, format: "commonjs", shortCircuit: true };
  },
});
