/** Beside the report's style: colours of the charts, from the same variables in light and dark. */
export const COST_STYLE = `
.chart { background:var(--panel); border:1px solid var(--line); border-radius:14px; padding:16px 18px; }
.chart p { margin:0 0 12px; color:var(--muted); font-size:13.5px; }
.chart svg { display:block; width:100%; height:auto; }
.legend { display:flex; flex-wrap:wrap; gap:6px 16px; margin:0 0 10px; font-size:13px; }
.legend i { display:inline-block; width:11px; height:11px; border-radius:3px; margin-right:6px; vertical-align:-1px; }
svg .s0 { fill:var(--app); } svg .s1 { fill:var(--entry); } svg .s2 { fill:var(--edge); } svg .s3 { fill:var(--broker); }
svg .s4 { fill:var(--accent); } svg .s5 { fill:var(--muted); }
.legend .s0 { background:var(--app); } .legend .s1 { background:var(--entry); } .legend .s2 { background:var(--edge); }
.legend .s3 { background:var(--broker); } .legend .s4 { background:var(--accent); } .legend .s5 { background:var(--muted); }
svg .grid { stroke:var(--line); stroke-width:1; } svg .whisker { stroke:var(--ink); stroke-width:1.4; opacity:.75; }
svg .value { font-size:12.5px; font-weight:600; font-variant-numeric:tabular-nums; } svg .axis { font-size:11.5px; fill:var(--muted); }
svg .twice { fill:var(--bad); opacity:.28; } svg .once { fill:var(--good); opacity:.5; } svg .mark { stroke:var(--ink); stroke-width:2; }
td.n, th.n { text-align:right; font-variant-numeric:tabular-nums; } td .n { font-variant-numeric:tabular-nums; white-space:nowrap; }
.total b { font-size:26px; }
`;
