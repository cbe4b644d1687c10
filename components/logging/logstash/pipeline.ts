import type { Tier } from "../../config/environment.ts";
import type { Dataset } from "../lines/datasets.ts";
import { type Pipeline, pipelineText } from "./pipeline-text.ts";
import { API_KEY_VARIABLE, BEATS_PORT, LOGSTASH_TLS } from "./places.ts";

export interface PipelineArgs {
  /** This host's own address: nothing listens on any other. */
  readonly address: string;
  readonly environment: Tier;
  /** `https://host:port` of every Elasticsearch node that takes lines. */
  readonly elasticsearch: readonly [string, ...string[]];
}

const BUSINESS: Dataset = "business.events";

/** From Filebeat to Elasticsearch; on the way business events get their meaning by our own filter. */
export function linesPipeline({ address, environment, elasticsearch }: PipelineArgs): Pipeline {
  return {
    input: [
      {
        plugin: "beats",
        settings: {
          host: address,
          port: BEATS_PORT,
          ssl: true,
          ssl_certificate: LOGSTASH_TLS.certificate,
          ssl_key: LOGSTASH_TLS.privateKey,
          tls_min_version: 1.2,
          // Machines are known by the network that they come from; their lines hold no secrets any more.
          ssl_verify_mode: "none",
        },
      },
    ],
    filter: [
      { when: `[event][dataset] == "${BUSINESS}"`, holds: [{ plugin: "hougu_business" }] },
      {
        plugin: "mutate",
        settings: {
          // What the input adds of its own; indexes take known fields alone.
          remove_field: ["@version", "agent", "input", "[host][ip]", "[event][original]"],
          remove_tag: ["beats_input_codec_plain_applied"],
        },
      },
    ],
    output: [
      {
        plugin: "elasticsearch",
        settings: {
          hosts: elasticsearch,
          ssl: true,
          cacert: LOGSTASH_TLS.authority,
          api_key: `\${${API_KEY_VARIABLE}}`,
          index: `hougu-logs-%{[event][dataset]}-${environment}`,
          // Data streams take new documents alone; one that is sent twice has the same id, and is there once.
          action: "create",
          document_id: "%{[@metadata][_id]}",
          manage_template: false,
          ilm_enabled: false,
        },
      },
    ],
  };
}

/** The pipeline's file. */
export function linesPipelineText(args: PipelineArgs): string {
  return pipelineText(linesPipeline(args));
}
