import type { Machine } from "../guest/machine.ts";

/**
 * Takes a port of a plugin as soon as it is free, so that the next start of the broker fails there: the way of a start that
 * fails after a cut, at will. The answer gives the port back.
 */
export async function takePort(machine: Machine, port: number): Promise<() => Promise<unknown>> {
  const program = `import socket, time
while True:
    try:
        held = socket.create_server(("${machine.address}", ${port}))
        break
    except OSError:
        time.sleep(0.1)
open("/tmp/taken-port", "w").close()
time.sleep(3600)`;
  await machine.must("rm", "-f", "/tmp/taken-port");
  machine.start("python3", "-c", program, "taken-port");
  await machine.must("sh", "-c", "timeout 60 sh -c 'until test -e /tmp/taken-port; do sleep 0.1; done'");
  return () => machine.must("pkill", "-KILL", "-f", "time.sleep\\(3600\\) taken-port");
}
