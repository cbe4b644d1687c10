import { DomainConfig } from "@pulumi/alicloud/cdn/domainConfig.js";
import { DomainNew } from "@pulumi/alicloud/cdn/domainNew.js";
import { secret } from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { onTheSandbox } from "./provider.ts";

interface Variant {
  readonly weight: number;
  readonly certificate: string;
  readonly minutes: number;
  readonly key: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Delivery of pictures as the data tier has it; its origin is no bucket, which would have to be there. */
const program =
  ({ weight, certificate, minutes, key, tags }: Variant): PulumiFn =>
  async () => {
    const opts = onTheSandbox();
    const { domainName } = new DomainNew(
      "pictures",
      {
        domainName: "pictures.artist.example.com",
        cdnType: "web",
        scope: "domestic",
        sources: [{ type: "domain", content: "origin.artist.example.com", port: 443, priority: 20, weight }],
        certificateConfig: { certType: "cas", certId: certificate, serverCertificateStatus: "on" },
        tags,
      },
      opts,
    );
    const functions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      https_force: { enable: "on", https_rewrite: "301" },
      https_tls_version: { tls10: "off", tls11: "off", tls12: "on", tls13: "on" },
      aliauth: { auth_type: "type_a", auth_key1: key, ali_auth_delta: String(minutes * 60) },
    };
    for (const [functionName, args] of Object.entries(functions)) {
      const functionArgs = Object.entries(args).map(([argName, argValue]) => ({ argName, argValue }));
      new DomainConfig(functionName, { domainName, functionName, functionArgs: secret(functionArgs) }, opts);
    }
  };

export const cdnProgram = program({
  weight: 10,
  certificate: "8089870",
  minutes: 30,
  key: "firstkey0123",
  tags: { project: "hougu", environment: "dev" },
});
export const cdnProgramChanged = program({
  weight: 20,
  certificate: "8089871",
  minutes: 60,
  key: "secondkey0123",
  tags: { project: "hougu", owner: "platform" },
});
