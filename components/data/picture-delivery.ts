import { DomainConfig } from "@pulumi/alicloud/cdn/domainConfig.js";
import { DomainNew } from "@pulumi/alicloud/cdn/domainNew.js";
import * as pulumi from "@pulumi/pulumi";
import type { PictureSettings } from "../config/data.ts";
import type { MiniProgramName } from "../config/environment.ts";
import type { Labels } from "../naming/labels.ts";
import { deliveryFunctions, LINK_SIGNING, linkSigning } from "./delivery-functions.ts";

/** What a {@link PictureDelivery} is made of. */
export interface PictureDeliveryArgs {
  readonly labels: Labels;
  readonly service: MiniProgramName;
  readonly settings: NonNullable<PictureSettings["cdn"]>;
  /** Host name of the bucket. */
  readonly origin: string;
  /** Key with which the Tomcats sign links: letters and digits. */
  readonly linkKey: pulumi.Input<string>;
  readonly protect: boolean;
}

/** HTTPS port of OSS. */
const ORIGIN_PORT = 443;

/** Pictures through Alibaba Cloud CDN: over TLS alone, by signed links alone, from a bucket that stays private. */
export class PictureDelivery extends pulumi.ComponentResource {
  readonly domain: string;
  /** What the domain's CNAME record must lead to. */
  readonly cname: pulumi.Output<string>;

  constructor(name: string, args: PictureDeliveryArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:data:PictureDelivery", name, {}, opts);
    const { labels, service, settings, origin, protect } = args;
    const domain = new DomainNew(
      name,
      {
        domainName: settings.domain,
        cdnType: "web",
        // Edges in mainland China, which need the domain's ICP filing; elsewhere nobody uses the mini-program.
        scope: "domestic",
        sources: [{ type: "oss", content: origin, port: ORIGIN_PORT, priority: 20, weight: 10 }],
        certificateConfig: {
          certType: "cas",
          certId: settings.certificateId,
          serverCertificateStatus: "on",
        },
        tags: labels.tags(service),
      },
      {
        parent: this,
        customTimeouts: { create: "30m", update: "30m", delete: "30m" },
        ...(protect ? { protect } : {}),
      },
    );
    for (const one of deliveryFunctions(origin)) {
      configure(this, `${name}-${one.name}`, domain, one.functionName, listed(one.args));
    }
    const signing = pulumi.output(args.linkKey).apply((key) => linkSigning(key, settings.linkMinutes).args);
    configure(this, `${name}-signed-links`, domain, LINK_SIGNING, pulumi.secret(signing.apply(listed)));
    this.domain = settings.domain;
    this.cname = domain.cname;
    this.registerOutputs({ domain: this.domain, cname: this.cname });
  }
}

type Arguments = readonly { readonly argName: string; readonly argValue: string }[];

function listed(args: Readonly<Record<string, string>>): Arguments {
  return Object.entries(args).map(([argName, argValue]) => ({ argName, argValue }));
}

function configure(
  parent: pulumi.Resource,
  name: string,
  domain: DomainNew,
  functionName: string,
  functionArgs: pulumi.Input<Arguments>,
): void {
  new DomainConfig(
    name,
    {
      domainName: domain.domainName,
      functionName,
      functionArgs: pulumi.output(functionArgs).apply((list) => list.map((one) => ({ ...one }))),
    },
    { parent },
  );
}
