// In the JavaScript of 2009, which Filebeat's script processor has (goja); Node runs the same text for imports and tests.
// KINDS, from kinds.ts, stands above it.

// %20 and \n are no letters and no digits of what follows.
var ESCAPE = /(?:%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\[bfnrt])$/;

var CHECKS = {
  // ISO/IEC 7812: the check digit, and the first digits of issuers whose cards are used in China.
  luhn: function (found) {
    var digits = found.replace(/[- ]/g, "");
    if (!/^(?:62|4|5[1-5]|35|3[47]|60|65)/.test(digits)) return false;
    var sum = 0;
    for (var i = 0; i < digits.length; i++) {
      var digit = Number(digits.charAt(digits.length - 1 - i));
      if (i % 2 === 1) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
      sum += digit;
    }
    return sum % 10 === 0;
  },
  // Nodes of RabbitMQ and units of systemd look like mailboxes.
  mailbox: function (found) {
    if (/^rabbit(?:@|%40)/.test(found)) return false;
    var last = found.slice(found.lastIndexOf(".") + 1);
    return (
      /^[A-Za-z]{2,}$/.test(last) &&
      !/^(?:service|socket|slice|mount|timer|target|scope|internal|local|localdomain)$/.test(last)
    );
  },
  // Random characters have a capital among them but once in a million; names in a stack trace stand between a dot and a
  // bracket.
  openId: function (found, before, after) {
    if (/[0-9A-Za-z_-]$/.test(before) && !ESCAPE.test(before)) return false;
    if (/^[0-9A-Za-z_-]/.test(after)) return false;
    return /[A-Z]/.test(found) && !(/\.$/.test(before) && /^\(/.test(after));
  },
  // GB 11643-1999, which takes ISO 7064's MOD 11-2.
  residentId: function (found) {
    if (!/^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/.test(found)) return false;
    var sum = 0;
    for (var i = 0; i < 17; i++) sum += Number(found.charAt(i)) * (Math.pow(2, 17 - i) % 11);
    return "10X98765432".charAt(sum % 11) === found.charAt(17).toUpperCase();
  },
  // MariaDB says only whether there was a password.
  unmasked: function (found) {
    return !/^(?:\[[a-z-]+\]|YES$|NO$)/.test(found);
  },
};

// Ids that a machine made: of traces and spans, UUIDs, digests. Digits in them are nobody's number.
var MACHINE_ID =
  /^(?:[0-9a-f]{16}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2})$/i;

function standsAlone(before, found, after) {
  if (/^[0-9]/.test(after)) return false;
  if (/[0-9]$/.test(before) && !ESCAPE.test(before)) return false;
  // The fraction of a number.
  if (/[0-9]\.$/.test(before)) return false;
  var token = /[0-9A-Za-z-]*$/.exec(before)[0] + found + /^[0-9A-Za-z-]*/.exec(after)[0];
  return !(MACHINE_ID.test(token) && /[a-f]/i.test(token));
}

// Text around a match as far as any check looks: the whole of a long line again and again would take long.
var SIGHT = 80;

function maskKind(text, kind, pattern) {
  var out = "";
  var taken = 0;
  var match;
  pattern.lastIndex = 0;
  while ((match = pattern.exec(text)) !== null) {
    var kept = match.length > 2 ? match[1] : "";
    var found = match[0].slice(kept.length);
    var start = match.index + kept.length;
    var end = match.index + match[0].length;
    var before = text.slice(Math.max(0, start - SIGHT), start);
    var after = text.slice(end, end + SIGHT);
    var fits =
      (!kind.check || CHECKS[kind.check](found, before, after)) &&
      (!kind.isNumber || standsAlone(before, found, after));
    if (fits) {
      // A bare number of a JSON document becomes a string, so that the document can still be read.
      var quote = kind.isNumber && /(?:^|[^\\])":\s*$/.test(before) ? '"' : "";
      out += text.slice(taken, start) + quote + "[" + kind.name + "]" + quote;
      taken = end;
    } else {
      // What doesn't fit may hide the beginning of what does.
      pattern.lastIndex = match.index + 1;
    }
  }
  return taken === 0 ? text : out + text.slice(taken);
}

var PATTERNS = KINDS.map(function (kind) {
  return kind.patterns.map(function (source) {
    return new RegExp(source, kind.ignoresCase ? "gi" : "g");
  });
});

function hinted(kind, lower) {
  if (!kind.hints) return true;
  for (var i = 0; i < kind.hints.length; i++) if (lower.indexOf(kind.hints[i]) >= 0) return true;
  return false;
}

function mask(text) {
  var lower = text.toLowerCase();
  for (var i = 0; i < KINDS.length; i++)
    if (hinted(KINDS[i], lower))
      for (var j = 0; j < PATTERNS[i].length; j++) text = maskKind(text, KINDS[i], PATTERNS[i][j]);
  return text;
}
