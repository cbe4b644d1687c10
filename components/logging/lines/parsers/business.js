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

PARSERS["business.events"] = businessEvent;
