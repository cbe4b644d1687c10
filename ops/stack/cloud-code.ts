/**
 * The cloud's own error code out of a provider's message, which is what one searches the documentation for.
 * Alibaba Cloud's SDKs write `Code: QuotaExceed.Vpc` or `ErrorCode: ...`, vCenter's faults `ServerFaultCode: ...`
 * or the fault's type.
 */
export function cloudCodeOf(message: string): string | undefined {
  const code =
    /(?:^|[\s,{"[])(?:Error ?Code|ErrCode|Code)"?\s*[:=]\s*"?([A-Z][A-Za-z0-9_]*(?:[.-][A-Za-z0-9_]+)*)/m.exec(
      message,
    )?.[1];
  if (code !== undefined) return code;
  const fault = /\b(?:fault|Fault(?:Code)?)\b\s*[:=]?\s*"?(?:vim25:)?([A-Z][A-Za-z]+)\b/.exec(message)?.[1];
  return fault === undefined || fault === "Code" ? undefined : fault;
}
