#!/usr/bin/python3
"""Starts the broker again where a pause has ended with nobody left to start it.

A node that has lost the majority stops its broker; a process in its Erlang machine waits for the others and starts it.
When that start fails (a plugin that still sees the old connection, a port that is taken) or the process dies, the machine
lives on without a broker, and systemd sees a unit that runs. This looks, from the cheap to the dear:

  1. Is the clients' port open? A line of /proc. Nothing else is done while it is.
  2. Do the others' machines run? A question to their port mappers. Without a majority, nothing else is done: such a node
     must stay paused.
  3. What does the own Erlang machine say? One rabbitmqctl, seconds long.

A broker is started only if its machine says, for PATIENCE without a break, that it neither runs nor boots, that nothing
waits to start it, that a majority of the nodes is connected, and that it wasn't stopped on purpose: its last start failed,
or a pause was seen. A pause that goes on for HUNG seconds though every node is connected counts as one that hangs. If
`start_app` fails, or isn't done in START seconds, the Erlang machine ends with an error, and systemd restarts the unit.

`systemctl stop` of the server stops this first (BindsTo and After), so that no planned stop is undone.

/etc/hougu/rabbitmq-watchdog.json: {"self": "rabbit@a", "nodes": ["rabbit@a", ...], "port": 5671, "epmd": 4369,
"interval": 5, "patience": 30, "start": 420, "hung": 600, "backoff": 60, "backoffMost": 900}, times in seconds.
"""

import json
import os
import re
import signal
import socket
import subprocess
import time

CONFIG = os.environ.get("HOUGU_WATCHDOG_CONFIG", "/etc/hougu/rabbitmq-watchdog.json")
RUN = os.environ.get("RUNTIME_DIRECTORY", "/run/hougu-rabbitmq-watchdog")
# Port mappers answer in milliseconds; another zone is not farther than that.
EPMD_SECONDS = 2
# An Erlang machine that starts, three pings of seven seconds (net_setuptime) each.
QUESTION_SECONDS = 45
# Applications that stop in order; then the process is killed.
END_SECONDS = 30
STATES = ("serving", "closed", "booting", "minority", "paused", "stopped", "stuck", "unanswered")

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
    """As subprocess.run, but what a script has started ends with it, or its output would be waited for beyond the limit."""
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
    for table in ("/proc/self/net/tcp", "/proc/self/net/tcp6"):
        try:
            with open(table, encoding="ascii") as lines:
                # sl, local address:port, remote address, state (0A: listen).
                if any(line.split()[1].endswith(f":{port:04X}") and line.split()[3] == "0A" for line in lines):
                    return True
        except FileNotFoundError:
            pass
    return False


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
        self.config = config
        # Process id of the Erlang machine that was seen in a pause and hasn't served since.
        self.paused = paused
        self.stuck_since = None
        self.hung_since = None
        self.asked = False

    def majority(self, count):
        return 2 * count > len(self.config["nodes"])

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
        every = answer is not None and answer["connected"] == len(self.config["nodes"])
        self.stuck_since = (self.stuck_since or at) if state == "stuck" else None
        self.hung_since = (self.hung_since or at) if state == "paused" and every else None
        act = (self.stuck_since is not None and at - self.stuck_since >= self.config["patience"]) or (
            self.hung_since is not None and at - self.hung_since >= self.config["hung"]
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
    lines = [
        "# HELP hougu_rabbitmq_watchdog_state 1 for what the watchdog last saw of this node's broker.",
        "# TYPE hougu_rabbitmq_watchdog_state gauge",
        *(f'hougu_rabbitmq_watchdog_state{{state="{one}"}} {int(one == state)}' for one in STATES),
        "# HELP hougu_rabbitmq_watchdog_actions_total What the watchdog did since this machine has booted.",
        "# TYPE hougu_rabbitmq_watchdog_actions_total counter",
        *(
            f"hougu_rabbitmq_watchdog_actions_total{{{labels}}} {actions.get(labels, 0)}"
            for labels in (
                'action="start_app",result="done"',
                'action="start_app",result="failed"',
                'action="restart",result="done"',
            )
        ),
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
    pause = min(config["backoffMost"], config["backoff"] * 2 ** min(attempts - 1, 16))
    memory.keep(attempts=attempts, notBefore=now() + pause)
    seen = f"{answer['connected']} of {len(config['nodes'])} nodes are connected"
    if state == "stuck":
        say(f"the broker is stopped, nothing waits to start it, {seen}: it is started (attempt {attempts})")
        status, said = run(["rabbitmqctl", "--quiet", "start_app"], config["start"])
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


WORDS = {
    "serving": "the broker serves",
    "closed": "the broker runs and its clients' port is closed, as in maintenance: it is left alone",
    "booting": "the broker boots",
    "minority": "the broker does not serve, and no majority of the nodes is reachable: it is left alone",
    "paused": "the broker is paused and waits for other nodes by itself: it is left alone",
    "stopped": "the broker was stopped on purpose (stop_app): it is left alone",
    "stuck": "the broker is stopped after a pause or a failed start, and nothing waits to start it",
    "unanswered": "the broker does not serve, and its Erlang machine does not answer rabbitmqctl: it is left alone",
}


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
            if now() - serving_since >= config["backoffMost"]:
                memory.keep(attempts=0)
        else:
            serving_since = None
            reachable = 1 + sum(is_up(peer, config["epmd"]) for peer in peers)
            if judge.wants_answer(reachable):
                answer = ask(config)
            state, must_act = judge.see(reachable, answer, now())
        memory.keep(paused=judge.paused)
        if state != told:
            say(WORDS[state])
            told = state
        replace(os.path.join(RUN, "metrics.prom"), metrics(state, memory.held["actions"]))
        if must_act and now() >= memory.held["notBefore"]:
            act(config, memory, state, answer)
            # Whatever comes of it is looked at afresh.
            judge.stuck_since = judge.hung_since = None
        # A rabbitmqctl for every look is too dear where somebody else must act first.
        time.sleep(config["interval"] * (6 if state in ("closed", "stopped", "unanswered") else 1))


if __name__ == "__main__":
    main()
