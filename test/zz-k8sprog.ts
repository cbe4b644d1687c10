import { mkdirSync, writeFileSync, symlinkSync, existsSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { prepareSandbox } from "/work/five/sandbox/home.ts";
import { findEngine } from "/work/five/tools/engine/engine.ts";
const home="/tmp/k8s-e2e/home", proj="/tmp/k8s-e2e/proj";
mkdirSync(proj,{recursive:true}); if(!existsSync(proj+"/node_modules")) symlinkSync("/work/five/node_modules",proj+"/node_modules");
const sandbox = await prepareSandbox(home);
const engine:any = await findEngine(process.env as any);
writeFileSync(proj+"/Pulumi.yaml","name: k8s\nruntime:\n  name: nodejs\n  options: { typescript: false }\n");
writeFileSync(proj+"/package.json",'{"type":"module","main":"index.ts"}');
writeFileSync(proj+"/index.ts",`
import { environmentOf } from "/work/five/test/program/recorded.ts";
import { planEnvironment } from "/work/five/components/environment/plan.ts";
import { createKubernetes } from "/work/five/components/environment/kubernetes.ts";
import { AlicloudNetwork } from "/work/five/components/network/alicloud-network.ts";
import { labelsOf } from "/work/five/components/naming/labels.ts";
import { Provider } from "@pulumi/alicloud/provider.js";
const environment = environmentOf(process.env.TIER as any ?? "dev");
const plan = planEnvironment(environment); const labels = labelsOf(environment);
const provider = new Provider("alicloud",{region:environment.region});
const network = new AlicloudNetwork("network",{labels,cidr:environment.network.cidr,subnets:plan.subnets,firewall:{groups:[],rules:[]} as any,natBandwidthMbps:5,protect:false},{provider});
const pol = JSON.stringify({Version:"1",Statement:[{Effect:"Allow",Action:["oss:GetObject"],Resource:["acs:oss:*:*:x/*"]}]});
createKubernetes({environment,plan,labels,network,provider,storesOf:(n)=>({secrets:{},policies:n==="artist"?{pictures:pol}:{}}),brokerOf:(n)=>({host:"rabbitmq."+n+".internal",passwordOf:(u)=>"pw-"+u}),protect:false});
`);
const env={...process.env,...engine.env,...sandbox.env,TIER:process.env.TIER??"dev"};
for (const cmd of process.argv.slice(2)) { const r=spawnSync("pulumi",cmd.split(" "),{cwd:proj,env,encoding:"utf8"}); console.log("$",cmd,r.status); console.log((r.stdout+r.stderr).slice(-5000)); }
