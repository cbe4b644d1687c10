/**
 * `@pulumi/pulumi` writes down the stack of every promise that it makes, three for each property of a resource, in case
 * one is never settled; each is formatted at once, through source maps. With a thousand resources that is most of what a
 * program does (docs/benchmarks.md). With this module loaded first the promises are watched all the same, and whoever
 * looks for one that leaks asks for the stacks by the SDK's own switch, `PULUMI_DEBUG_PROMISE_LEAKS`.
 */
import { createRequire } from "node:module";

interface Debuggable {
  debuggablePromise<T>(promise: Promise<T>, context?: unknown): Promise<T>;
}

const debuggable = createRequire(import.meta.url)("@pulumi/pulumi/runtime/debuggable.js") as Debuggable;
const { debuggablePromise } = debuggable;

if (!process.env.PULUMI_DEBUG_PROMISE_LEAKS && typeof debuggablePromise === "function") {
  debuggable.debuggablePromise = (promise, context) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return debuggablePromise(promise, context);
    } finally {
      Error.stackTraceLimit = limit;
    }
  };
}
