import { readFileSync } from "node:fs";
import { request } from "node:https";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Gate } from "../../sandbox/api/signature/gate.ts";
import { type Signing, send, signedV1, signedV3, type Target } from "./raw-request.ts";
import { type RunningApi, runningApi } from "./running-api.ts";

const VPC = "2016-04-28";
const LIST = { Action: "DescribeVpcs", Version: VPC, RegionId: "cn-hangzhou" };
const MINUTE_MS = 60_000;

let api: RunningApi;
let target: Target;

beforeEach(async () => {
  api = await runningApi();
  target = { ...api.listening, account: api.account };
});

afterEach(async () => {
  await api.close();
});

const settled = () => expect.poll(() => api.cloud.isSettled()).toBe(true);

describe.each<{ readonly version: string; readonly signed: Signing }>([
  { version: "1.0", signed: signedV1 },
  { version: "3", signed: signedV3 },
])("signature version $version", ({ signed }) => {
  it("lets the account in", async () => {
    expect(await signed(target, LIST)).toMatchObject({ status: 200, body: { TotalCount: 0 } });
  });

  it("refuses a wrong secret", async () => {
    const stranger = { ...target, account: { ...api.account, accessKeySecret: "guessed" } };
    expect(await signed(stranger, LIST)).toMatchObject({
      status: 400,
      body: { Code: "SignatureDoesNotMatch", RequestId: expect.any(String), HostId: "127.0.0.1" },
    });
    expect(await signed(target, LIST, { spoilt: true })).toMatchObject({
      body: { Code: "SignatureDoesNotMatch" },
    });
  });

  it("refuses a key that nobody has", async () => {
    const stranger = { ...target, account: { ...api.account, accessKeyId: "LTAInobody" } };
    expect(await signed(stranger, LIST)).toMatchObject({
      status: 404,
      body: { Code: "InvalidAccessKeyId.NotFound" },
    });
  });

  it("refuses a clock that is more than a quarter of an hour off, either way", async () => {
    for (const [minutes, status] of [
      [-16, 400],
      [-14, 200],
      [14, 200],
      [16, 400],
    ] as const) {
      const time = new Date(Date.now() + minutes * MINUTE_MS);
      expect((await signed(target, LIST, { time })).status, `${minutes} minutes`).toBe(status);
    }
    const time = new Date(Date.now() - 16 * MINUTE_MS);
    expect((await signed(target, LIST, { time })).body.Code).toBe("InvalidTimeStamp.Expired");
  });

  it("refuses a nonce that was used, and doesn't count those of strangers", async () => {
    const once = { nonce: "the-same-again" };
    expect((await signed(target, LIST, { ...once, spoilt: true })).status).toBe(400);
    expect((await signed(target, LIST, once)).status).toBe(200);
    expect(await signed(target, LIST, once)).toMatchObject({
      status: 400,
      body: { Code: "SignatureNonceUsed" },
    });
  });

  it("knows no action that isn't there, and says so to the operator", async () => {
    expect(await signed(target, { Action: "DescribeNothing", Version: VPC })).toMatchObject({
      status: 404,
      body: { Code: "InvalidAction.NotFound" },
    });
    expect(api.log).toEqual([expect.stringMatching(/^unsupported: Vpc 2016-04-28 DescribeNothing$/)]);
  });
});

describe("without a signature", () => {
  it("nothing is done, however it is asked", async () => {
    expect(await send(target, { method: "GET", path: "/" })).toMatchObject({
      status: 403,
      body: { Code: "MissingSecurityHeader" },
    });
    expect(await send(target, { method: "GET", path: `/?Action=DescribeVpcs&Version=${VPC}` })).toMatchObject(
      {
        status: 400,
        body: { Code: "MissingAccessKeyId" },
      },
    );
    expect(
      await send(target, { method: "GET", path: "/clusters", headers: { "x-acs-version": "2015-12-15" } }),
    ).toMatchObject({ status: 400, body: { code: "MissingAccessKeyId" } });
    expect(api.exchanges).toEqual([]);
  });

  it("a body that is too large isn't even kept", async () => {
    const body = new Uint8Array(16 * 1024 * 1024 + 1);
    expect(await send(target, { method: "POST", path: "/?Action=CreateVpc", body })).toMatchObject({
      status: 413,
      body: { Code: "RequestBodyTooLarge" },
    });
  });
});

describe("nonces", () => {
  it("are forgotten when a request with them would be too old", () => {
    let now = Date.UTC(2026, 10, 24);
    const gate = new Gate(api.account, () => now);
    const claim = () => ({
      accessKeyId: api.account.accessKeyId,
      isSignedBy: () => true,
      at: now,
      nonce: "n",
    });
    gate.check(claim());
    now += 29 * MINUTE_MS;
    expect(() => gate.check(claim())).toThrow(/nonce was used/);
    now += 2 * MINUTE_MS;
    expect(() => gate.check(claim())).not.toThrow();
  });
});

describe("calls", () => {
  it("with the same ClientToken create once", async () => {
    const wanted = { CidrBlock: "10.0.0.0/8", ClientToken: "once" };
    const first = await api.rpc(VPC, "CreateVpc", wanted);
    expect((await api.rpc(VPC, "CreateVpc", wanted)).VpcId).toBe(first.VpcId);
    expect((await api.rpc(VPC, "CreateVpc", { ...wanted, ClientToken: "twice" })).VpcId).not.toBe(
      first.VpcId,
    );
    expect(api.cloud.list()).toHaveLength(2);
  });

  it("list by a token that leads on, and refuse one that leads nowhere", async () => {
    const { VpcId } = await api.rpc(VPC, "CreateVpc", { CidrBlock: "10.0.0.0/8" });
    await settled();
    const Tag = ["a", "b", "c"].map((Key) => ({ Key, Value: "1" }));
    await api.rpc(VPC, "TagResources", { ResourceType: "VPC", ResourceId: [VpcId], Tag });
    const keys: string[] = [];
    let NextToken = "";
    do {
      const page = await api.rpc(VPC, "ListTagResources", { ResourceType: "VPC", MaxResults: 2, NextToken });
      keys.push(...page.TagResources.TagResource.map(({ TagKey }: { TagKey: string }) => TagKey));
      NextToken = page.NextToken;
    } while (NextToken !== "");
    expect(keys).toEqual(["a", "b", "c"]);
    await expect(
      api.rpc(VPC, "ListTagResources", { ResourceType: "VPC", NextToken: "nowhere" }),
    ).rejects.toMatchObject({ code: "InvalidParameter", statusCode: 400 });
  });

  it("are throttled and fail as somebody has set", async () => {
    api.cloud.faults.set([
      { action: "CreateVpc", times: 1, error: { code: "Throttling.User", message: "Request was denied." } },
      { action: "CreateVpc", times: 1, error: { code: "ServiceUnavailable" } },
    ]);
    const create = () => api.rpc(VPC, "CreateVpc", { CidrBlock: "10.0.0.0/8" });
    await expect(create()).rejects.toMatchObject({ code: "Throttling.User", statusCode: 400 });
    await expect(create()).rejects.toMatchObject({ code: "ServiceUnavailable", statusCode: 503 });
    expect(api.cloud.list()).toEqual([]);
    expect(await create()).toHaveProperty("VpcId");
  });

  it("whose answer gets lost have done their work: the same token finds it", async () => {
    api.cloud.faults.set([{ action: "CreateVpc", times: 1, losesAnswer: true }]);
    const wanted = { CidrBlock: "10.0.0.0/8", ClientToken: "once" };
    await expect(api.rpc(VPC, "CreateVpc", wanted)).rejects.toMatchObject({
      code: "Client.Timeout",
      statusCode: 503,
    });
    const { VpcId } = await api.rpc(VPC, "CreateVpc", wanted);
    expect(api.cloud.list().map(({ id }) => id)).toEqual([VpcId]);
  });

  it("stop at the account's quota", async () => {
    api.cloud.settings.write({ quotas: { "alicloud:vpc": 1 } });
    await api.rpc(VPC, "CreateVpc", { CidrBlock: "10.0.0.0/8" });
    await expect(api.rpc(VPC, "CreateVpc", { CidrBlock: "10.0.0.0/8" })).rejects.toMatchObject({
      code: "QuotaExceeded.Vpc",
    });
  });

  it("come over TLS on the same port, for who trusts this server", async () => {
    const ask = (trust: object) =>
      new Promise<number | undefined>((resolve, reject) => {
        const outgoing = request({ ...api.listening, path: "/", ...trust }, (incoming) => {
          incoming.resume();
          resolve(incoming.statusCode);
        });
        outgoing.on("error", reject);
        outgoing.end();
      });
    expect(await ask({ ca: readFileSync(api.trust.own) })).toBe(403);
    expect(await ask({ ca: readFileSync(api.trust.all) })).toBe(403);
    await expect(ask({})).rejects.toThrow(/self-signed certificate/);
  });
});
