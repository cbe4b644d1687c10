#!/usr/bin/python3
"""Takes this machine's secrets out of VMware guestinfo into /etc/hougu/secrets, each 0600, and erases them there.

The value of guestinfo.hougu.secrets is base64 of a JSON object {"<secret>": "<value>"}. A key of its own, not
cloud-init's vendor data, since cloud-init would keep copies below /var/lib/cloud. An empty key is right when the
secrets are there already: this ran before. New values in the key replace old ones: that is how a secret rotates.
"""

import base64
import binascii
import json
import os
import subprocess
import sys
import tempfile

CONFIG = os.environ.get("HOUGU_SECRETS_CONFIG", "/etc/hougu/secrets.json")
DIRECTORY = os.environ.get("HOUGU_SECRETS_DIR", "/etc/hougu/secrets")
RPCTOOL = os.environ.get("HOUGU_RPCTOOL", "/usr/bin/vmware-rpctool")
KEY = "guestinfo.hougu.secrets"


def rpc(command):
    return subprocess.run([RPCTOOL, command], capture_output=True, text=True, timeout=30, check=False)


def received():
    try:
        answer = rpc(f"info-get {KEY}")
    except FileNotFoundError:
        sys.exit(f"fetch-secrets: {RPCTOOL} is missing: the template needs open-vm-tools")
    text = answer.stdout.strip() if answer.returncode == 0 else ""
    if text == "":
        return {}
    try:
        values = json.loads(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError):
        sys.exit(f"fetch-secrets: {KEY} is not base64 of JSON")
    return values


def write_secret(name, value):
    handle, temporary = tempfile.mkstemp(dir=DIRECTORY, prefix=f".{name}.")  # mkstemp makes it 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(value)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, os.path.join(DIRECTORY, name))
    except BaseException:
        os.unlink(temporary)
        raise


def main():
    with open(CONFIG, encoding="utf-8") as file:
        wanted = json.load(file)["names"]
    os.makedirs(DIRECTORY, mode=0o700, exist_ok=True)
    os.chmod(DIRECTORY, 0o700)
    values = received()
    for name in wanted:
        if values.get(name):
            write_secret(name, values[name])
            print(f"fetch-secrets: {name}: written", flush=True)
    missing = [name for name in wanted if not os.path.exists(os.path.join(DIRECTORY, name))]
    if missing:
        sys.exit(f"fetch-secrets: {KEY} has no {', '.join(missing)}")
    # Erased only now, when every secret is on disk: an interrupted run can be repeated.
    if values and rpc(f"info-set {KEY} ").returncode != 0:
        sys.exit(f"fetch-secrets: {KEY} could not be erased")


if __name__ == "__main__":
    main()
