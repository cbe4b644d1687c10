var MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

function exceptionIn(text) {
  if (!/^\s*at /m.test(text)) return {};
  // The root cause comes last, with what it was.
  var found =
    /^\s*(?:Caused by: )?((?:[\w$]+\.)+[\w$]*(?:Exception|Error|Throwable)[\w$]*)(?:: ([^\r\n]*))?/gm;
  var last;
  for (var match = found.exec(text); match; match = found.exec(text)) last = match;
  return last ? { type: last[1], message: last[2] } : {};
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

PARSERS["tomcat.access"] = tomcatAccess;
PARSERS["tomcat.server"] = tomcatServer;
