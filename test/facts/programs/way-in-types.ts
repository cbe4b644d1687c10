import { type CustomResourceOptions, secret } from "@pulumi/pulumi";
import { AntiDdos } from "../../../components/dns/anti-ddos.ts";

/** The proxy against floods, which neither environment has bought: one host by its addresses, one by another's name. */
export function wayInTypes({ provider }: CustomResourceOptions): void {
  new AntiDdos(
    "proxied",
    {
      settings: { kind: "proxy", instanceIds: ["ddoscoo-cn-hangzhou-1"], originCidrs: ["203.0.113.0/24"] },
      addresses: [],
      hosts: [
        {
          name: "api",
          host: "api.artist.example.com",
          origins: { kind: "addresses", addresses: ["203.0.113.10"] },
        },
        {
          name: "ws",
          host: "ws.artist.example.com",
          origins: { kind: "alias", name: "nlb-1.cn-hangzhou.nlb.aliyuncsslb.com" },
        },
      ],
      tls: { certificate: secret("CERTIFICATE"), privateKey: secret("PRIVATE KEY") },
    },
    provider ? { provider } : {},
  );
}
