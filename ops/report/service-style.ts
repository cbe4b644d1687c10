/** How cards, lanes and panels look. The colours are the page's own. */
export const SERVICE_STYLE = `
.panel { background:var(--panel); border:1px solid var(--line); border-radius:16px; padding:14px; display:grid; gap:14px; }
.soft { color:var(--muted); } small.soft { display:block; font-size:12px; }
.tier-title { font-size:13px; font-weight:650; margin:4px 0 8px; color:var(--muted); }
.services { contain:inline-size; }
.cards { display:grid; grid-template-columns:repeat(auto-fit,minmax(min(100%,228px),1fr)); gap:10px; }
.svc { --tone:var(--net); background:var(--zone); border:1px solid var(--line); border-left:3px solid var(--tone); border-radius:10px; padding:9px 12px; min-width:0; font-size:13px; }
.svc.absent, .space.absent { border-style:dashed; background:none; }
.svc .what { display:flex; flex-wrap:wrap; gap:2px 8px; align-items:baseline; font-size:12px; color:var(--tone); font-weight:600; }
.svc .name { display:block; font-size:13.5px; font-weight:650; overflow-wrap:anywhere; line-height:1.35; }
.svc dl { margin:5px 0 0; display:grid; grid-template-columns:auto minmax(0,1fr); gap:1px 10px; font-size:12.5px; }
.svc dt { color:var(--muted); white-space:nowrap; } .svc dd { margin:0; overflow-wrap:anywhere; font-variant-numeric:tabular-nums; }
.svc .long { grid-column:1 / -1; } .svc dd.long { padding-left:10px; }
.svc ul { list-style:none; margin:6px 0 0; padding:0; display:grid; gap:6px; } .svc li { border-top:1px solid var(--line); padding-top:5px; }
.svc li .mono, .svc .what .mono { font-size:12px; overflow-wrap:anywhere; } .svc li.absent { opacity:.7; }
.svc p { margin:6px 0 0; }
.mark { font-size:11px; font-weight:500; color:var(--muted); border:1px solid var(--line); border-radius:999px; padding:0 7px; white-space:nowrap; }
.mark.absent { color:var(--warn); border-color:currentColor; }
.dns, .foreignDns, .companyFirewall, .ingress { --tone:var(--accent); } .waf, .modSecurity, .antiDdos { --tone:var(--bad); }
.alb, .nlb, .clb, .pair { --tone:var(--entry); } .mysql, .mysqlReader, .mariadb, .redis, .bucket, .cdn { --tone:var(--app); }
.key, .registry, .logs, .messaging { --tone:var(--broker); } .cluster, .nodePool, .docker { --tone:var(--edge); }
.lane { margin-bottom:12px; } .lane h4 { margin:0 0 6px; font-size:12.5px; font-weight:600; color:var(--muted); }
.chain { display:flex; flex-wrap:wrap; gap:8px 18px; align-items:stretch; padding-left:14px; } .chain .svc { flex:1 1 200px; max-width:100%; position:relative; }
.chain .svc.end { flex:0 1 auto; align-self:center; font-weight:600; border-left-width:1px; border-radius:999px; color:var(--edge); }
.chain .svc:not(:first-child)::before { content:"→"; position:absolute; left:-18px; top:calc(50% - 10px); font-size:14px; line-height:20px; font-weight:400; color:var(--net); }
.spaces { display:grid; grid-template-columns:repeat(auto-fit,minmax(min(100%,500px),1fr)); gap:12px; align-items:start; }
.space { border:1px solid var(--zone-line); border-radius:12px; padding:10px; min-width:0; } .space h3 { font-size:14px; margin:0 0 8px; } .space h3 .soft { font-weight:400; }
.space table { font-size:13px; } .space th, .space td { padding:6px 8px; }
.range { display:block; position:relative; height:6px; width:100%; min-width:70px; border-radius:3px; background:var(--line); margin-top:4px; overflow:hidden; }
.range i { position:absolute; top:0; bottom:0; background:var(--edge); } .range i.more { opacity:.4; }
span.dot.absent { display:inline-block; width:8px; height:8px; border:1px dashed var(--muted); border-radius:50%; margin-right:6px; }
@media (max-width:760px) {
  .panel { padding:10px 8px; } .chain { flex-direction:column; flex-wrap:nowrap; gap:20px; padding-left:0; } .chain .svc { flex:none; } .chain .svc.end { align-self:center; }
  .chain .svc:not(:first-child)::before { content:"↓"; left:calc(50% - 7px); top:-21px; }
  .range { width:110px; } .space { padding:10px 4px; } .space h3 { padding:0 6px; }
}
`;
