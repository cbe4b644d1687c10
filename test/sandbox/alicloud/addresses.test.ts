import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holdsAddress, parseAddress, parseBlock } from "../../../sandbox/cloud/ipv4.ts";
import { text } from "../../../sandbox/cloud/object.ts";
import { refusalOf } from "../account.ts";
import { alicloudAccount } from "./alicloud.ts";

/** The first address and the last three of a vSwitch are the cloud's. */
const KEPT = 4;

describe("addresses in a vSwitch", () => {
  it("are inside it, not the cloud's own, and nobody else's, whoever asks and however many", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 25, max: 29 }),
        fc.array(fc.constantFrom("alicloud:instance", "alicloud:havip", "alicloud:natGateway"), {
          minLength: 1,
          maxLength: 14,
        }),
        async (prefix, holders) => {
          const account = alicloudAccount();
          const block = parseBlock(`10.20.8.0/${prefix}`);
          if (!block) throw new Error("the test is wrong");
          const { id: vswitchId } = await account.create("alicloud:vswitch", {
            cidrBlock: `10.20.8.0/${prefix}`,
          });
          account.set({ quotas: { "alicloud:natGateway": 100, "alicloud:havip": 100 } });
          const given: number[] = [];
          for (const type of holders) {
            const wanted = await account.wanted(type, { vswitchId, ipAddress: null });
            const attempt = account.cloud.create(account.session, type, wanted);
            if (given.length === block.size - KEPT) {
              expect((await refusalOf(attempt)).code).toBe("QuotaExceeded.PrivateIpAddress");
              continue;
            }
            const { attributes } = await attempt;
            const address = parseAddress(text(attributes, "privateIp") || text(attributes, "ipAddress"));
            expect(address).toBeDefined();
            given.push(address ?? 0);
          }
          const usable = { ...block, first: block.first + 1, size: block.size - KEPT };
          expect(given.every((address) => holdsAddress(usable, address))).toBe(true);
          expect(new Set(given).size).toBe(given.length);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("can be given again when their holder is gone", async () => {
    const account = alicloudAccount();
    const { id } = await account.create("alicloud:instance", { privateIp: "10.20.1.20" });
    await account.remove("alicloud:instance", id);
    account.settle();
    await expect(account.create("alicloud:instance", { privateIp: "10.20.1.20" })).resolves.toBeDefined();
  });
});

describe("public addresses", () => {
  it("are unique", async () => {
    const account = alicloudAccount();
    account.set({ quotas: { "alicloud:eip": 1000 } });
    const addresses = new Set<string>();
    for (let count = 0; count < 200; count += 1) {
      addresses.add(text((await account.begin("alicloud:eip")).attributes, "ipAddress"));
    }
    expect(addresses.size).toBe(200);
  });
});
