/** Writes each request's body to a file of its own below FOLDER. `node otlp-sink.ts PORT FOLDER` */
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";

const [port = "", folder = ""] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
let count = 0;
createServer(async (request, response) => {
  writeFileSync(`${folder}/${++count}`, await buffer(request));
  response.end();
}).listen(Number(port), "127.0.0.1");
