import { randomInt } from "node:crypto";

const LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** What ids of a region begin with, behind the kind. Regions that aren't listed borrow Hangzhou's. */
const REGION_MARKS: Readonly<Record<string, string>> = {
  "cn-hangzhou": "bp1",
  "cn-shanghai": "uf6",
  "cn-beijing": "2ze",
  "cn-shenzhen": "wz9",
  "cn-qingdao": "m5e",
  "cn-zhangjiakou": "8vb",
  "cn-hongkong": "j6c",
  "ap-southeast-1": "t4n",
};
const OTHER_MARK = "bp1";

/** ECS counts 20 characters behind the kind, VPC 21. */
const ECS_LENGTH = 20;
const VPC_LENGTH = 21;

/** e.g. `i-bp1h0ktd5s0vbvd4c3k2`. */
export function ecsId(kind: string, region: string): string {
  return id(kind, region, ECS_LENGTH);
}

/** e.g. `vpc-bp1aevy8sofi8mh1qc5cm`. */
export function vpcId(kind: string, region: string): string {
  return id(kind, region, VPC_LENGTH);
}

function id(kind: string, region: string, length: number): string {
  const mark = REGION_MARKS[region] ?? OTHER_MARK;
  return `${kind}-${mark}${randomLetters(length - mark.length)}`;
}

export function randomLetters(count: number): string {
  return Array.from({ length: count }, () => LETTERS.charAt(randomInt(LETTERS.length))).join("");
}
