"""The look of the HTML report: one style sheet, no script, nothing from elsewhere."""

STYLE = """
:root{color-scheme:light;--ink:#1c2430;--soft:#5a6472;--line:#d5dae1;--ground:#fff;--pale:#f5f6f8;
--ins:#0b5d33;--ins-pale:#e3f4ea;--del:#9b1c1c;--del-pale:#fdeaea;--link:#0b4f8a;--mark:#fff4d6}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);
font:16px/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
header,main,footer{max-width:64rem;margin:0 auto;padding:0 1.25rem}
a{color:var(--link)} a:focus-visible,summary:focus-visible{outline:3px solid var(--link)}
.skip{position:absolute;left:-99rem} .skip:focus{left:1rem;top:.5rem;background:#fff;padding:.3rem}
h1{font-size:1.6rem;line-height:1.25;margin:1.5rem 0 .75rem}
h2{font-size:1.25rem;margin:2.25rem 0 .75rem;border-bottom:2px solid var(--line);
padding-bottom:.25rem}
h3{font-size:1.05rem;margin:1.75rem 0 .5rem} h4{font-size:1rem;margin:0;line-height:1.4}
p{margin:.4rem 0}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem}
.doc{border:1px solid var(--line);border-radius:.4rem;padding:.75rem 1rem;background:var(--pale)}
.doc h2{margin:0 0 .4rem;border:0;padding:0;font-size:1.05rem}
.doc .side{color:var(--soft);font-size:.85rem;text-transform:uppercase;
letter-spacing:.04em;margin:0}
.doc dl{display:grid;grid-template-columns:auto 1fr;gap:.1rem .75rem;margin:.5rem 0 0;
font-size:.875rem}
.doc dd:last-child{font-size:.75rem;font-family:ui-monospace,monospace}
.doc dt{color:var(--soft)} .doc dd{margin:0;overflow-wrap:anywhere}
.badge{display:inline-block;border:1px solid var(--soft);border-radius:.25rem;padding:0 .4rem;
margin:0 .3rem .2rem 0;font-size:.8125rem;background:#fff}
.badge.warn{border-color:#8a5a00;background:var(--mark);font-weight:600}
.badge.sample{border-color:#5b21b6;color:#4c1d95;background:#ede9fe}
.opening{font-size:1.0625rem;margin:1rem 0}
.counts{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;padding:0;margin:1rem 0}
.counts li{border:1px solid var(--line);border-radius:.4rem;padding:.3rem .8rem;min-width:6.5rem}
.counts strong{display:block;font-size:1.35rem;line-height:1.2}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
.rates td:nth-child(n+2){font-variant-numeric:tabular-nums}
details h3{font-size:1rem}
th,td{border:1px solid var(--line);padding:.4rem .6rem;text-align:left;vertical-align:top}
th{background:var(--pale)} td.silent{color:var(--soft);background:var(--pale)}
td p{margin:0 0 .3rem} td q{font-size:.875rem} .place{color:var(--soft);font-size:.8125rem}
.terms th[scope=row]{width:28%}
ol.foremost{padding-left:2.2rem}
ol.foremost>li{margin:0 0 .9rem;padding-left:.3rem} ol.foremost h3{margin:0}
.points{list-style:none;padding:0;margin:.2rem 0;font-size:.9375rem}
.points li{margin:.1rem 0}.points .where{margin-right:.3rem}
details.words{margin:.2rem 0;font-size:.9375rem}.words summary{font-weight:400;color:var(--link)}
.change{border-left:4px solid var(--line);padding:.1rem 0 .3rem 1rem;margin:0 0 1.1rem}
.change.added{border-color:var(--ins)} .change.removed{border-color:var(--del)}
.change.reworded{border-color:var(--link)} .change.moved{border-color:#8a5a00}
.kind{display:inline-block;font-weight:700;margin-right:.4rem}
.where{color:var(--soft);font-size:.875rem;margin:.1rem 0}
.doubt{color:#7c2d12;font-size:.875rem;font-style:italic;margin:.1rem 0}
.topics{font-size:.8125rem;margin:.2rem 0} .topics span{background:var(--mark);
border-radius:.25rem;padding:.05rem .4rem;margin-right:.3rem}
.text{white-space:pre-line;overflow-wrap:anywhere;margin:.3rem 0}
.context{border-left:4px dotted var(--line);padding:.1rem 0 .3rem 1rem;margin:0 0 1.1rem}
.context h3{font-size:1rem;margin:0}
.below{margin:.3rem 0 .3rem 1rem}
ins{color:var(--ins);background:var(--ins-pale);text-decoration:underline;
text-decoration-thickness:.1em;text-underline-offset:.15em}
del{color:var(--del);background:var(--del-pale);text-decoration:line-through}
del+ins{margin-left:.15em}
ins::before,ins::after,del::before,del::after{position:absolute;width:1px;height:1px;
overflow:hidden;clip-path:inset(50%);white-space:nowrap}
ins::before{content:" [inserted: "} del::before{content:" [struck: "}
ins::after,del::after{content:"] "}
.key{font-size:.875rem;color:var(--soft)}
nav ul{columns:2;padding-left:1.2rem;font-size:.9375rem}
details{margin:.75rem 0} summary{cursor:pointer;font-weight:600}
details li{font-size:.9375rem}
.chapter{content-visibility:auto;contain-intrinsic-size:auto 40rem}
footer{color:var(--soft);font-size:.875rem;padding-bottom:2rem;margin-top:2rem}
@media(max-width:45rem){.pair{grid-template-columns:1fr}nav ul{columns:1}}
@page{margin:1.6cm 1.5cm}
@media print{html{font-size:12px}body{font-size:9.5pt}.skip,nav{display:none}
header,main,footer{max-width:none;padding:0}
.doc,.where,tr{break-inside:avoid}p{orphans:2;widows:2}
.where,.topics{break-after:avoid}.chapter{content-visibility:visible}
th,td{padding:.2rem .4rem}
details::details-content{content-visibility:visible;block-size:auto}
details.words{display:none}
details.others::details-content{content-visibility:hidden}
h2,h3,h4{break-after:avoid}a{color:inherit;text-decoration:none}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
"""
