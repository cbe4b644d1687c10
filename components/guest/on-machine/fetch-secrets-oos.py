#!/usr/bin/python3
"""Fetches this machine's secrets from OOS Parameter Store into /etc/hougu/secrets, each 0600.

Who it is, the instance metadata service tells: temporary credentials of the RAM role, in hardened mode. What to
fetch stands in /etc/hougu/secrets.json: {"region": "...", "parameters": {"<secret>": "<parameter name>"}}.
Only Python's standard library: nothing has been installed yet when this runs.

Sources: help.aliyun.com "GetSecretParameter" (OOS 2019-06-01), "V3 request structure and signature"
(ACS3-HMAC-SHA256), "View instance metadata" (hardened mode).
"""

import hashlib
import hmac
import http.client
import json
import os
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

CONFIG = os.environ.get("HOUGU_SECRETS_CONFIG", "/etc/hougu/secrets.json")
DIRECTORY = os.environ.get("HOUGU_SECRETS_DIR", "/etc/hougu/secrets")
METADATA = os.environ.get("HOUGU_METADATA_URL", "http://100.100.100.200")
# A role that was attached and a policy that was granted a moment ago take a while until they are valid everywhere.
DEADLINE_SECONDS = float(os.environ.get("HOUGU_DEADLINE_SECONDS", "300"))
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 15.0
REQUEST_TIMEOUT_SECONDS = 10
# No proxy on the way to the metadata service or to a VPC endpoint, whatever the environment says.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def metadata(path, token=None):
    if token is None:
        request = urllib.request.Request(f"{METADATA}/latest/api/token", data=b"", method="PUT")
        request.add_header("X-aliyun-ecs-metadata-token-ttl-seconds", "600")
    else:
        request = urllib.request.Request(f"{METADATA}/latest/meta-data/{path}")
        request.add_header("X-aliyun-ecs-metadata-token", token)
    with OPENER.open(request, timeout=REQUEST_TIMEOUT_SECONDS) as response:
        return response.read().decode("utf-8").strip()


def role_credentials():
    token = metadata(None)
    role = metadata("ram/security-credentials/", token)
    credentials = json.loads(metadata(f"ram/security-credentials/{urllib.parse.quote(role)}", token))
    if credentials.get("Code") != "Success":
        raise ValueError(f"the RAM role {role} has no credentials yet: {credentials.get('Code')}")
    return credentials


def canonical_query(query):
    def quote(text):
        return urllib.parse.quote(text, safe="-_.~")

    return "&".join(f"{quote(key)}={quote(query[key])}" for key in sorted(query))


def authorization(key_id, key_secret, method, query, headers):
    """The Authorization header of V3 for a request without a body; `headers` has lower-case names."""
    names = sorted(headers)
    canonical = "\n".join(
        [method, "/", canonical_query(query)]
        + ["".join(f"{name}:{headers[name].strip()}\n" for name in names)]
        + [";".join(names), headers["x-acs-content-sha256"]]
    )
    text = "ACS3-HMAC-SHA256\n" + hashlib.sha256(canonical.encode()).hexdigest()
    signature = hmac.new(key_secret.encode(), text.encode(), hashlib.sha256).hexdigest()
    return f"ACS3-HMAC-SHA256 Credential={key_id},SignedHeaders={';'.join(names)},Signature={signature}"


def secret_parameter(credentials, region, name):
    endpoint = os.environ.get("HOUGU_OOS_URL", f"https://oos-vpc.{region}.aliyuncs.com")
    query = {"Name": name, "RegionId": region, "WithDecryption": "true"}
    headers = {
        "host": urllib.parse.urlsplit(endpoint).netloc,
        "x-acs-action": "GetSecretParameter",
        "x-acs-content-sha256": hashlib.sha256(b"").hexdigest(),
        "x-acs-date": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "x-acs-security-token": credentials["SecurityToken"],
        "x-acs-signature-nonce": uuid.uuid4().hex,
        "x-acs-version": "2019-06-01",
    }
    headers["Authorization"] = authorization(
        credentials["AccessKeyId"], credentials["AccessKeySecret"], "POST", query, headers
    )
    headers["accept"] = "application/json"
    request = urllib.request.Request(f"{endpoint}/?{canonical_query(query)}", data=b"", headers=headers, method="POST")
    with OPENER.open(request, timeout=REQUEST_TIMEOUT_SECONDS) as response:
        value = json.loads(response.read()).get("Parameter", {}).get("Value")
    if not isinstance(value, str) or value == "":
        raise ValueError("the answer has no value; is WithDecryption permitted (kms:GetSecretValue, kms:Decrypt)?")
    return value


def reason(error):
    """Why a call failed, with Alibaba Cloud's code and request id; never with a header or a value."""
    if isinstance(error, urllib.error.HTTPError):
        try:
            answer = json.loads(error.read())
            return f"HTTP {error.code} {answer.get('Code')}: {answer.get('Message')} (request {answer.get('RequestId')})"
        except ValueError:
            return f"HTTP {error.code} {error.reason}"
    return f"{type(error).__name__}: {error}"


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
        config = json.load(file)
    os.makedirs(DIRECTORY, mode=0o700, exist_ok=True)
    os.chmod(DIRECTORY, 0o700)
    waiting = dict(config["parameters"])
    deadline = time.monotonic() + DEADLINE_SECONDS
    pause = FIRST_PAUSE_SECONDS
    while waiting:
        what = "credentials of the RAM role"
        try:
            credentials = role_credentials()
            for secret in list(waiting):
                what = f"secret parameter {waiting[secret]} in {config['region']}"
                write_secret(secret, secret_parameter(credentials, config["region"], waiting[secret]))
                del waiting[secret]
                print(f"fetch-secrets: {secret}: written", flush=True)
        except (OSError, ValueError, KeyError, http.client.HTTPException) as error:
            problem = f"{what}: {reason(error)}"
            if time.monotonic() + pause > deadline:
                sys.exit(f"fetch-secrets: gave up after {DEADLINE_SECONDS:g} s: {problem}")
            print(f"fetch-secrets: {problem}; again in {pause:g} s", file=sys.stderr, flush=True)
            time.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


if __name__ == "__main__":
    main()
