import * as fc from "fast-check";
import { type ClientRequest, canonicalPath } from "../../components/protection/verdict.ts";

const CLIENT = "192.0.2.1";
const GET = { address: CLIENT, method: "GET", path: "/api/v1/pictures", bodyBytes: 0, headers: {} } as const;
const JSON_POST = {
  ...GET,
  method: "POST",
  headers: { "content-type": "application/json" },
  bodyBytes: 2,
} as const;

/** Requests and the rule that refuses each; null for what passes. */
export const TABLE: readonly { readonly rule: string | null; readonly request: ClientRequest }[] = [
  { rule: null, request: GET },
  { rule: null, request: { ...GET, method: "DELETE", path: "/api/v1/pictures/7" } },
  { rule: null, request: JSON_POST },
  { rule: null, request: { ...JSON_POST, path: "/api/v1/login" } },
  { rule: null, request: { ...JSON_POST, path: "/api/v1/orders/pay/notify" } },
  {
    rule: null,
    request: {
      ...JSON_POST,
      path: "/api/v1/login",
      headers: { "content-type": "Application/JSON; charset=utf-8" },
    },
  },
  { rule: null, request: { ...GET, path: "/managers" } },
  { rule: null, request: { ...GET, path: "/api/manager-of-the-day" } },
  {
    rule: null,
    request: { ...GET, path: "/ws/room/1", headers: { upgrade: "WebSocket", connection: "Upgrade" } },
  },
  { rule: null, request: { ...GET, address: "198.51.101.1" } },
  { rule: "max-body", request: { ...JSON_POST, bodyBytes: 2 ** 20 + 1 } },
  { rule: null, request: { ...JSON_POST, bodyBytes: 2 ** 20 } },
  { rule: "blocked-addresses", request: { ...GET, address: "198.51.100.1" } },
  { rule: "blocked-addresses", request: { ...GET, address: "198.51.100.255" } },
  { rule: "blocked-addresses", request: { ...GET, address: "203.0.113.7" } },
  { rule: null, request: { ...GET, address: "203.0.113.8" } },
  { rule: "path-parameters", request: { ...GET, path: "/api/..;/manager/html" } },
  { rule: "path-parameters", request: { ...GET, path: "/api/v1/pictures;jsessionid=1" } },
  { rule: "path-parameters", request: { ...GET, path: "/api/%3bx" } },
  { rule: "administration", request: { ...GET, path: "/manager" } },
  { rule: "administration", request: { ...GET, path: "/manager/html" } },
  { rule: "administration", request: { ...GET, path: "//manager/html" } },
  { rule: "administration", request: { ...GET, path: "/api/../manager/html" } },
  { rule: "administration", request: { ...GET, path: "/%6danager/html" } },
  { rule: "administration", request: { ...GET, path: "/./actuator" } },
  { rule: "administration", request: { ...GET, path: "/.git/config" } },
  { rule: "administration", request: { ...GET, path: "/v3/api-docs" } },
  { rule: "administration", request: { ...GET, path: "/WEB-INF/web.xml" } },
  { rule: "methods", request: { ...GET, method: "PROPFIND" } },
  { rule: "methods", request: { ...GET, method: "GE" } },
  { rule: "methods", request: { ...GET, method: "LOCK" } },
  { rule: "login-post", request: { ...GET, path: "/api/v1/login" } },
  { rule: "pay-callback-post", request: { ...GET, path: "/api/v1/orders/pay/notify" } },
  { rule: "pay-callback-post", request: { ...JSON_POST, method: "PUT", path: "/api/v1/orders/pay" } },
  { rule: "pay-callback-json", request: { ...JSON_POST, path: "/api/v1/orders/pay", headers: {} } },
  {
    rule: "pay-callback-json",
    request: { ...JSON_POST, path: "/api/v1/orders/pay", headers: { "content-type": "text/xml" } },
  },
  {
    rule: "login-json",
    request: { ...JSON_POST, path: "/api/v1/login", headers: { "content-type": "application/jsonp" } },
  },
  { rule: "login-json", request: { ...JSON_POST, path: "/api/v1/login", headers: { "content-type": "1" } } },
  { rule: "web-sockets", request: { ...GET, path: "/ws/room/1" } },
  { rule: "web-sockets", request: { ...GET, path: "/ws/", headers: { upgrade: "h2c" } } },
];

const segment = fc.constantFrom(
  "api",
  "v1",
  "login",
  "orders",
  "pay",
  "notify",
  "pictures",
  "ws",
  "manager",
  "managers",
  "actuator",
  ".git",
  ".env",
  "WEB-INF",
  "..",
  ".",
  "",
  "%6danager",
  "%2e%2e",
  "ws%2f",
  "a;b",
  "%3B",
  "manager%20",
  "Manager",
  "v3",
  "api-docs",
  "%256danager",
  "login.",
  "docs",
);

/** Never above the root: Nginx itself refuses such a request, whatever the rules say. */
function staysInside(path: string): boolean {
  let depth = 0;
  for (const part of decodeURIComponent(path).split("/")) {
    if (part === "..") depth -= 1;
    else if (part !== "" && part !== ".") depth += 1;
    if (depth < 0) return false;
  }
  return true;
}

/** Everything that the rules look at, mixed: many refused, many not. */
export const requests: fc.Arbitrary<ClientRequest> = fc
  .record({
    address: fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 1, max: 254 }).map((last) => `192.0.2.${last}`) },
      {
        weight: 1,
        arbitrary: fc.constantFrom("198.51.100.9", "198.51.99.255", "198.51.101.0", "203.0.113.7"),
      },
    ),
    method: fc.constantFrom(
      "GET",
      "GET",
      "POST",
      "POST",
      "PUT",
      "PATCH",
      "DELETE",
      "HEAD",
      "OPTIONS",
      "PROPFIND",
      "GETS",
    ),
    path: fc.oneof(
      {
        weight: 2,
        arbitrary: fc.constantFrom("/api/v1/pictures", "/api/v1/login", "/api/v1/orders/pay", "/ws/room"),
      },
      {
        weight: 3,
        arbitrary: fc
          .array(segment, { minLength: 1, maxLength: 5 })
          .map((parts) => `/${parts.join("/")}`)
          .filter(staysInside),
      },
    ),
    bodyBytes: fc.constantFrom(0, 0, 2, 100),
    headers: fc.record(
      {
        "content-type": fc.constantFrom(
          "application/json",
          "application/json;charset=utf-8",
          "text/plain",
          "0",
          "1",
        ),
        upgrade: fc.constantFrom("websocket", "WEBSOCKET", "h2c", "1"),
      },
      { requiredKeys: [] },
    ),
  })
  // Nginx itself sends the folder's name without its slash to the one with it, before any rule.
  .filter(({ path }) => canonicalPath(path) !== "/ws");
