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

PARSERS["app.log"] = application;
