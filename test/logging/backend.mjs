// A backend for Nginx: /fail fails, /slow takes 1.2 s, everything else is well. Usage: node backend.mjs <address> <port>
import { createServer } from "node:http";

const [address, port] = process.argv.slice(2);
createServer((request, response) => {
  request.resume();
  if (request.url.startsWith("/fail")) response.writeHead(500).end("failed");
  else setTimeout(() => response.end("well"), request.url.startsWith("/slow") ? 1200 : 0);
}).listen(Number(port), address);
