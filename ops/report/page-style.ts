/** The page's style: light and dark from one set of variables, readable from 320 px up, fit for print. */
export const PAGE_STYLE = `
:root { color-scheme: light; --page:#f4f5f7; --panel:#ffffff; --ink:#1c2430; --muted:#5c6878; --line:#d8dde5;
  --zone:#f3f6fb; --zone-line:#c9d4e6; --edge:#0f766e; --edge-fill:#e6f6f4; --app:#4453b8; --app-fill:#eceffc; --broker:#9d2f6f; --broker-fill:#fbeaf3;
  --entry:#b45309; --entry-fill:#fff4e2; --net:#334155; --net-fill:#e8edf4; --good:#15803d; --bad:#b91c1c; --warn:#a16207; --accent:#1d4ed8; }
@media (prefers-color-scheme: dark) { :root:not([data-theme=light]) { color-scheme: dark; --page:#0f141b; --panel:#171e27; --ink:#e6ebf2; --muted:#9aa7b8; --line:#2b3644;
  --zone:#131a23; --zone-line:#2f3d50; --edge:#5eead4; --edge-fill:#12302f; --app:#a5b4fc; --app-fill:#1d2445; --broker:#f0a3cf; --broker-fill:#361a2b;
  --entry:#fbbf6b; --entry-fill:#33260f; --net:#cbd5e1; --net-fill:#222d3b; --good:#4ade80; --bad:#f87171; --warn:#facc15; --accent:#93b4ff; } }
:root[data-theme=dark] { color-scheme: dark; --page:#0f141b; --panel:#171e27; --ink:#e6ebf2; --muted:#9aa7b8; --line:#2b3644;
  --zone:#131a23; --zone-line:#2f3d50; --edge:#5eead4; --edge-fill:#12302f; --app:#a5b4fc; --app-fill:#1d2445; --broker:#f0a3cf; --broker-fill:#361a2b;
  --entry:#fbbf6b; --entry-fill:#33260f; --net:#cbd5e1; --net-fill:#222d3b; --good:#4ade80; --bad:#f87171; --warn:#facc15; --accent:#93b4ff; }
html[lang=en] [lang=zh], html[lang=zh] [lang=en] { display:none; }
* { box-sizing:border-box; }
body { margin:0; background:var(--page); color:var(--ink); font:15px/1.55 system-ui,-apple-system,"Segoe UI","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",sans-serif; }
header, main, footer { max-width:1280px; margin:0 auto; padding:0 20px; }
header { display:flex; flex-wrap:wrap; align-items:center; gap:8px 16px; padding-top:22px; }
h1 { font-size:24px; margin:0; font-weight:650; letter-spacing:-.01em; }
h2 { font-size:17px; margin:0 0 12px; font-weight:650; }
h3 { font-size:16px; margin:0; font-weight:650; }
.controls { margin-left:auto; display:flex; gap:8px; }
button { font:inherit; font-size:13px; color:var(--ink); background:var(--panel); border:1px solid var(--line); border-radius:8px; padding:5px 12px; cursor:pointer; }
button:hover { border-color:var(--accent); } button:focus-visible, summary:focus-visible { outline:2px solid var(--accent); outline-offset:2px; }
.badge { display:inline-block; font-size:12.5px; border:1px solid var(--line); background:var(--panel); border-radius:999px; padding:2px 11px; color:var(--muted); white-space:nowrap; }
.badge.sandbox { color:var(--entry); border-color:currentColor; }
.facts { display:grid; grid-template-columns:repeat(auto-fit,minmax(190px,1fr)); gap:12px; margin:18px 0 22px; }
.fact { background:var(--panel); border:1px solid var(--line); border-radius:12px; padding:12px 16px; }
.fact b { display:block; font-size:20px; font-weight:650; font-variant-numeric:tabular-nums; }
.fact small { color:var(--muted); font-size:13px; } .fact .good, .good { color:var(--good); } .bad { color:var(--bad); } .warn { color:var(--warn); }
section { margin:0 0 26px; }
.sites { display:flex; flex-wrap:wrap; gap:16px; align-items:flex-start; }
.site { background:var(--panel); border:1px solid var(--line); border-radius:16px; padding:14px; flex:1 1 auto; min-width:0; max-width:100%; }
.site header { padding:0 0 12px; max-width:none; justify-content:flex-start; }
.site svg { display:block; max-width:100%; height:auto; margin:0 auto; }
.narrow { display:none; }
.card-list { background:var(--panel); border:1px solid var(--line); border-radius:14px; overflow:hidden; }
table { border-collapse:collapse; width:100%; font-size:14px; }
th { text-align:left; font-weight:600; font-size:12.5px; color:var(--muted); padding:9px 14px; border-bottom:1px solid var(--line); }
td { padding:8px 14px; border-bottom:1px solid var(--line); vertical-align:top; overflow-wrap:anywhere; }
tr:last-child td { border-bottom:0; }
code, .mono { font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace; font-size:.92em; }
.label { display:none; } .keep { white-space:nowrap; }
details table { table-layout:fixed; } details { border-bottom:1px solid var(--line); } details:last-child { border-bottom:0; }
summary { cursor:pointer; padding:10px 14px; display:flex; gap:10px; align-items:baseline; flex-wrap:wrap; }
summary::marker { content:""; } summary::-webkit-details-marker { display:none; }
summary::before { content:"▸"; color:var(--muted); } details[open] summary::before { content:"▾"; }
summary small { color:var(--muted); margin-left:auto; }
.empty { padding:14px; color:var(--muted); margin:0; }
footer { color:var(--muted); font-size:13px; padding-bottom:30px; }
svg text { fill:var(--ink); font:12px system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif; }
svg .mono, svg .address { font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace; }
svg .address { font-size:13px; font-weight:600; } svg .mono { font-size:12px; }
svg .host { font-size:11px; } svg .detail { font-size:10.5px; fill:var(--muted); }
svg .caption { font-size:11.5px; fill:var(--muted); } svg .tier { font-size:11.5px; font-weight:600; }
svg .rank { font-size:10.5px; fill:var(--edge); } svg .port { font:10.5px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace; fill:var(--muted); }
svg .internet { fill:var(--net-fill); stroke:var(--net); stroke-width:1; }
svg .zone { fill:var(--zone); stroke:var(--zone-line); stroke-dasharray:5 4; }
svg .entry { fill:var(--entry-fill); stroke:var(--entry); }
svg .card.edge { fill:var(--edge-fill); stroke:var(--edge); } svg .card.tomcat { fill:var(--app-fill); stroke:var(--app); }
svg .card.rabbitmq { fill:var(--broker-fill); stroke:var(--broker); }
svg .card.database { fill:var(--app-fill); stroke:var(--app); }
svg .card.absent { fill:none; stroke-dasharray:4 3; }
svg .egress { fill:var(--net-fill); stroke:var(--line); }
svg .arrow { fill:none; stroke:var(--net); stroke-width:1.4; } svg .head { fill:var(--net); }
svg .dot { fill:var(--good); } svg .dot.absent { fill:none; stroke:var(--muted); }
@media (max-width:760px) {
  header, main, footer { padding-left:12px; padding-right:12px; }
  .wide { display:none; } .narrow { display:block; } .site { width:100%; padding:12px 8px; }
  .facts { grid-template-columns:1fr 1fr; gap:8px; } .fact { padding:10px 12px; } .fact b { font-size:17px; }
  thead { display:none; } tr { display:block; border-bottom:1px solid var(--line); padding:8px 14px; } tr:last-child { border-bottom:0; }
  td { display:flex; gap:12px; padding:3px 0; border:0; } td > div { min-width:0; }
  td .keep { white-space:normal; } .label { display:inline; color:var(--muted); flex:0 0 30%; }
}
@media print { .controls { display:none; } details { break-inside:avoid; } }
`;
