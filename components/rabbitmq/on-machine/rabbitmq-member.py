#!/usr/bin/python3
"""Brings this node into its cluster and out of it, so that machines can be replaced one after the other.

  before  before the server starts. A machine that is new has no data, while its peers may still count the old one of the
          same name as a member: they are told to forget it, or the node would refuse to join. Only the first node of a
          cluster that doesn't exist yet may start alone; every other one waits for a peer.
  after   when the server runs: takes a copy of every quorum queue (queues don't come by themselves to a node that
          joins), and waits until it serves.
  leave   before the server stops: waits until its queues have a majority without it, then hands its leaders over.

/etc/hougu/rabbitmq-member.json: {"self": "rabbit@a", "nodes": ["rabbit@a", "rabbit@b", ...], "port": 5671, ...}.
"""

import json
import os
import subprocess
import sys
import time

CONFIG = os.environ.get("HOUGU_MEMBER_CONFIG", "/etc/hougu/rabbitmq-member.json")
DATA = os.environ.get("HOUGU_RABBITMQ_DATA", "/var/lib/rabbitmq/mnesia")
# A peer that is up answers within seconds; four times a slow answer of rabbitmqctl.
COMMAND_SECONDS = 60
# The peers of a first boot are made minutes later; those of a replaced machine are there. Their network may be slower.
ALONE_SECONDS = float(os.environ.get("HOUGU_ALONE_SECONDS", "45"))
# Another machine boots, installs its packages and starts in less.
WAIT_SECONDS = float(os.environ.get("HOUGU_WAIT_SECONDS", "840"))
# vCenter waits ten minutes for a guest to shut down, and the server then needs its own time.
LEAVE_SECONDS = int(os.environ.get("HOUGU_LEAVE_SECONDS", "480"))
PAUSE_SECONDS = 5


def say(text):
    print(f"rabbitmq-member: {text}", flush=True)


def run(command, seconds=COMMAND_SECONDS):
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 124, "", f"no answer in {seconds} s")


def members(node):
    """What a running node counts as members of its cluster; None when it doesn't answer."""
    answer = run(["rabbitmqctl", "--quiet", "--node", node, "cluster_status", "--formatter", "json"])
    if answer.returncode != 0:
        return None
    status = json.loads(answer.stdout)
    # A node whose server is stopped, or that waits for its peers, answers too, and runs nothing.
    return status["disk_nodes"] if node in status["running_nodes"] else None


def before(config):
    own, peers = config["self"], [node for node in config["nodes"] if node != config["self"]]
    data = os.path.join(DATA, own)
    if os.path.isdir(data) and os.listdir(data):
        say("has its data: a member that comes back")
        return
    if not peers:
        return
    is_first = own == config["nodes"][0]
    begin = time.monotonic()
    while True:
        for peer in peers:
            known = members(peer)
            if known is None:
                continue
            if own in known:
                say(f"{peer} remembers a machine of this name: it is told to forget that one")
                answer = run(["rabbitmqctl", "--quiet", "--node", peer, "forget_cluster_node", own], 120)
                if answer.returncode != 0:
                    sys.exit(f"rabbitmq-member: {peer} does not forget {own}: {answer.stdout}{answer.stderr}")
            say(f"joins {peer}")
            return
        waited = time.monotonic() - begin
        if is_first and waited > ALONE_SECONDS:
            say("no peer runs: this is the first node of a new cluster")
            return
        if waited > WAIT_SECONDS:
            sys.exit(f"rabbitmq-member: no peer answers after {WAIT_SECONDS:g} s: {', '.join(peers)}")
        time.sleep(PAUSE_SECONDS)


def after(config):
    own = config["self"]
    end = time.monotonic() + WAIT_SECONDS
    steps = [["rabbitmqctl", "--quiet", "await_startup"]]
    if len(config["nodes"]) > 1:
        steps.append(["rabbitmq-queues", "--quiet", "grow", own, "all"])
    steps.append(["rabbitmq-diagnostics", "--quiet", "check_port_listener", str(config["port"])])
    for step in steps:
        while True:
            answer = run(step, max(1, end - time.monotonic()))
            # `grow` answers with a table, and says there which queue it could not grow; its status is 0 even then.
            said = answer.stdout + answer.stderr
            if answer.returncode == 0 and "error" not in said:
                break
            if time.monotonic() > end:
                sys.exit(f"rabbitmq-member: {' '.join(step)}: {said}")
            time.sleep(PAUSE_SECONDS)
    say("serves")


def leave(config):
    if len(config["nodes"]) < 2:
        return
    # The status is of no consequence: whoever stops this machine has decided, and stops it in the end.
    waited = run(["rabbitmq-upgrade", "await_online_quorum_plus_one", "-t", str(LEAVE_SECONDS)], LEAVE_SECONDS + 10)
    say("its queues do without it" if waited.returncode == 0 else f"leaves a minority: {waited.stdout}{waited.stderr}")
    drained = run(["rabbitmq-upgrade", "drain"])
    say("drained" if drained.returncode == 0 else f"not drained: {drained.stdout}{drained.stderr}")


def main():
    with open(CONFIG, encoding="utf-8") as file:
        config = json.load(file)
    {"before": before, "after": after, "leave": leave}[sys.argv[1]](config)


if __name__ == "__main__":
    main()
