// A process that commits until somebody kills it. It says which commits it was told are kept, one number a line.
import { writeSync } from "node:fs";
import { Store } from "../../../sandbox/cloud/store/store.ts";

const [folder = "", first = "0"] = process.argv.slice(2);
// So small that it folds the journal all the time, and dies in the middle of that as well.
const store = Store.open(folder, { compactAbove: 4000 });
for (let number = Number(first); ; number += 1) {
  store.commit([
    { put: { type: "toy:box", id: `box-${number}`, scope: "here", attributes: { number } } },
    { put: { type: "toy:lid", id: `lid-${number}`, scope: "here", attributes: { number } } },
    { drop: { type: "toy:lid", id: `lid-${number - 1}` } },
  ]);
  writeSync(1, `${number}\n`);
}
