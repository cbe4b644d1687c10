// Sends requests one after the other on their own connections, exactly as written, and prints their statuses as JSON.
import { connect } from "node:net";

const { host, port, name, requests } = JSON.parse(process.argv[2]);

function statusOf({ address, method, path, query = "", bodyBytes, headers, body }) {
  return new Promise((resolve, reject) => {
    const sent = body === undefined ? Buffer.alloc(bodyBytes, 0x20) : Buffer.from(body);
    const lines = [
      `${method} ${path}${query} HTTP/1.1`,
      `Host: ${name}`,
      "User-Agent: Mozilla/5.0 MicroMessenger/8.0",
      "Accept: */*",
      ...(address === "" ? [] : [`X-Forwarded-For: ${address}`]),
      ...(sent.length > 0 || ["POST", "PUT", "PATCH"].includes(method)
        ? [`Content-Length: ${sent.length}`]
        : []),
      ...Object.entries(headers).map(([key, value]) => `${key}: ${value}`),
      ...(headers.connection === undefined ? ["Connection: close"] : []),
    ];
    const socket = connect(port, host);
    let answer = "";
    socket.setTimeout(10_000, () => socket.destroy(new Error("no answer")));
    socket.on("data", (data) => {
      answer += data.toString("latin1");
      const status = /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1];
      if (status) {
        resolve(Number(status));
        socket.destroy();
      }
    });
    // A server that refuses a body closes while it is still being sent.
    socket.on("error", (error) => (answer === "" ? reject(error) : undefined));
    socket.on("end", () => reject(new Error(`no status in ${JSON.stringify(answer)}`)));
    socket.write(`${lines.join("\r\n")}\r\n\r\n`);
    socket.write(sent);
  });
}

const statuses = [];
for (const request of requests) statuses.push(await statusOf(request).catch((error) => String(error)));
console.log(JSON.stringify(statuses));
