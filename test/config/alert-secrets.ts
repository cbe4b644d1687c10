import type { ObservabilitySettings } from "../../components/config/observability.ts";

/** Addresses of robots and passwords, as a committed configuration's hougu:observability needs them. */
export function alertSecrets(observability: unknown): Record<string, string> {
  const { alerts, metrics } = (observability ?? {}) as ObservabilitySettings;
  const robots = (alerts?.receivers ?? []).filter(({ kind }) => kind !== "email");
  return {
    ...(robots.length > 0 && {
      alertAddresses: robots
        .map(({ name }) => `${name} https://alerts.example.com/${name}?key=T0ken`)
        .join("\n"),
    }),
    ...(alerts?.mail && { mailPassword: "Passw0rdOfMail" }),
    ...(metrics?.remoteWrite && { remoteWritePassword: "Passw0rdOfRemoteWrite" }),
  };
}
