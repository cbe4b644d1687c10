import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contains, formatAddress, overlap, parseAddress, parseBlock } from "../../../sandbox/cloud/ipv4.ts";
import { refusalOf } from "../account.ts";
import { alicloudAccount } from "./alicloud.ts";

/** Any block inside and around 10.20.0.0/16. */
const block = fc
  .tuple(fc.integer({ min: 17, max: 29 }), fc.integer({ min: 0, max: 2 ** 17 - 1 }))
  .map(([prefix, offset]) => {
    const size = 2 ** (32 - prefix);
    const first = (parseAddress("10.20.0.0") ?? 0) + offset - (offset % size);
    return `${formatAddress(first)}/${prefix}`;
  });

describe("blocks of vSwitches", () => {
  it("are accepted exactly when they are in the VPC's and overlap no other", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(block, { minLength: 2, maxLength: 10 }), async (blocks) => {
        const account = alicloudAccount();
        const outer = parseBlock("10.20.0.0/16");
        const taken: string[] = [];
        for (const cidrBlock of blocks) {
          const inner = parseBlock(cidrBlock);
          if (!outer || !inner) throw new Error("the test is wrong");
          const attempt = account.create("alicloud:vswitch", { cidrBlock });
          const clash = taken.some((other) => overlap(parseBlock(other) ?? outer, inner));
          if (contains(outer, inner) && !clash) {
            await attempt;
            taken.push(cidrBlock);
          } else {
            const code = contains(outer, inner) ? "InvalidCidrBlock.Overlapped" : "InvalidParameter";
            expect((await refusalOf(attempt)).code).toBe(code);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
