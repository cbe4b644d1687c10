import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { ELASTICSEARCH_VERSION, elasticsearchIn } from "./cache.ts";

const SOURCES = join(import.meta.dirname, "elasticsearch");

/** The jars by Maven, and our main class beside them. A build that is broken off leaves nothing in the cache. */
export function fetchElasticsearch(): string {
  const output = elasticsearchIn(process.env);
  if (existsSync(output)) return output;
  const draft = `${output}.${process.pid}`;
  mkdirSync(dirname(output), { recursive: true });
  try {
    run("mvn", [
      "--quiet",
      "--batch-mode",
      "--file",
      join(SOURCES, "pom.xml"),
      "dependency:copy-dependencies",
      `-Delasticsearch.version=${ELASTICSEARCH_VERSION}`,
      `-DoutputDirectory=${draft}`,
    ]);
    run("javac", ["-cp", join(draft, "*"), "-d", draft, join(SOURCES, "Judge.java")]);
    renameSync(draft, output);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return output;
}

function run(command: string, args: readonly string[]): void {
  execFileSync("nice", [command, ...args], { stdio: "inherit" });
}
