#!/usr/bin/env python3
"""Tells DingTalk's and WeCom's robots, and other webhooks, what Alertmanager says.

    notifier [--check] CONFIGURATION

Alertmanager posts its JSON to /RECEIVER on this machine's own address. An answer of 2xx means that the other side has taken
the message; anything else makes Alertmanager try again, so nothing is kept here. Addresses are secrets: they stand in no log.
"""
import base64
import hashlib
import hmac
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TIMEOUT_SECONDS = 10
# WeCom takes 4,096 bytes of Markdown, DingTalk 20,000; a message that is refused would be tried for ever.
MOST_BYTES = {"wecom": 4096, "dingtalk": 20000}
WORDS = {
    "zh": {"firing": "告警", "resolved": "恢复", "page": "紧急", "ticket": "一般", "since": "开始于", "runbook": "处置手册", "more": "另有 {} 条"},
    "en": {"firing": "FIRING", "resolved": "RESOLVED", "page": "page", "ticket": "ticket", "since": "since", "runbook": "runbook", "more": "and {} more"},
}


class Refused(Exception):
    """The other side didn't take a message."""


def addresses(path):
    """Lines of `name https://...#secret` by name: (address, secret)."""
    found = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip():
                name, address = line.split(None, 1)
                address, _, key = address.strip().partition("#")
                found[name] = (address, key)
    return found


def said(annotations, key, language):
    return annotations.get(f"{key}_zh" if language == "zh" else key) or annotations.get(key, "")


def markdown(message, language, most):
    """A title and a text of at most so many bytes: whole alerts, and how many are left out."""
    words = WORDS[language]
    alerts = sorted(message.get("alerts", []), key=lambda one: (one.get("status") != "firing", one.get("startsAt", "")))
    first = alerts[0] if alerts else {"annotations": {}, "labels": {}, "status": message.get("status", "firing")}
    environment = message.get("commonLabels", {}).get("environment", "")
    title = f"[{words.get(message.get('status'), message.get('status'))}] {environment} {said(first['annotations'], 'summary', language)}".strip()
    parts = []
    for alert in alerts:
        labels, annotations = alert.get("labels", {}), alert.get("annotations", {})
        lines = [
            f"**[{words.get(alert.get('status'), '')}] {said(annotations, 'summary', language)}**",
            said(annotations, "description", language),
            f"{words.get(labels.get('severity'), labels.get('severity', ''))} · {words['since']} {alert.get('startsAt', '')}",
        ]
        if annotations.get("runbook_url"):
            lines.append(f"[{words['runbook']}]({annotations['runbook_url']})")
        parts.append("\n\n".join(line for line in lines if line))
    text = f"### {title}"
    for index, part in enumerate(parts):
        left = len(parts) - index - 1
        note = "\n\n" + words["more"].format(left + 1)
        longer = f"{text}\n\n{part}"
        if len((longer + note).encode()) > most:
            return title, (text + note).encode()[:most].decode(errors="ignore")
        text = longer
    return title, text


def signed(address, key, now_ms):
    """DingTalk's signature: HMAC-SHA256 of time and key, in the query."""
    if not key:
        return address
    digest = hmac.new(key.encode(), f"{now_ms}\n{key}".encode(), hashlib.sha256).digest()
    return f"{address}&timestamp={now_ms}&sign={urllib.parse.quote_plus(base64.b64encode(digest))}"


def request_of(kind, address, key, message, raw, language, now_ms):
    """Address and body for one kind of receiver."""
    if kind == "webhook":
        return address, raw
    title, text = markdown(message, language, MOST_BYTES[kind])
    if kind == "wecom":
        return address, json.dumps({"msgtype": "markdown", "markdown": {"content": text}}).encode()
    body = {"msgtype": "markdown", "markdown": {"title": title, "text": text}}
    return signed(address, key, now_ms), json.dumps(body).encode()


def tell(kind, address, body):
    request = urllib.request.Request(address, data=body, headers={"Content-Type": "application/json"}, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
            content = answer.read(65536)
    except urllib.error.HTTPError as error:
        raise Refused(f"status {error.code}") from None
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise Refused(type(getattr(error, "reason", error)).__name__) from None
    if kind == "webhook":
        return
    # Both robots say 200 and what is wrong in the body.
    try:
        code = json.loads(content).get("errcode")
    except (ValueError, AttributeError):
        raise Refused("an answer that isn't JSON") from None
    if code != 0:
        raise Refused(f"errcode {code}")


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        name = self.path.strip("/")
        kind = self.server.receivers.get(name)
        if kind is None:
            return self.answer(404, "no such receiver")
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            message = json.loads(raw)
            address, key = addresses(self.server.address_file)[name]
            target, body = request_of(kind, address, key, message, raw, self.server.language, int(time.time() * 1000))
            tell(kind, target, body)
        except Refused as reason:
            print(f"notifier: {name} ({kind}) didn't take it: {reason}", file=sys.stderr, flush=True)
            return self.answer(502, str(reason))
        except (ValueError, KeyError, OSError) as error:
            print(f"notifier: {name} ({kind}): {type(error).__name__}", file=sys.stderr, flush=True)
            return self.answer(500, type(error).__name__)
        return self.answer(200, "told")

    def answer(self, status, text):
        body = f"{text}\n".encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Alertmanager keeps count; what went wrong is said above."""


def main(arguments):
    check = arguments[:1] == ["--check"]
    with open(arguments[-1], encoding="utf-8") as file:
        configuration = json.load(file)
    known = addresses(configuration["addresses"])
    missing = sorted(set(configuration["receivers"]) - set(known))
    if missing:
        sys.exit(f"notifier: no address for {', '.join(missing)}")
    if check:
        return
    server = ThreadingHTTPServer(("127.0.0.1", configuration["port"]), Handler)
    server.receivers = configuration["receivers"]
    server.language = configuration["language"]
    server.address_file = configuration["addresses"]
    server.serve_forever()


main(sys.argv[1:])
