import { expect, test } from "vitest";
import { hostNamesOf } from "../../components/config/host-names.ts";
import { checkPair } from "../../components/config/rules/tls.ts";
import { selfSigned } from "./certificates.ts";

const API = "api.artist.example.com";
const WS = "ws.artist.example.com";

test("WebSockets with a balancer of their own have a name of their own", () => {
  expect(hostNamesOf({ domain: API, entry: { kind: "pair" } })).toEqual([API]);
  const entry = { kind: "balanced", webSocketDomain: WS, internal: false, accessLogs: false } as const;
  expect(hostNamesOf({ domain: API, entry })).toEqual([API, WS]);
});

test("a certificate names them all, or the one that is missing is said", () => {
  const [both, one] = [selfSigned(API, WS), selfSigned(API)];
  // Made before, so that neither is valid only from a second later on.
  const against = { domains: [API, WS], now: new Date(), stack: "prod" };
  expect(checkPair(["tls", "artist"], both, against)).toEqual([]);
  expect(checkPair(["tls", "artist"], one, against)).toMatchObject([
    {
      at: ["tls", "artist", "certificate"],
      expected: { en: `a certificate whose subjectAltName covers ${WS}` },
    },
  ]);
});
