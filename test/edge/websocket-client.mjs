// Opens a WebSocket, sends one text, prints the answer. Usage: node websocket-client.mjs <wss://...> <text>
const [url, text] = process.argv.slice(2);
const socket = new WebSocket(url);
socket.onopen = () => socket.send(text);
socket.onmessage = ({ data }) => {
  console.log(data);
  process.exit(0);
};
socket.onerror = () => process.exit(1);
