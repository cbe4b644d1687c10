function nginxAccess(line) {
  var read = jsonOf(line);
  if (!read) return undefined;
  return {
    time: new Date(read.time),
    "http.request.id": read.request_id,
    "trace.id": read.trace_id,
    "span.id": traceOf(read.traceparent).span,
    "source.ip": read.client,
    "http.request.method": read.method,
    "url.domain": read.host,
    "url.path": read.path,
    "http.version": String(read.protocol || "").replace(/^HTTP\//, ""),
    "http.response.status_code": read.status,
    "http.response.body.bytes": read.bytes,
    "event.duration": Math.round(read.seconds * NANOSECONDS),
    "event.outcome": outcomeOf(read.status),
    "tls.version": String(read.tls || "").replace(/^TLSv/, ""),
    "nginx.upstream.address": read.upstream,
    "nginx.upstream.status": read.upstream_status,
    "nginx.upstream.seconds": read.upstream_seconds,
    "nginx.limited": read.limited,
    "user_agent.original": read.user_agent,
  };
}

function nginxError(line, zone) {
  var match = /^(\d{4})\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d) \[(\w+)\] (\d+)#\d+: ([\s\S]*)$/.exec(line);
  if (!match) return undefined;
  var said = match[9];
  var request = /, request: "(\S+) ([^\s"?]*)/.exec(said) || [];
  return {
    time: localTime(zone, +match[1], match[2] - 1, +match[3], +match[4], +match[5], +match[6], 0),
    "log.level": match[7],
    "process.pid": +match[8],
    message: said.replace(/^\*\d+ /, ""),
    "source.ip": (/, client: ([0-9a-f.:]+)/.exec(said) || [])[1],
    "url.domain": (/, host: "([^"]*)"/.exec(said) || [])[1],
    "http.request.method": request[1],
    "url.path": request[2],
  };
}

PARSERS["nginx.access"] = nginxAccess;
PARSERS["nginx.error"] = nginxError;
