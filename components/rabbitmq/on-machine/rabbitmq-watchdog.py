#!/usr/bin/python3
"""Starts a broker that a pause has left stopped; docs/rabbitmq.md says when, and when not.

It looks from the cheap to the dear: the clients' port, the others' port mappers, and only where a majority is up the own
Erlang machine, by a rabbitmqctl that takes seconds. /etc/hougu/rabbitmq-member.json says who is who, and when.
"""

import json
import os
import re
import signal
import socket
import subprocess
import time

CONFIG = os.environ.get("HOUGU_MEMBER_CONFIG", "/etc/hougu/rabbitmq-member.json")
RUN = os.environ.get("RUNTIME_DIRECTORY", "/run/hougu-rabbitmq-watchdog")
# Port mappers answer in milliseconds; another zone is not farther than that.
EPMD_SECONDS = 2
# An Erlang machine that starts, three pings of seven seconds (net_setuptime) each.
QUESTION_SECONDS = 45
# Applications that stop in order; then the process is killed.
END_SECONDS = 30
# What is seen, and what the journal says then.
STATES = {
    "serving": "the broker serves",
    "closed": "the broker runs, its clients' port is closed (maintenance, or it opens yet)",
    "booting": "the broker boots",
    "minority": "the broker does not serve, and no majority of the nodes is reachable: it is left alone",
    "paused": "the broker is paused and waits for other nodes by itself",
    "stopped": "the broker was stopped on purpose (stop_app): it is left alone",
    "stuck": "the broker is stopped after a pause or a failed start, and nothing waits to start it",
    "unanswered": "the broker does not serve, and its Erlang machine does not answer rabbitmqctl",
}

# [what it does, did its last start fail, connected nodes with itself, process id]. rabbit_outside_app_process is what waits
# in a pause. The reason of a stop in order is `normal`, that of a failed start an error.
QUESTION = """
Doing = case {rabbit:is_running(), rabbit:is_booting(), whereis(rabbit_outside_app_process)} of
    {true, _, _} -> running; {_, true, _} -> booting; {_, _, undefined} -> stopped; _ -> paused end,
Failed = not lists:member(rabbit_prelaunch:get_stop_reason(), [undefined, normal]),
Nodes = case Doing of
    running -> []; booting -> [];
    _ -> [N || N <- [%s], N =:= node() orelse net_adm:ping(N) =:= pong] end,
[Doing, Failed, length(Nodes), list_to_integer(os:getpid())].
"""
ANSWER = re.compile(r"\[(running|booting|stopped|paused),(true|false),(\d+),(\d+)\]")


def say(text):
    print(f"rabbitmq-watchdog: {text}", flush=True)


def now():
    """Seconds since the machine has booted: clocks that are set don't shorten a back-off."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def run(command, seconds):
    """As subprocess.run, but what the command has started is killed with it, or its output would be waited for."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as process:
        try:
            said, _ = process.communicate(timeout=seconds)
            return process.returncode, said
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return 124, f"no answer in {seconds:g} s"


def listens(port):
    with open("/proc/self/net/tcp", encoding="ascii") as lines:
        # sl, local address:port, remote address, state (0A: listen).
        return any(line.split()[1].endswith(f":{port:04X}") and line.split()[3] == "0A" for line in lines)


def is_up(node, epmd_port):
    """Has the node's port mapper a machine of that name? PORT_PLEASE2_REQ of the Erlang distribution protocol."""
    name, host = node.split("@", 1)
    question = b"z" + name.encode()
    try:
        with socket.create_connection((host, epmd_port), timeout=EPMD_SECONDS) as mapper:
            mapper.sendall(len(question).to_bytes(2, "big") + question)
            # PORT2_RESP, and 0 for a name that is known.
            return mapper.recv(2, socket.MSG_WAITALL) == b"w\x00"
    except OSError:
        return False


def ask(config):
    """What the own Erlang machine says, or None when it doesn't answer."""
    names = ",".join(f"'{node}'" for node in config["nodes"])
    status, said = run(["rabbitmqctl", "--quiet", "eval", QUESTION % names], QUESTION_SECONDS)
    answer = ANSWER.search(said) if status == 0 else None
    if answer is None:
        return None
    doing, failed, connected, process = answer.groups()
    return {"doing": doing, "failed": failed == "true", "connected": int(connected), "process": int(process)}


class Judge:
    """What is seen, in the order in which it is seen, becomes a state; and, when it has lasted, a reason to act."""

    def __init__(self, config, paused=None):
        self.nodes = config["nodes"]
        self.times = config["watchdog"]
        # Process id of the Erlang machine that was seen in a pause and hasn't served since.
        self.paused = paused
        self.stuck_since = None
        self.hung_since = None
        self.asked = False

    def majority(self, count):
        return 2 * count > len(self.nodes)

    def wants_answer(self, reachable):
        """A minority is asked once, so that the pause is known by which its broker stopped."""
        return self.majority(reachable) or not self.asked

    def serves(self):
        self.paused, self.stuck_since, self.hung_since, self.asked = None, None, None, False
        return "serving"

    def see(self, reachable, answer, at):
        """A look at a node that doesn't serve; `answer` is absent where none was wanted. Gives its state and if to act."""
        if answer is not None:
            self.asked = answer["doing"] in ("paused", "stopped")
            if answer["doing"] == "paused":
                self.paused = answer["process"]
        state = self.state(reachable, answer)
        every = answer is not None and answer["connected"] == len(self.nodes)
        self.stuck_since = (self.stuck_since or at) if state == "stuck" else None
        self.hung_since = (self.hung_since or at) if state == "paused" and every else None
        act = (self.stuck_since is not None and at - self.stuck_since >= self.times["patience"]) or (
            self.hung_since is not None and at - self.hung_since >= self.times["hung"]
        )
        return state, act

    def state(self, reachable, answer):
        if not self.majority(reachable):
            return "minority"
        if answer is None:
            return "unanswered"
        doing = answer["doing"]
        if doing == "running":
            return "closed"
        if doing == "booting":
            return "booting"
        if not self.majority(answer["connected"]):
            return "minority"
        if doing == "paused":
            return "paused"
        return "stuck" if answer["failed"] or self.paused == answer["process"] else "stopped"


class Memory:
    """What must outlive this process, which ends with each stop of the server: back-off and counts. Gone with a reboot."""

    def __init__(self, path):
        self.path = path
        self.held = {"attempts": 0, "notBefore": 0.0, "paused": None, "actions": {}}
        try:
            with open(path, encoding="utf-8") as file:
                self.held.update(json.load(file))
        except (FileNotFoundError, ValueError):
            pass

    def keep(self, **values):
        if all(self.held.get(key) == value for key, value in values.items()):
            return
        self.held.update(values)
        replace(self.path, json.dumps(self.held))

    def count(self, action, result):
        actions = dict(self.held["actions"])
        key = f'action="{action}",result="{result}"'
        actions[key] = actions.get(key, 0) + 1
        self.keep(actions=actions)


def replace(path, text):
    with open(f"{path}.new", "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(f"{path}.new", path)


def metrics(state, actions):
    kinds = ('action="start_app",result="done"', 'action="start_app",result="failed"', 'action="restart",result="done"')
    name = "hougu_rabbitmq_watchdog"
    lines = [
        f"# HELP {name}_state 1 for what was last seen of this node's broker.",
        f"# TYPE {name}_state gauge",
        *(f'{name}_state{{state="{one}"}} {int(one == state)}' for one in STATES),
        f"# HELP {name}_actions_total What was done since this machine has booted.",
        f"# TYPE {name}_actions_total counter",
        *(f"{name}_actions_total{{{kind}}} {actions.get(kind, 0)}" for kind in kinds),
    ]
    return "\n".join(lines) + "\n"


def end(process):
    """Ends the Erlang machine with an error, so that systemd starts the unit anew: orders, then the kernel's."""
    run(["rabbitmqctl", "--quiet", "eval", "init:stop(1)."], END_SECONDS)
    limit = now() + END_SECONDS
    while is_machine(process):
        if now() > limit:
            say(f"process {process} does not end: it is killed")
            os.kill(process, signal.SIGKILL)
            return
        time.sleep(0.5)


def is_machine(process):
    try:
        with open(f"/proc/{process}/comm", encoding="ascii") as file:
            return file.read().strip() == "beam.smp"
    except (FileNotFoundError, ProcessLookupError):
        return False


def act(config, memory, state, answer):
    """Starts the broker; where that doesn't work, its Erlang machine ends."""
    attempts = memory.held["attempts"] + 1
    # The next one waits twice as long, up to the most.
    pause = min(config["watchdog"]["backoffMost"], config["watchdog"]["backoff"] * 2 ** min(attempts - 1, 16))
    memory.keep(attempts=attempts, notBefore=now() + pause)
    seen = f"{answer['connected']} of {len(config['nodes'])} nodes are connected"
    if state == "stuck":
        say(f"the broker is stopped, nothing waits to start it, {seen}: it is started (attempt {attempts})")
        status, said = run(["rabbitmqctl", "--quiet", "start_app"], config["watchdog"]["start"])
        memory.count("start_app", "done" if status == 0 else "failed")
        if status == 0:
            say("the broker is started")
            return
        say(f"the broker does not start: {' '.join(said.split())[:500]}")
    else:
        say(f"the pause hangs, though {seen}")
    say("its Erlang machine ends, for systemd to restart rabbitmq-server")
    memory.count("restart", "done")
    end(answer["process"])


def main():
    with open(CONFIG, encoding="utf-8") as file:
        config = json.load(file)
    memory = Memory(os.path.join(RUN, "state.json"))
    judge = Judge(config, memory.held["paused"])
    peers = [node for node in config["nodes"] if node != config["self"]]
    told, serving_since = None, None
    while True:
        must_act, answer = False, None
        if listens(config["port"]):
            state = judge.serves()
            serving_since = serving_since or now()
            # It has held for as long as the longest back-off: the next failure is a new one.
            if now() - serving_since >= config["watchdog"]["backoffMost"]:
                memory.keep(attempts=0)
        else:
            serving_since = None
            reachable = 1 + sum(is_up(peer, config["epmd"]) for peer in peers)
            if judge.wants_answer(reachable):
                answer = ask(config)
            state, must_act = judge.see(reachable, answer, now())
        memory.keep(paused=judge.paused)
        if state != told:
            say(STATES[state])
            told = state
        replace(os.path.join(RUN, "metrics.prom"), metrics(state, memory.held["actions"]))
        if must_act and now() >= memory.held["notBefore"]:
            act(config, memory, state, answer)
            # Whatever comes of it is looked at afresh.
            judge.stuck_since = judge.hung_since = None
        # A rabbitmqctl for every look is too dear where somebody else must act first.
        time.sleep(config["watchdog"]["interval"] * (6 if state in ("closed", "stopped", "unanswered") else 1))


if __name__ == "__main__":
    main()
