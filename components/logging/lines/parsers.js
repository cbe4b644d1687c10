// In the JavaScript of 2009, as masking.js. A parser makes fields of one line, or of the lines that are one event; `time` is
// a Date. It gives null for what is no event, and undefined for what it can't read. Times without a zone are those of the
// machine, unless `zone` says minutes east of UTC.

var MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
var NANOSECONDS = 1e9;

function localTime(zone, year, month, day, hour, minute, second, millisecond) {
  if (zone === undefined) return new Date(year, month, day, hour, minute, second, millisecond);
  return new Date(Date.UTC(year, month, day, hour, minute - zone, second, millisecond));
}

function jsonOf(line) {
  try {
    var read = JSON.parse(line);
    return read !== null && typeof read === "object" ? read : undefined;
  } catch (_) {
    return undefined;
  }
}

// What an index takes of a value, by the field's type in FIELDS; undefined for what it would refuse.
function fitting(type, value) {
  if (value === undefined || value === null || value === "" || value === "-") return undefined;
  if (type === "long" || type === "double") {
    var number = typeof value === "object" ? NaN : +value;
    if (number - number !== 0) return undefined;
    return type === "long" ? Math.round(number) : number;
  }
  if (type === "ip")
    return /^(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)$/.test(value)
      ? value
      : undefined;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

// Without what is absent, and without what no index would take.
function known(fields) {
  var out = {};
  for (var name in fields) {
    var value = fields[name];
    var isTime = name === "time";
    // Nothing is compared with the time of a Date that is none.
    if (isTime && !(value && value.getTime() >= 0)) continue;
    var fit = isTime ? value : fitting(FIELDS[name], value);
    if (fit !== undefined && (isTime || FIELDS[name])) out[name] = fit;
  }
  return out;
}

function outcomeOf(status) {
  return status >= 500 ? "failure" : "success";
}

function traceOf(traceparent) {
  var match = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-/.exec(traceparent || "");
  return match ? { trace: match[1], span: match[2] } : {};
}

function exceptionIn(text) {
  if (!/^\s*at /m.test(text)) return {};
  // The root cause comes last, with what it was.
  var found =
    /^\s*(?:Caused by: )?((?:[\w$]+\.)+[\w$]*(?:Exception|Error|Throwable)[\w$]*)(?:: ([^\r\n]*))?/gm;
  var last;
  for (var match = found.exec(text); match; match = found.exec(text)) last = match;
  return last ? { type: last[1], message: last[2] } : {};
}

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

function tomcatAccess(line) {
  var read = jsonOf(line);
  if (!read) return undefined;
  var time;
  // The valve names the time after its pattern.
  for (var name in read) if (name.indexOf("time-") === 0) time = new Date(read[name]);
  var headers = read.requestHeaders || {};
  var ids = traceOf(headers.traceparent);
  return {
    time: time,
    "source.ip": read.remoteAddr,
    "http.request.method": read.method,
    "url.path": read.path,
    "http.response.status_code": +read.statusCode,
    "http.response.body.bytes": +read.byteSentNC,
    // Microseconds, since Tomcat 10.1.
    "event.duration": Math.round(read.elapsedTime * 1000),
    "event.outcome": outcomeOf(+read.statusCode),
    "process.thread.name": read.threadName,
    "http.request.id": headers["X-Request-Id"],
    "trace.id": ids.trace,
    "span.id": ids.span,
  };
}

function tomcatServer(lines, zone) {
  var match =
    /^(\d\d)-([A-Z][a-z]{2})-(\d{4}) (\d\d):(\d\d):(\d\d)\.(\d{3}) ([A-Z]+) \[(.*?)\] (\S+) ([\s\S]*)$/.exec(
      lines
    );
  if (!match || MONTHS.indexOf(match[2]) < 0) return undefined;
  var month = MONTHS.indexOf(match[2]) / 3;
  var said = match[11];
  var end = said.indexOf("\n");
  var exception = exceptionIn(said);
  return {
    time: localTime(zone, +match[3], month, +match[1], +match[4], +match[5], +match[6], +match[7]),
    "log.level": match[8].toLowerCase(),
    "process.thread.name": match[9],
    "log.logger": match[10],
    message: exception.type && end > 0 ? said.slice(0, end) : said,
    "error.type": exception.type,
    "error.message": exception.message,
    "error.stack_trace": exception.type && end > 0 ? said.slice(end + 1) : undefined,
  };
}

function rabbitmqServer(line) {
  var read = jsonOf(line);
  var plain = read
    ? null
    : /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)\.(\d{3})\d*(\S+) \[(\w+)\] <\S+> ([\s\S]*)$/.exec(line);
  // What the server says before it has read its configuration.
  if (!read && !plain) return { message: line };
  if (!read)
    return {
      time: new Date(plain[1] + "T" + plain[2] + "." + plain[3] + plain[4]),
      "log.level": plain[5],
      message: plain[6],
    };
  var time = /^(\S+) (\d\d:\d\d:\d\d)(\.\d{3})?\d*(\S*)$/.exec(read.time || "");
  var said = String(read.msg === undefined ? "" : read.msg);
  var refused = /login refused: user '([^']*)'/.exec(said);
  return {
    time: time ? new Date(time[1] + "T" + time[2] + (time[3] || "") + (time[4] || "Z")) : undefined,
    "log.level": read.level,
    "log.logger": read.domain,
    message: said,
    "event.action": refused ? "login" : undefined,
    "event.outcome": refused ? "failure" : undefined,
    "user.name": refused ? refused[1] : undefined,
    "source.ip": refused ? (/\(([0-9a-f.:]+):\d+ -> /.exec(said) || [])[1] : undefined,
  };
}

function mariadbServer(line, zone) {
  var match = /^(\d{4})-(\d\d)-(\d\d) +(\d{1,2}):(\d\d):(\d\d) (\d+) \[(\w+)\] ([\s\S]*)$/.exec(line);
  if (!match) return { message: line };
  var denied = /^Access denied for user '([^']*)'@'([^']*)'/.exec(match[9]);
  return {
    time: localTime(zone, +match[1], match[2] - 1, +match[3], +match[4], +match[5], +match[6], 0),
    "log.level": match[8].toLowerCase(),
    message: match[9],
    "event.action": denied ? "login" : undefined,
    "event.outcome": denied ? "failure" : undefined,
    "user.name": denied ? denied[1] : undefined,
    "source.ip": denied && /^[0-9.]+$|:/.test(denied[2]) ? denied[2] : undefined,
  };
}

function mariadbSlow(lines) {
  // The server's heading when it opens the file, and a time that belongs to the next statement.
  if (lines.indexOf("# User@Host: ") < 0) return null;
  var who = /# User@Host: (\S*?)\[[^\]]*\] @ (\S*) \[([^\]]*)\]/.exec(lines);
  var took = /# Query_time: ([\d.]+) +Lock_time: ([\d.]+) +Rows_sent: (\d+) +Rows_examined: (\d+)/.exec(
    lines
  );
  var at = /^SET timestamp=(\d+)/m.exec(lines);
  if (!who || !took || !at) return undefined;
  var statement = lines
    .slice(at.index)
    .replace(/^SET timestamp=[^\n]*\n?/, "")
    .replace(/\n# Time: [^\n]*\s*$/, "")
    // Values are diners' and photographers' own; what a statement does is told by the rest.
    .replace(/'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"/g, "?")
    .replace(/\b\d+(?:\.\d+)?\b/g, "?");
  return {
    time: new Date(at[1] * 1000),
    "event.duration": Math.round(took[1] * NANOSECONDS),
    "user.name": who[1],
    "source.ip": who[3],
    "mysql.slowlog.lock_seconds": +took[2],
    "mysql.slowlog.rows_sent": +took[3],
    "mysql.slowlog.rows_examined": +took[4],
    "mysql.slowlog.schema": (/ Schema: (\S+) /.exec(lines) || [])[1],
    "mysql.slowlog.query": statement.replace(/\s+$/, ""),
  };
}

function sshServer(line) {
  var fields = { message: line };
  var accepted = /^Accepted (\S+) for (\S+) from (\S+) port (\d+)/.exec(line);
  var refused =
    /^Failed \S+ for (?:invalid user )?(.*?) from (\S+) port (\d+)/.exec(line) ||
    /^Invalid user (.*?) from (\S+) port (\d+)/.exec(line) ||
    // With keys alone this is all that sshd says of a wrong one.
    /^Connection (?:closed|reset) by authenticating user (.*?) (\S+) port (\d+) \[preauth\]/.exec(line);
  if (!accepted && !refused) return fields;
  var who = accepted ? accepted.slice(1) : refused;
  fields["event.action"] = "login";
  fields["event.outcome"] = accepted ? "success" : "failure";
  fields["user.name"] = who[1];
  fields["source.ip"] = who[2];
  fields["source.port"] = +who[3];
  return fields;
}

function only(names, from) {
  if (from === null || typeof from !== "object") return undefined;
  var out = {};
  for (var i = 0; i < names.length; i++) out[names[i]] = from[names[i]];
  return out;
}

// Orders and bookings, a JSON document each; what they mean is Logstash's filter's to say. Diners, telephone numbers and
// remarks are in the same documents, and leave no machine.
function businessEvent(line) {
  var read = jsonOf(line);
  if (!read) return undefined;
  return {
    time: new Date(read.time),
    "trace.id": read.trace_id,
    message: JSON.stringify({
      event: read.event,
      order: only(["id", "shop", "amount", "items"], read.order),
      booking: only(["id", "photographer", "price", "starts", "minutes"], read.booking),
    }),
  };
}

function application(line) {
  var read = jsonOf(line);
  if (!read) return { message: line };
  var error = read.error || {};
  var details = {};
  var common = ["time", "level", "service", "message", "trace_id", "span_id", "error"];
  for (var name in read) if (common.indexOf(name) < 0) details[name] = read[name];
  var text = JSON.stringify(details);
  return {
    time: new Date(read.time),
    "log.level": read.level,
    "service.name": read.service,
    message: read.message,
    "trace.id": read.trace_id,
    "span.id": read.span_id,
    "error.type": error.name,
    "error.message": error.message,
    "error.code": error.code === undefined ? undefined : String(error.code),
    "error.stack_trace": error.stack,
    "hougu.details": text === "{}" ? undefined : text,
  };
}

var PARSERS = {
  "app.log": application,
  "business.events": businessEvent,
  "mariadb.server": mariadbServer,
  "mariadb.slow": mariadbSlow,
  "nginx.access": nginxAccess,
  "nginx.error": nginxError,
  "rabbitmq.server": rabbitmqServer,
  "system.auth": sshServer,
  "system.journal": function (line) {
    return { message: line };
  },
  "tomcat.access": tomcatAccess,
  "tomcat.server": tomcatServer,
};

// Fields of a line that is masked already. Those of a line that can't be read: itself, and a tag that says so.
function parseLine(dataset, line, zone) {
  var parsed;
  try {
    parsed = PARSERS[dataset](line, zone);
  } catch (_) {
    parsed = undefined;
  }
  if (parsed === null) return null;
  return parsed === undefined ? { message: line, tags: ["unparsed"] } : known(parsed);
}
