import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clientEnvironment } from "../../sandbox/api/environment.ts";
import { SERVICES } from "../../sandbox/api/services.ts";
import { type RunningApi, runningApi } from "./running-api.ts";
import { objections } from "./sdk-models.ts";

const run = promisify(execFile);
const REGION = "cn-hangzhou";

/**
 * Programs that know nothing of the sandbox but an address: the official SDKs as they are, over HTTPS as they want it, in
 * a process of their own.
 */
describe("a program with the official SDK", () => {
  let api: RunningApi;

  beforeEach(async () => {
    api = await runningApi({ region: REGION });
  });

  afterEach(async () => {
    expect(objections(api.exchanges)).toEqual([]);
    await api.close();
  });

  async function output(
    program: string,
    variables: Readonly<Record<string, string>> = {},
  ): Promise<string[]> {
    const { HTTP_PROXY: _, ...environment } = clientEnvironment(
      api.listening,
      api.account,
      REGION,
      api.trust,
    );
    const { stdout } = await run(process.execPath, [join(import.meta.dirname, "clients", `${program}.ts`)], {
      env: { PATH: process.env.PATH, ...environment, ...variables },
    });
    return stdout.trimEnd().split("\n");
  }

  const has = (product: string): boolean => SERVICES.some((service) => service.product === product);

  it.skipIf(!has("Ecs"))("lists instances", async () => {
    expect(await output("list-instances")).toEqual(["total 0"]);
  });

  it.skipIf(!has("Alidns"))("adds a DNS record and takes it away", async () => {
    expect(await output("create-record", { DOMAIN: "example.com" })).toEqual([
      "www.example.com 600 A 203.0.113.7",
      "left 0",
    ]);
  });

  it("asks for a price", async () => {
    expect(await output("query-price", { GIGABYTES: "40" })).toEqual(["InternetTrafficOut 5 USD"]);
  });

  it("reads figures: those that it has reported, and none that nobody has", async () => {
    expect(await output("read-metric")).toEqual(["sessions: host=edge-1 12", "CPUUtilization: nothing"]);
  });

  it("tags a resource and finds it by its tag", async () => {
    const { VpcId } = await api.rpc("2016-04-28", "CreateVpc", { CidrBlock: "10.0.0.0/8" });
    await expect.poll(() => api.cloud.isSettled()).toBe(true);
    expect(await output("tag-resource", { VPC_ID: VpcId })).toEqual([
      `arn:acs:vpc:${REGION}:${api.account.id}:vpc/${VpcId} owner=platform`,
    ]);
  });

  it("is refused with another key, in the service's words", async () => {
    await expect(output("query-price", { GIGABYTES: "40", ALICLOUD_SECRET_KEY: "guessed" })).rejects.toThrow(
      /SignatureDoesNotMatch/,
    );
  });
});
