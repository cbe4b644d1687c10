// In the JavaScript of 2009, as masking.js. A parser makes fields of one line, or of the lines that are one event; `time` is
// a Date. It gives null for what is no event, and undefined for what it can't read. Times without a zone are those of the
// machine, unless `zone` says minutes east of UTC.

var NANOSECONDS = 1e9;
var PARSERS = {};

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
    if (fit !== undefined && (isTime || FIELDS[name] !== undefined)) out[name] = fit;
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
