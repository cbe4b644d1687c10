import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { selfSigned } from "../../ops/stack/certificates.ts";
import { codeOf } from "./network.ts";
import { type RunningApi, runningApi } from "./running-api.ts";
import { objections } from "./sdk-models.ts";

const VERSION = "2020-04-07";
/** What the Terraform provider changes names and tags by. */
const CONSOLE_VERSION = "2018-08-13";

describe("Cas", () => {
  let api: RunningApi;

  beforeEach(async () => {
    api = await runningApi();
  });

  afterEach(async () => {
    await api.close();
  });

  it("keeps a certificate, says what it says, and gives its key to whoever asks for it all", async () => {
    const now = new Date();
    const { certificate, privateKey } = await selfSigned(["api.example.com", "ws.example.com"], now);
    const { CertId, ResourceId } = await api.rpc(VERSION, "UploadUserCertificate", {
      Name: "api",
      Cert: certificate,
      Key: privateKey,
    });
    expect(ResourceId).toBe(`cas-upload-${CertId}`);
    const detail = await api.rpc(VERSION, "GetUserCertificateDetail", { CertId });
    expect(detail).toMatchObject({
      Id: CertId,
      Name: "api",
      Cert: certificate,
      Key: privateKey,
      Common: "api.example.com",
      Sans: "api.example.com,ws.example.com",
      OrgName: "Hougu sandbox",
      Algorithm: "EC",
      Expired: false,
    });
    const filtered = await api.rpc(VERSION, "GetUserCertificateDetail", { CertId, CertFilter: true });
    expect(filtered).toMatchObject({ Name: "api", Common: "api.example.com" });
    expect(filtered).not.toHaveProperty("Cert");
    expect(filtered).not.toHaveProperty("Key");
    const listed = await api.rpc(VERSION, "ListUserCertificateOrder", { OrderType: "UPLOAD", Keyword: "ap" });
    expect(listed.CertificateOrderList).toMatchObject([
      { CertificateId: CertId, Name: "api", CommonName: "api.example.com", Upload: true },
    ]);
    expect(JSON.stringify(listed)).not.toContain("PRIVATE KEY");
    await api.rpc(VERSION, "MoveResourceGroup", {
      ResourceId: String(CertId),
      ResourceType: "Certificate",
      ResourceGroupId: "rg-2",
    });
    expect((await api.rpc(VERSION, "GetUserCertificateDetail", { CertId })).ResourceGroupId).toBe("rg-2");
    expect(
      await codeOf(api.rpc(VERSION, "UploadUserCertificate", { Name: "api", Cert: "C", Key: "K" })),
    ).toBe("NameRepeat");
    expect(await codeOf(api.rpc(VERSION, "UploadUserCertificate", { Name: "b", Cert: "C" }))).toBe(
      "MissingCertOrKey",
    );
    await api.rpc(VERSION, "DeleteUserCertificate", { CertId });
    expect(await codeOf(api.rpc(VERSION, "GetUserCertificateDetail", { CertId }))).toBe("CertNotExist");
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("renames a certificate and sets its tags, as the console does", async () => {
    const { CertId } = await api.rpc(VERSION, "UploadUserCertificate", {
      Cert: "C",
      Key: "K",
      Tags: [{ Key: "owner", Value: "edge" }],
    });
    const tags = async () => (await api.rpc(VERSION, "GetUserCertificateDetail", { CertId })).Tags;
    expect(await tags()).toEqual([{ Key: "owner", Value: "edge" }]);
    await api.rpc(CONSOLE_VERSION, "CreateCertificateName", {
      CertificateId: CertId,
      Name: "renamed",
      Tags: [{ Key: "owner", Value: "platform" }],
    });
    expect(await api.rpc(VERSION, "GetUserCertificateDetail", { CertId })).toMatchObject({
      Name: "renamed",
      Tags: [{ Key: "owner", Value: "platform" }],
    });
    // No tags at all are asked for by one without a key.
    await api.rpc(CONSOLE_VERSION, "CreateCertificateName", {
      CertificateId: CertId,
      Tags: [{ Key: "", Value: "" }],
    });
    expect(await tags()).toBeUndefined();
    // The Terraform provider reads them; the SDK in the registry is older than they are.
    expect(objections(api.exchanges)).toEqual([
      "Cas GetUserCertificateDetail: the answer has Tags, which the SDK doesn't know",
    ]);
  });
});
