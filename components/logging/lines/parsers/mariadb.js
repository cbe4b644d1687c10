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

PARSERS["mariadb.server"] = mariadbServer;
PARSERS["mariadb.slow"] = mariadbSlow;
