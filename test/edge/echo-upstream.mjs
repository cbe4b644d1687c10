// A backend for Nginx: answers with what it was asked, and speaks just enough WebSocket to echo one text frame.
// Usage: node echo-upstream.mjs <address> <port>
import { createHash } from "node:crypto";
import { createServer } from "node:http";

const [address, port] = process.argv.slice(2);
const server = createServer((request, response) => {
  if (request.url === "/refuse") {
    response.writeHead(503).end("refused");
    return;
  }
  request.resume();
  request.on("end", () => {
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({ from: address, method: request.method, url: request.url, headers: request.headers }),
    );
  });
});
server.on("upgrade", (request, socket) => {
  const accept = createHash("sha1")
    .update(`${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest("base64");
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  socket.on("error", () => {});
  socket.on("data", (frame) => {
    const length = frame[1] & 0x7f;
    const mask = frame.subarray(2, 6);
    const text = frame.subarray(6, 6 + length).map((byte, index) => byte ^ mask[index % 4]);
    socket.write(Buffer.concat([Buffer.from([0x81, length]), text]));
  });
});
server.listen(Number(port), address);
