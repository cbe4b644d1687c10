#!/usr/bin/python3
"""Puts staged files in their places: fills holes from /etc/hougu/secrets, sets owner and mode, replaces atomically.

/etc/hougu/templates.json lists {"template", "target", "mode", "owner"}. All templates are filled before the first
target is touched, so a missing secret changes nothing. A target that is right already is left alone.
"""

import base64
import grp
import hashlib
import json
import os
import pwd
import re
import sys
import tempfile

LIST = os.environ.get("HOUGU_TEMPLATE_LIST", "/etc/hougu/templates.json")
DIRECTORY = os.environ.get("HOUGU_SECRETS_DIR", "/etc/hougu/secrets")
HOLE = re.compile(r"@@(secret|rabbitmqHash):([A-Za-z]+)@@")


def rabbitmq_hash(password):
    """Salt and SHA-256 of salt and password. The salt comes from the password, so that every run writes the same."""
    salt = hashlib.sha256(b"salt:" + password.encode("utf-8")).digest()[:4]
    return base64.b64encode(salt + hashlib.sha256(salt + password.encode("utf-8")).digest()).decode("ascii")


def secret(match):
    form, name = match.groups()
    try:
        with open(os.path.join(DIRECTORY, name), encoding="utf-8", newline="") as file:
            return file.read() if form == "secret" else rabbitmq_hash(file.read())
    except FileNotFoundError:
        sys.exit(f"fill-secrets: the secret {name} is not in {DIRECTORY}: run fetch-secrets")


def filled(path):
    with open(path, encoding="utf-8", newline="") as file:
        return HOLE.sub(secret, file.read()).encode("utf-8")


def place(entry, content):
    target, mode = entry["target"], int(entry["mode"], 8)
    user, group = entry["owner"].split(":")
    try:
        uid, gid = pwd.getpwnam(user).pw_uid, grp.getgrnam(group).gr_gid
    except KeyError as error:
        sys.exit(f"fill-secrets: {target}: {error.args[0]}: is its package installed?")
    try:
        with open(target, "rb") as file:
            status = os.fstat(file.fileno())
            if file.read() == content and (status.st_uid, status.st_gid, status.st_mode & 0o7777) == (uid, gid, mode):
                return False
    except FileNotFoundError:
        pass
    os.makedirs(os.path.dirname(target), exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".hougu.")
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchown(file.fileno(), uid, gid)
            os.fchmod(file.fileno(), mode)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise
    return True


def main():
    with open(LIST, encoding="utf-8") as file:
        entries = json.load(file)
    contents = [filled(entry["template"]) for entry in entries]
    for entry, content in zip(entries, contents):
        print(f"fill-secrets: {entry['target']}: {'written' if place(entry, content) else 'unchanged'}", flush=True)


if __name__ == "__main__":
    main()
