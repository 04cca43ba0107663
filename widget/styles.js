/** The widget's looks. --rolewise-… may be set by the page; --_accent is the attribute. */

export const SHEET = new CSSStyleSheet();

SHEET.replaceSync(`
:host{--ground:light-dark(#fff,#171c26);--soft:light-dark(#f3f5fa,#222938);--line:light-dark(#dce1eb,#364052);--ink:light-dark(#1a2130,#e9edf4);--quiet:light-dark(#515c70,#aeb8c8);
--accent:var(--_accent,var(--rolewise-accent,#3f46c8));--bright:clamp(0,(l - .57)*999,1);--on:oklch(from var(--accent) calc(1 - var(--bright)) 0 0);--fill:oklch(from var(--accent) calc(min(l,.53) + var(--bright)*(max(l,.65) - min(l,.53))) c h);
--tint:light-dark(oklch(from var(--accent) min(l,.46) min(c,.19) h),oklch(from var(--accent) max(l,.8) min(c,.11) h));--gap:var(--rolewise-offset,1.25rem);
color-scheme:light dark;color:var(--ink);font:400 .9375rem/1.5 var(--rolewise-font,system-ui,sans-serif);position:fixed;inset-block:auto var(--gap);inset-inline:auto var(--gap);z-index:var(--rolewise-z,9999999);text-align:start;overflow-wrap:anywhere}
:host([theme=light]){color-scheme:light}
:host([theme=dark]){color-scheme:dark}
:host([position=left]){inset-inline:var(--gap) auto}
:host([inline]){position:relative;inset:auto;z-index:auto;display:block;height:var(--rolewise-height,40rem)}
:host([hidden]),[hidden]{display:none!important}
*{box-sizing:border-box;margin:0;padding:0;font:inherit;color:inherit;list-style:none}
button{cursor:pointer;background:none;border:0}
svg{width:1.25em;height:1.25em;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round;display:block}
*:not(textarea):focus-visible{outline:2px solid var(--tint);outline-offset:2px}
.hidden{position:absolute;clip-path:inset(50%)}
.launcher,.send,.mark{background:var(--fill);color:var(--on);display:grid;place-items:center;border-radius:50%;flex:none}
.launcher{width:3.5rem;height:3.5rem;font-size:1.2rem;box-shadow:0 4px 20px #0004}
.badge{position:absolute;inset-block-start:-.2rem;inset-inline-end:-.2rem;min-width:1.4rem;border-radius:1rem;background:#b3261e;color:#fff;font-size:.8rem;font-weight:600}
.panel{position:absolute;inset-block:auto 4.5rem;inset-inline:auto 0;width:min(var(--rolewise-width,26.5rem),100vw - 2*var(--gap));height:min(var(--rolewise-height,42rem),100dvh - 4.5rem - 2*var(--gap));max-width:none;max-height:none;background:var(--ground);border:1px solid var(--line);border-radius:var(--rolewise-radius,1rem);box-shadow:0 16px 48px #0003;overflow:hidden;animation:rise .18s}
.panel[open]{display:flex;flex-direction:column}
:host([position=left]) .panel{inset-inline:0 auto}
:host([inline]) .panel{position:static;width:auto;height:100%;box-shadow:none}
.head{display:flex;align-items:center;padding:.7rem 1rem;border-bottom:1px solid var(--line)}
h2{flex:1;font-weight:600;margin:0 .7rem}
.icon{padding:.5rem;border-radius:.5rem;color:var(--quiet);font-size:.9rem}
.icon:hover,.icon[aria-pressed=true]{background:var(--soft);color:var(--tint)}
:host([inline]) .head .icon:last-child{display:none}
.scroll{flex:1;overflow:auto;padding:1rem;position:relative;scroll-behavior:smooth;container-type:inline-size;}
.note{text-align:center;margin-bottom:1rem}
.note:empty,.turn:not(:last-child) .chips{display:none}
.turn+.turn,.answer{margin-top:1rem}
.question{width:fit-content;max-width:85%;margin-inline-start:auto;padding:.5rem .9rem;border-radius:1.1rem;border-end-end-radius:.3rem;background:var(--fill);color:var(--on);white-space:pre-wrap}
.answer>*+*{margin-top:.6rem}
h3,b,cite,th{font-weight:600}
p,h3,textarea{unicode-bidi:plaintext}
a,summary{color:var(--tint)}
figure,.table{border:1px solid var(--line);border-radius:.75rem;overflow:clip}
figure{padding:.75rem 1rem}
figcaption{display:flex;justify-content:space-between}
.key::before{content:"";display:inline-block;width:3px;height:.8em;margin:0 .4em;background:var(--ink)}
li+li{margin-top:.7rem}
figcaption,figure span,details,.ticks,.count{color:var(--quiet);font-size:.8rem}
figure span{display:block}
.track,.ticks{position:relative;height:.7rem;margin-top:.35rem;border-radius:1rem}
.track{background:var(--soft)}
.track i{position:absolute;inset-block:0;border-radius:1rem;background:var(--tint)}
.dot{width:.7rem;margin-inline-start:-.35rem}
.track .median{inset-block:-.15rem;width:3px;margin-inline-start:-1.5px;background:var(--ink)}
.ticks{height:1.1rem}
.ticks i{position:absolute;width:0;display:flex;justify-content:center;font-style:normal;white-space:nowrap}
.ticks :first-child{justify-content:start}
.ticks :last-child{justify-content:end}
table{border-collapse:collapse;width:100%;font-size:.875rem;}
th,td{text-align:start;vertical-align:top;padding:.5rem .75rem}
tr+tr,tbody{border-top:1px solid var(--line)}
thead{background:var(--soft)}
.label{display:none}
@container (max-width:38rem){
.pair tr{display:grid;grid-template-columns:1fr 1fr}
.pair tr>:first-child{grid-column:1/-1;padding-bottom:0;color:var(--quiet);font-size:.8rem}
.pair thead th:first-child{display:none}
.pair :is(thead,tbody),.many :is(tbody,tr,th){display:block}
.many thead{position:absolute;clip-path:inset(50%)}
.many tr{padding:.6rem .75rem}
.many th{padding:0}
.many td{display:grid;grid-template-columns:34% 1fr;gap:.75rem;padding:.2rem 0 0}
.many .label{display:block;color:var(--quiet)}
}
summary{cursor:pointer}
figure ul,details ul{margin-top:.5rem}
cite{font-style:normal;color:var(--ink)}
.tools,.chips,.status{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}
.tools{gap:0;margin-inline-start:-.5rem}
[data-thumb=down] svg{rotate:180deg}
[data-thumb][aria-pressed=true] svg{fill:currentColor}
.chips{margin-top:.75rem}
.chip{padding:.35rem .8rem;border:1px solid var(--line);border-radius:1.1rem;background:var(--ground);color:var(--tint);font-size:.875rem;font-weight:500;text-align:start}
.chip:hover{border-color:var(--tint);background:var(--soft)}
[aria-disabled=true]{opacity:.8}
.failure,.notice:not(:empty){padding:.7rem 1rem;border-radius:.75rem;background:light-dark(#fff4e0,#3a2d14)}
.notice{border-radius:0!important;font-size:.875rem}
:is(.failure,.notice) .chip{margin:.5rem .5rem 0 0}
.status{margin-top:1rem}
.dots{width:2.1rem;height:.5rem;background:radial-gradient(circle,var(--tint) 65%,#0000 70%) 0/.7rem;animation:fade 1s infinite alternate}
form{display:flex;align-items:end;gap:.5rem;margin:.75rem;padding:.3rem;padding-inline-start:.9rem;border:1px solid light-dark(#8590a5,#68748a);border-radius:1.4rem}
form:focus-within{border-color:var(--tint);box-shadow:0 0 0 1px var(--tint)}
textarea{flex:1;min-width:0;field-sizing:content;max-height:9rem;padding:.35rem 0;border:0;outline:0;resize:none;background:none;font-size:16px;line-height:1.4}
::placeholder{color:var(--quiet)}
.count{align-self:center;max-width:6rem}
[aria-invalid=true]+.count{color:light-dark(#b3261e,#ffb4ab)}
.send,.mark{width:2.15rem;height:2.15rem}
@media (max-width:480px),(max-height:420px){
:host(:not([inline])) .panel{position:fixed;inset:var(--top,0) 0 auto;width:100%;height:var(--height,100dvh);border:0;border-radius:0;padding:env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left)}
}
@media (prefers-reduced-motion){*{animation:none!important;scroll-behavior:auto!important}}
@media (forced-colors:active){button,.question,.track{border:1px solid}.track i{background:CanvasText}.track .median{background:Highlight}[aria-pressed=true]{outline:2px solid}}
@keyframes rise{from{opacity:0;translate:0 .5rem}}
@keyframes fade{to{opacity:.3}}
`);
