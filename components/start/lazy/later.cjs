"use strict";
const { createRequire } = require("node:module");

/**
 * A stand-in for a CommonJS package that loads it when somebody first uses it.
 * `__esModule` is claimed, so that TypeScript's `__importStar` hands the stand-in on and doesn't copy it.
 */
module.exports = function later(name) {
  let loaded;
  const real = () => {
    // As the SDK itself would, but from another of its folders: Node remembers the stand-in for the first.
    loaded ??= createRequire(require.resolve("@pulumi/pulumi/cmd/run"))(name);
    return loaded;
  };
  return new Proxy(() => {}, {
    get: (_target, property) => {
      if (property === "__esModule") return true;
      // `__importDefault` takes what claims to be a module at its word.
      if (property === "default") return real().default ?? real();
      return real()[property];
    },
    has: (_target, property) => property in real(),
    ownKeys: () => Reflect.ownKeys(real()),
    getOwnPropertyDescriptor: (_target, property) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(real(), property);
      return descriptor && { ...descriptor, configurable: true };
    },
    apply: (_target, self, args) => Reflect.apply(real(), self, args),
    construct: (_target, args) => Reflect.construct(real(), args),
  });
};
