/** The style of report.html: light, dark, phone and paper. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #f7f5f0; --card: #fffefb; --ink: #1f2b2a; --soft: #55605e; --edge: #e2ddd2; --grid: #e9e5db;
  --primary: #12695f; --backup: #4a47b5; --on: #fff; --believes: #d9ebe6; --doubts: #f8d3cf;
  --dead: #b3261e; --dead-ground: #fbe1de; --dead-line: #efbdb7; --dead-ink: #7d130d; --fault: #b3261e; --restore: #12695f;
  --budget: #f6dfa6; --range: #c9962a; --budget-ink: #5f4500; --pass: #17623f; --fail: #a51d16; --inconclusive: #7a5200;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #121716; --card: #1a2120; --ink: #edf2ef; --soft: #a9b5b1; --edge: #2c3634; --grid: #273130;
    --primary: #5ec9ba; --backup: #aeb0ff; --on: #0b1514; --believes: #1d3a36; --doubts: #532622;
    --dead: #ff8a80; --dead-ground: #43201d; --dead-line: #6b3530; --dead-ink: #ffd5d0; --fault: #ff8a80; --restore: #5ec9ba;
    --budget: #6b551c; --range: #b98f2f; --budget-ink: #fbe6b0; --pass: #73d6a2; --fail: #ff9a90; --inconclusive: #f0c465;
  }
}
* { box-sizing: border-box; margin: 0; }
body { background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 72rem; margin: auto; padding: 1.5rem 1rem 3rem; }
section, .verdict { background: var(--card); border: 1px solid var(--edge); border-radius: .75rem; padding: 1rem; margin-top: 1rem; }
h1 { font-size: clamp(1.5rem, 5vw, 2.25rem); line-height: 1.15; overflow-wrap: anywhere; }
h2 { font-size: 1.125rem; margin-bottom: .5rem; }
.kicker, .note, .tiles dt, .settings dt, .kind { color: var(--soft); font-size: .875rem; }
code { font: .875em ui-monospace, monospace; overflow-wrap: anywhere; }
.verdict { border-left: .5rem solid var(--verdict); font-size: 1.125rem; }
.verdict strong { color: var(--verdict); }
.verdict ul { margin-top: .5rem; padding-left: 1.25rem; font-size: 1rem; }
.pass { --verdict: var(--pass); } .fail { --verdict: var(--fail); } :is(.inconclusive, .interrupted) { --verdict: var(--inconclusive); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; margin-top: 1rem; }
.tiles > div { background: var(--card); border: 1px solid var(--edge); border-radius: .75rem; padding: .75rem 1rem; display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.tiles dd { font-size: 1.75rem; font-weight: 650; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tiles small { font-size: 1rem; font-weight: 400; color: var(--soft); }
.legend { list-style: none; padding: 0; margin-bottom: .75rem; display: flex; flex-wrap: wrap; gap: .25rem 1rem; font-size: .8125rem; color: var(--soft); }
.legend li { display: flex; align-items: center; gap: .375rem; }
.key { width: 1.125rem; height: .75rem; border-radius: 2px; }
.key-passed { width: 3px; height: 3px; background: var(--primary); margin: 0 .4375rem; border-radius: 0; }
.key-failed { height: 5px; background: var(--dead); }
.key-believes { background: var(--believes); } .key-doubts { background: var(--doubts); } .key-primary { background: var(--primary); } .key-backup { background: var(--backup); }
.key-broken { background: repeating-linear-gradient(45deg, var(--dead-ground) 0 4px, var(--dead-line) 4px 6px); border: 1px solid var(--dead); }
.key-limit { height: 0; border-top: 2px dashed var(--soft); border-radius: 0; } .key-budget { background: var(--budget); }
.timeline { display: block; width: calc(100% - 112px); margin-left: 104px; font: 11px/1 system-ui, sans-serif; overflow: visible; }
.timeline text { fill: var(--ink); }
.timeline .heading { font-weight: 650; font-size: 12px; stroke: var(--card); stroke-width: 4px; paint-order: stroke; }
.timeline .label, .timeline .tick { fill: var(--soft); font-variant-numeric: tabular-nums; }
.timeline .on-primary, .timeline .on-backup { fill: var(--on); font-weight: 600; }
.timeline .on-dead { fill: var(--dead-ink); font-weight: 600; stroke: var(--dead-ground); stroke-width: 4px; paint-order: stroke; }
.primary { fill: var(--primary); } .backup { fill: var(--backup); } .broken { fill: url(#hatch); stroke: var(--dead); stroke-width: .75; }
.dead-ground { fill: var(--dead-ground); } .dead-line { fill: var(--dead-line); }
.believes { fill: var(--believes); } .doubts { fill: var(--doubts); }
.passed, .failed, .edge { fill: none; vector-effect: non-scaling-stroke; }
.passed { stroke: var(--primary); stroke-width: 2.5px; } .failed { stroke: var(--dead); stroke-width: 5px; }
.share { fill: var(--primary); opacity: .28; } .edge { stroke: var(--primary); stroke-width: 1.5px; }
.limit { stroke: var(--soft); stroke-dasharray: 4 3; }
.grid { stroke: var(--grid); }
.budget { fill: var(--budget); opacity: .28; } .budget-head { fill: var(--budget); }
.timeline .budget-label { fill: var(--budget-ink); font-weight: 600; }
.moment { stroke-width: 2; } .moment.fault { stroke: var(--fault); } .moment.restore { stroke: var(--restore); }
.timeline .moment-label { font-weight: 650; } .timeline .moment-label.fault { fill: var(--fault); } .timeline .moment-label.restore { fill: var(--restore); }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; margin-top: .5rem; }
th, td { text-align: right; padding: .375rem .5rem; border-bottom: 1px solid var(--edge); font-variant-numeric: tabular-nums; font-weight: 400; vertical-align: baseline; }
tr > :first-child { text-align: left; padding-left: 0; }
thead th { color: var(--soft); font-size: .8125rem; }
.kind { margin-left: .25rem; }
.leg { padding-top: 1rem; font-weight: 650; }
td { white-space: nowrap; } .seen { white-space: normal; } .word { color: var(--verdict); font-weight: 650; } a { color: var(--primary); font-weight: 650; }
.measured { font-weight: 650; }
.bar { width: 34%; text-align: left; padding-right: 0; vertical-align: middle; } .bar svg { display: block; }
.range { fill: var(--range); } .dot { fill: var(--ink); stroke: var(--card); stroke-width: 1.5; }
.range-key, .dot-key { display: inline-block; vertical-align: middle; border-radius: 1rem; }
.range-key { width: 1.25rem; height: 6px; background: var(--range); } .dot-key { width: 8px; height: 8px; background: var(--ink); margin-left: .5rem; }
.note { margin-top: .625rem; }
.settings { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .625rem 1rem; }
.settings dd, .figures tbody th { overflow-wrap: anywhere; }
.changes :is(td, th):not(:first-child) { text-align: left; }
.sources dt { font-weight: 600; margin-top: .625rem; } .sources dd { margin: 0; font-size: .9375rem; color: var(--soft); }
@media (max-width: 40rem) {
  .tiles { grid-template-columns: 1fr 1fr; }
  td.bar, th.bar { display: none; }
  .timeline { font-size: 10.5px; } .timeline .second { display: none; }
  .leg { max-width: 0; white-space: nowrap; }
  .stacked tr { display: grid; grid-template-columns: repeat(4, 1fr); } .faults tr { grid-template-columns: 9fr 4fr 5fr 7fr; }
  .stacked thead th:first-child { display: none; } .stacked tbody th { grid-column: 1 / -1; border: 0; padding-bottom: 0; }
  .stacked :is(td, th:nth-child(2)) { padding-left: 0; } .faults :is(td, th):nth-child(2) { text-align: left; }
  .changes thead { display: none; } .changes tr { display: block; border-bottom: 1px solid var(--edge); padding: .375rem 0; }
  .changes :is(td, th) { display: block; border: 0; padding: 0; } .changes .seen { overflow-wrap: anywhere; }
  .settings { grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); }
}
@media print {
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { background: none; font-size: .8125rem; }
  main { max-width: none; padding: 0; }
  section, .tiles, .verdict, tr, dt { break-inside: avoid; }
}
`;
