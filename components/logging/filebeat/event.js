// Filebeat's script processor calls this with every event, before anything has left the machine. UNITS, from sources.ts,
// stands above.

var SYSLOG_LEVELS = ["emergency", "alert", "critical", "error", "warning", "notice", "info", "debug"];

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
  event.Delete("message");
  if (event.Get("input.type") === "journald") {
    event.Put("process.name", event.Get("syslog.identifier"));
    event.Put("log.level", SYSLOG_LEVELS[event.Get("log.syslog.priority")] || "info");
  }
  event.Put("event.dataset", dataset);
  for (var name in fields) event.Put(name === "time" ? "@timestamp" : name, fields[name]);
}
