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

PARSERS["rabbitmq.server"] = rabbitmqServer;
