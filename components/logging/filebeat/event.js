// Filebeat's script processor calls this with every event, before anything has left the machine. UNITS, from sources.ts,
// stands above.

var SYSLOG_LEVELS = ["emergency", "alert", "critical", "error", "warning", "notice", "info", "debug"];

// What inputs and the configuration have said of where the line is from. All else that they say stays here: command lines
// and users of the journal, and what the next version may think of.
var KEPT = [
  "ecs.version",
  "host.name",
  "labels",
  "log.file.path",
  "log.offset",
  "systemd.unit",
  "process.pid",
];

function process(event) {
  var line = event.Get("message");
  var unit = event.Get("systemd.unit");
  var dataset = event.Get("event.dataset");
  if (dataset === "system.journal") dataset = UNITS[unit] || dataset;
  if (typeof line !== "string" || dataset === "nothing") {
    event.Cancel();
    return;
  }
  var fields;
  try {
    fields = parseLine(dataset, mask(line));
  } catch (_) {
    // A line that can't be masked stays on its machine; that there was one is told.
    fields = {
      message: "a line of " + line.length + " characters that could not be masked",
      tags: ["unmasked"],
    };
  }
  if (fields === null) {
    event.Cancel();
    return;
  }
  var kept = { "event.dataset": dataset };
  for (var i = 0; i < KEPT.length; i++) kept[KEPT[i]] = event.Get(KEPT[i]);
  if (event.Get("input.type") === "journald") {
    kept["process.name"] = event.Get("syslog.identifier");
    kept["log.level"] = SYSLOG_LEVELS[event.Get("log.syslog.priority")] || "info";
  }
  var all = Object.keys(event.Get());
  for (var j = 0; j < all.length; j++) event.Delete(all[j]);
  for (var name in kept) if (kept[name] !== null) event.Put(name, kept[name]);
  for (var field in fields) event.Put(field === "time" ? "@timestamp" : field, fields[field]);
}
