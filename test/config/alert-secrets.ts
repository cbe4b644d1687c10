import type { ObservabilitySettings } from "../../components/config/observability.ts";

/** Addresses of robots and the mail server's password, as a committed configuration's alerts need them. */
export function alertSecrets(observability: unknown): Record<string, string> {
  const { alerts } = (observability ?? {}) as ObservabilitySettings;
  const robots = (alerts?.receivers ?? []).filter(({ kind }) => kind !== "email");
  return {
    ...(robots.length > 0 && {
      alertAddresses: robots
        .map(({ name }) => `${name} https://alerts.example.com/${name}?key=T0ken`)
        .join("\n"),
    }),
    ...(alerts?.mail && { mailPassword: "Passw0rdOfMail" }),
  };
}
