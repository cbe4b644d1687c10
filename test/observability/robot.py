#!/usr/bin/env python3
"""A DingTalk robot as a group has one: takes signed messages over TLS and keeps what it was told, a line of JSON each.

robot.py CERTIFICATE PRIVATE-KEY SIGNING-SECRET FILE
"""
import base64
import hashlib
import hmac
import json
import ssl
import sys
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, HTTPServer

certificate, private_key, secret, kept = sys.argv[1:]


def is_signed(query):
    timestamp = query.get("timestamp", ["0"])[0]
    digest = hmac.new(secret.encode(), f"{timestamp}\n{secret}".encode(), hashlib.sha256).digest()
    fresh = abs(time.time() * 1000 - int(timestamp)) < 3_600_000
    return fresh and query.get("sign", [""])[0] == base64.b64encode(digest).decode()


class Robot(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        # As DingTalk does: 200, and what is wrong in the body.
        answer = {"errcode": 0, "errmsg": "ok"} if is_signed(query) else {"errcode": 310000, "errmsg": "sign not match"}
        with open(kept, "a", encoding="utf-8") as file:
            file.write(json.dumps({"token": query.get("access_token"), "taken": answer["errcode"] == 0, "message": json.loads(body)}) + "\n")
        text = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


server = HTTPServer(("0.0.0.0", 443), Robot)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, private_key)
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
