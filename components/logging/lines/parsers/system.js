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

// Units that no parser is for.
function journal(line) {
  return { message: line };
}

PARSERS["system.auth"] = sshServer;
PARSERS["system.journal"] = journal;
