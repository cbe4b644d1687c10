import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { becomeWriter, StoreInUse } from "../../../sandbox/cloud/store/single-writer.ts";
import { temporaryFolder } from "../temporary.ts";
import { toyCloud } from "./toy-cloud.ts";

/** No process has it: greater than any kernel gives. */
const DEAD = 2 ** 30;

describe("a single writer", () => {
  it("keeps a second one out, of the same process too, until it stops", () => {
    const folder = temporaryFolder();
    const release = becomeWriter(folder);
    expect(() => becomeWriter(folder)).toThrow(StoreInUse);
    release();
    expect(readdirSync(folder)).toEqual([]);
    becomeWriter(folder)();
  });

  it("minds no dead process, and clears its file away", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, `${DEAD}-1`), "");
    const release = becomeWriter(folder);
    expect(existsSync(join(folder, `${DEAD}-1`))).toBe(false);
    release();
  });

  it("minds no later process that has a dead one's number", () => {
    const folder = temporaryFolder();
    // Process 1 always runs, and it didn't begin at this tick.
    writeFileSync(join(folder, "1-999999999999"), "");
    becomeWriter(folder)();
  });

  it("minds a live process of another", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, `${process.ppid}-unknown`), "");
    expect(() => becomeWriter(folder)).toThrow(`process ${process.ppid} writes to ${folder} already`);
    // Who stepped back left nothing.
    expect(readdirSync(folder)).toEqual([`${process.ppid}-unknown`]);
  });

  it("guards a cloud", () => {
    const { cloud, folder, clock } = toyCloud();
    expect(() => toyCloud(folder, clock)).toThrow(StoreInUse);
    cloud.close();
    const { cloud: next } = toyCloud(folder, clock);
    // Closing twice takes nothing from who came after.
    cloud.close();
    expect(() => toyCloud(folder, clock)).toThrow(StoreInUse);
    expect(next.list()).toEqual([]);
  });
});
