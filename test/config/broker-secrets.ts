import { brokerHostsOf } from "../../components/config/broker-names.ts";
import type { MessagingSettings } from "../../components/config/messaging.ts";
import { selfSigned } from "./certificates.ts";

/** Everything that messaging needs on machines. A certificate that has signed itself is its own authority. */
export function brokerSecrets(messaging: unknown) {
  const { certificate, privateKey } = selfSigned(...brokerHostsOf(messaging as MessagingSettings));
  return {
    messagingKey: "ab1ec0ffee00112233445566778899aabbccddeeff00112233445566778899aa",
    erlangCookie: "C00k1e0fErlang0011223344556677889900",
    brokerAuthority: certificate,
    brokerCertificate: certificate,
    brokerPrivateKey: privateKey,
  };
}
