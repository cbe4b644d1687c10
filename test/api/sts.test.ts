import { createRequire } from "node:module";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Account } from "../../sandbox/api/account.ts";
import { type RunningApi, runningApi } from "./running-api.ts";
import { objections } from "./sdk-models.ts";

type Sdk = typeof import("@alicloud/sts20150401", { with: { "resolution-mode": "require" }});
const sdk = createRequire(import.meta.url)("@alicloud/sts20150401") as Sdk;

describe("Sts", () => {
  let api: RunningApi;

  beforeEach(async () => {
    api = await runningApi();
  });

  afterEach(async () => {
    await api.close();
  });

  const whoIs = ({ accessKeyId, accessKeySecret }: Pick<Account, "accessKeyId" | "accessKeySecret">) =>
    new sdk.default({
      accessKeyId,
      accessKeySecret,
      endpoint: `${api.listening.host}:${api.listening.port}`,
      protocol: "HTTP",
      regionId: "cn-hangzhou",
    } as never).getCallerIdentity();

  it("tells the account who it is: the one that owns what it makes", async () => {
    const { id } = api.account;
    expect(id).toMatch(/^\d{16}$/);
    expect((await whoIs(api.account)).body).toMatchObject({
      accountId: id,
      userId: id,
      principalId: id,
      identityType: "Account",
      arn: `acs:ram::${id}:root`,
      requestId: expect.any(String),
    });
    const { Role } = await api.rpc("2015-05-01", "CreateRole", {
      RoleName: "Edge",
      AssumeRolePolicyDocument: JSON.stringify({
        Version: "1",
        Statement: [
          { Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service: ["ecs.aliyuncs.com"] } },
        ],
      }),
    });
    expect(Role.Arn).toBe(`acs:ram::${id}:role/edge`);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("tells a stranger nothing", async () => {
    await expect(whoIs({ ...api.account, accessKeySecret: "guessed" })).rejects.toMatchObject({
      code: "SignatureDoesNotMatch",
    });
    await expect(whoIs({ ...api.account, accessKeyId: "HOUGUNOBODY" })).rejects.toMatchObject({
      code: "InvalidAccessKeyId.NotFound",
    });
  });
});
