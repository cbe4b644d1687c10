import { expect, test } from "vitest";
import { cloudCodeOf } from "../../../ops/stack/cloud-code.ts";

test.each([
  ["[SDK ERROR]\nCode: QuotaExceed.Vpc\nMessage: too many", "QuotaExceed.Vpc"],
  ["ErrorCode: InvalidVSwitchId.NotFound, ErrorMessage: gone", "InvalidVSwitchId.NotFound"],
  ['{"RequestId":"x","Code":"Throttling.User","Message":"slow down"}', "Throttling.User"],
  ["SDKError:\n   StatusCode: 403\n   Code: Forbidden.RAM\n   Message: no", "Forbidden.RAM"],
  ["error: [ERROR] Code: OperationDenied.NoStock", "OperationDenied.NoStock"],
  [
    "InvalidParameter: Code: InvalidSystemDiskSize.LessThanImageSize",
    "InvalidSystemDiskSize.LessThanImageSize",
  ],
  ["ServerFaultCode: Cannot complete login", undefined],
  ["fault: vim25:DuplicateName", "DuplicateName"],
  ["soap fault InvalidLogin returned", "InvalidLogin"],
  ["exit code: 1", undefined],
  ["StatusCode: 500", undefined],
  ["dial tcp 127.0.0.1:443: connection refused", undefined],
  ["", undefined],
])("%j has the code %s", (message, code) => {
  expect(cloudCodeOf(message)).toBe(code);
});
