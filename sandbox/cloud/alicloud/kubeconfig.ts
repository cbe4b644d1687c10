import { type CloudObject, text } from "../object.ts";

/** When a kubeconfig that isn't temporary ends. */
export const LASTING = "2099-01-01T00:00:00Z";

/**
 * A cluster's kubeconfig: it names the cluster's API server, and only the sandbox's Kubernetes answers there. A token
 * opens it; the certificates that ACK's have too are empty, for no server is there to show or ask for one. JSON is YAML.
 */
export function kubeconfigOf({ id, attributes }: CloudObject): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      { name: id, cluster: { server: text(attributes, "apiServer"), "certificate-authority-data": "" } },
    ],
    users: [
      {
        name: "hougu",
        user: {
          token: text(attributes, "certificateKey"),
          "client-certificate-data": "",
          "client-key-data": "",
        },
      },
    ],
    contexts: [{ name: id, context: { cluster: id, user: "hougu" } }],
    "current-context": id,
  });
}
