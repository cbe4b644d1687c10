import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Client, credentials } from "@grpc/grpc-js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import { afterEach, describe, expect, it } from "vitest";
import { RULES } from "../../../policy/rules/all.ts";
import { EIP, SECURITY_GROUP_RULE } from "../../../policy/types.ts";

const require = createRequire(import.meta.url);
const PACK = fileURLToPath(new URL("../../../policy", import.meta.url));
const PATIENCE_MS = 60_000;

let runner: ChildProcess | undefined;
let client: Client | undefined;
afterEach(() => {
  client?.close();
  runner?.kill();
});

/**
 * Starts the pack as Pulumi's own language host and its older `pulumi-analyzer-policy` do: Node on the SDK's runner, in the
 * pack's folder, with the engine's address and the folder.
 */
async function startOfficially(folder: string): Promise<void> {
  const module = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
  const { PULUMI_CONFIG: _, ...env } = process.env;
  const child = spawn(process.execPath, [module, "127.0.0.1:1", folder], { cwd: PACK, env });
  runner = child;
  const port = await new Promise<string>((resolve, reject) => {
    let [out, err] = ["", ""];
    child.stdout.on("data", (data: Buffer) => {
      out += data.toString("utf8");
      const [line, ...rest] = out.split("\n");
      if (rest.length > 0) resolve(line ?? "");
    });
    child.stderr.on("data", (data: Buffer) => {
      err += data.toString("utf8");
    });
    child.once("close", (code) => reject(new Error(`ended with ${code}: ${err}`)));
  });
  client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
}

interface Message {
  serializeBinary(): Uint8Array;
}

async function ask<Response>(
  method: string,
  request: Message,
  parse: (bytes: Uint8Array) => Response,
): Promise<Response> {
  return await new Promise((resolve, reject) => {
    client?.makeUnaryRequest(
      `/pulumirpc.Analyzer/${method}`,
      (message: Message) => Buffer.from(message.serializeBinary()),
      (bytes: Buffer) => parse(new Uint8Array(bytes)),
      request,
      (error, response) => (error ? reject(error) : resolve(response as Response)),
    );
  });
}

const infoOf = () => ask("GetAnalyzerInfo", new empty.Empty(), analyzer.AnalyzerInfo.deserializeBinary);

describe("the pack under Pulumi's own runner", { timeout: PATIENCE_MS }, () => {
  it.each([
    ["the host's", PACK],
    ["the older plugin's", "."],
  ])("starts by %s arguments", async (_, folder) => {
    await startOfficially(folder);
    const info = await infoOf();
    expect(info.getName()).toBe("hougu");
    expect(info.getPoliciesList()).toHaveLength(RULES.length);
    // Nobody has told it a stack: it stays at its strictest.
    expect(info.getInitialconfigMap().getLength()).toBe(0);
  });

  it("takes stack and budget from the engine's call, and judges", async () => {
    await startOfficially(PACK);
    const stack = new analyzer.AnalyzerStackConfigureRequest();
    stack.setStack("dev");
    const config = { environment: "dev", region: "cn-hangzhou", budget: '{"monthlyCny":1}' };
    for (const [key, value] of Object.entries(config)) stack.getConfigMap().set(`hougu:${key}`, value);
    await ask("ConfigureStack", stack, analyzer.AnalyzerStackConfigureResponse.deserializeBinary);
    const initial = (await infoOf()).getInitialconfigMap();
    expect(initial.get("two-zones")?.getEnforcementlevel()).toBe(analyzer.EnforcementLevel.DISABLED);
    expect(initial.get("cache-tls")?.getEnforcementlevel()).toBe(analyzer.EnforcementLevel.REMEDIATE);
    expect(initial.get("monthly-budget")?.getProperties()?.toJavaScript()).toMatchObject({ monthlyCny: 1 });

    const configure = new analyzer.ConfigureAnalyzerRequest();
    for (const [id, entry] of initial.entries()) configure.getPolicyconfigMap().set(id, entry);
    await ask("Configure", configure, empty.Empty.deserializeBinary);

    const request = new analyzer.AnalyzeRequest();
    request.setType(SECURITY_GROUP_RULE);
    request.setUrn(`urn:pulumi:dev::hougu::${SECURITY_GROUP_RULE}::ssh`);
    const open = {
      type: "ingress",
      ipProtocol: "tcp",
      portRange: "22/22",
      cidrIp: "0.0.0.0/0",
      description: "x",
    };
    request.setProperties(structs.Struct.fromJavaScript(open));
    const told = await ask("Analyze", request, analyzer.AnalyzeResponse.deserializeBinary);
    expect(told.getDiagnosticsList().map((one) => one.getPolicyname())).toEqual(["no-open-ingress"]);

    // Prices are loaded only now, under the runner's own ways to load a module.
    const eip = new analyzer.AnalyzerResource();
    eip.setType(EIP);
    eip.setUrn(`urn:pulumi:dev::hougu::${EIP}::eip`);
    eip.setProperties(
      structs.Struct.fromJavaScript({ bandwidth: "200", internetChargeType: "PayByBandwidth" }),
    );
    const whole = new analyzer.AnalyzeStackRequest();
    whole.setResourcesList([eip]);
    const judged = await ask("AnalyzeStack", whole, analyzer.AnalyzeResponse.deserializeBinary);
    expect(judged.getDiagnosticsList().map((one) => one.getPolicyname())).toContain("monthly-budget");
  });
});
