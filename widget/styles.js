/** The window's looks; the button's are in rolewise-chat.js. Lengths are in em: 1em is --rolewise-size, 15 px at least. */

export const SHEET = new CSSStyleSheet();

SHEET.replaceSync(`
.panel{--ground:light-dark(#fff,#171c26);--soft:light-dark(#f3f5fa,#222938);--line:light-dark(#dce1eb,#364052);
--edge:light-dark(#a3adc0,#5c6980);--ink:light-dark(#1a2130,#e9edf4);--quiet:light-dark(#515c70,#aeb8c8);
--warm:light-dark(#fff4e0,#3a2d14);--bad:light-dark(#b3261e,#ffb4ab);--two:light-dark(#0a7160,#6cd9bf);
--three:light-dark(#a14707,#ffb37a);
--tint:light-dark(oklch(from var(--accent) min(l,.46) min(c,.19) h),oklch(from var(--accent) max(l,.8) min(c,.11) h))}
[hidden]{display:none!important}
:where(.panel,.panel *){box-sizing:border-box;margin:0;padding:0;font:inherit;color:inherit;list-style:none}
:where(.panel) button{cursor:pointer;background:none;border:0}
svg{width:1.25em;height:1.25em;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round;
display:block}
.panel :focus-visible:not(textarea){outline:2px solid var(--tint);outline-offset:2px}
.panel .question:focus-visible,.panel .scroll:focus-visible,.panel .table:focus-visible{outline-offset:-2px}
.hidden{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden;white-space:nowrap}
.send,.mark{background:var(--fill);color:var(--on);display:grid;place-items:center;border-radius:50%;flex:none;width:2.3em;
height:2.3em}
.panel{position:absolute;inset-block:auto 0;inset-inline:auto 0;max-width:none;max-height:none;color:var(--ink);
background:var(--ground);
width:min(var(--rolewise-width,28.27em),100vw - 2*var(--gap));height:min(var(--rolewise-height,44.8em),100dvh - 2*var(--gap));
border:1px solid var(--line);border-radius:var(--rolewise-radius,16px);box-shadow:0 16px 48px #0003;overflow:hidden;
text-align:start;
overflow-wrap:break-word;animation:rise .18s}
.broad{width:min(720px,100vw - 2*var(--gap));height:calc(100dvh - 2*var(--gap))}
.panel[open]{display:flex;flex-direction:column}
:host([position=left]) .panel{inset-inline:0 auto}
:host([inline]) .panel{position:static;width:auto;height:100%;box-shadow:none;animation:none}
.head{display:flex;align-items:center;gap:.2em;padding:.65em .8em;border-bottom:1px solid var(--line)}
.names{flex:1;min-width:0;margin:0 .5em}
h2{font-size:1.05em;font-weight:600;line-height:1.3}
.country{display:block;max-width:100%;margin-inline-start:-.2em;border:0;border-radius:.3em;background:var(--ground);
color:var(--quiet);font-size:.8em;cursor:pointer}
.icon{padding:.55em;border-radius:.55em;color:var(--quiet);font-size:.95em;flex:none}
.icon:hover,.icon[aria-pressed=true]{background:var(--soft);color:var(--tint)}
:host([inline]) :is(.shut,.wide){display:none}
.scroll{flex:1;min-height:4em;overflow:auto;overscroll-behavior:contain;padding:1.07em;position:relative;
container-type:inline-size;
scrollbar-width:thin;scrollbar-color:var(--edge) transparent}
.scroll.cut::before{content:attr(data-cut);display:block;text-align:center;color:var(--quiet);font-size:.85em;margin-bottom:1em}
.note{text-align:center;margin-bottom:1em}
.note:empty,.reasons:empty,.turn:not(:last-child) .next{display:none}
.turn+.turn{margin-top:1.3em;padding-top:1.3em;border-top:1px solid var(--line)}
.answer{margin-top:1em}
.question{width:fit-content;max-width:85%;margin-inline-start:auto;padding:.5em .95em;border-radius:1.15em;
border-end-end-radius:.3em;
background:var(--fill);color:var(--on);white-space:pre-wrap;overflow-wrap:anywhere}
.question.long{max-height:7.2em;overflow:auto}
.answer>*+*{margin-top:.65em}
b,cite,th,h4{font-weight:600}
h3{font-size:.87em;font-weight:600;color:var(--quiet)}
.answer>h3+*{margin-top:.2em}
.lead{font-size:1.13em;font-weight:600;line-height:1.4}
.less{font-size:1em}
h4{font-size:.87em}
p,h3,textarea{unicode-bidi:plaintext}
a,summary,.name{color:var(--tint)}
.small,.before,.legend,figcaption,.ticks,.trust,.count{color:var(--quiet);font-size:.85em}
.legend{display:flex;justify-content:space-between;margin-bottom:.4em}
.intro .trust{margin-top:1em}
.key::before{content:"";display:inline-block;width:3px;height:.8em;margin:0 .4em;background:var(--ink)}
figure li{display:grid;grid-template-columns:1fr auto;gap:0 .8em;align-items:baseline;line-height:1.35}
figure li+li{margin-top:.5em}
figure b,.name{font-size:.93em;text-align:start;font-weight:600}
figure li>span{font-size:.93em}
figure li>span:not(.wordy),.whole{white-space:nowrap}
.wordy{grid-column:1/-1}
.track{grid-column:1/-1;position:relative;height:.6em;margin-top:.25em;border-radius:1em;background:var(--soft)}
.track i{position:absolute;inset-block:0;border-radius:1em;background:var(--tint)}
.coloured :nth-child(2) .track i:not(.median){background:var(--two)}
.coloured :nth-child(3) .track i:not(.median){background:var(--three)}
.dot{width:.6em;margin-inline-start:-.3em}
.track .median{inset-block:-.15em;width:3px;margin-inline-start:-1.5px;background:var(--ink)}
figcaption{margin-top:.2em}
.ticks{position:relative;height:1.4em;margin-top:.2em}
.ticks i{position:absolute;width:0;display:flex;justify-content:center;font-style:normal;white-space:nowrap}
.ticks :first-child{justify-content:start}
.ticks :last-child{justify-content:end}
.table{border:1px solid var(--line);border-radius:.75em;overflow:auto;scrollbar-width:thin;
scrollbar-color:var(--edge) transparent}
table{border-collapse:collapse;width:100%;font-size:.9em;line-height:1.4}
:is(th,td){text-align:start;vertical-align:top;padding:.45em .75em}
tbody tr+tr,thead+tbody{border-top:1px solid var(--line)}
thead{background:var(--soft)}
.label{display:none}
.wide-table :is(th,td){min-width:9.5em}
.wide-table :is(th:first-child),.tick-table th:first-child{position:sticky;inset-inline-start:0;min-width:6em;
background:var(--ground)}
.wide-table thead th:first-child,.tick-table thead th:first-child{background:var(--soft)}
.tick-table :is(td,th+th){text-align:center}
.tick-table :is(td,th){padding-block:.25em}
@container (min-width:21em){
.lines li{grid-template-columns:5.4em 1fr 7.8em;align-items:center}
.lines li>:is(b,span){white-space:nowrap;text-align:end}
.lines li>b{text-align:start}
.lines .track{grid-area:1/2;margin:0}
}
@container (max-width:38em){
.pair tr{display:grid;grid-template-columns:1fr 1fr}
.pair tr>:first-child{grid-column:1/-1;padding-bottom:0;color:var(--quiet);font-size:.9em}
.pair thead th:first-child{display:none}
.pair :is(thead,tbody),.many :is(tbody,tr,th){display:block}
.many thead{position:absolute;clip-path:inset(50%)}
.many thead+tbody{border:0}
.many tr{padding:.6em .75em}
.many th{padding:0}
.many td{display:grid;grid-template-columns:34% 1fr;gap:.75em;padding:.2em 0 0}
.many .label{display:block;color:var(--quiet)}
}
.chips,.status,.foot,.tools{display:flex;flex-wrap:wrap;gap:.4em;align-items:center}
.group>h4{margin-bottom:.3em}
.points li{padding-inline-start:1em;text-indent:-.75em;line-height:1.4}
.points li+li{margin-top:.3em}
.points li::before{content:"•";display:inline-block;width:.75em;text-indent:0;color:var(--tint)}
.tag{display:block;padding:.15em .6em;border-radius:.5em;background:var(--soft);font-size:.9em}
.chip{padding:.35em .85em;border:1px solid var(--edge);border-radius:1.15em;background:var(--ground);color:var(--tint);
font-size:.93em;
font-weight:500;text-align:start}
.group .chip{padding:.2em .65em;font-size:.9em}
.chip:hover{border-color:var(--tint);background:var(--soft)}
.next{gap:.4em}
.next .chip{padding:.25em .75em;font-size:.9em}
.intro p+*{margin-top:.9em}
.trust a{margin-inline-start:.5em}
summary{cursor:pointer;font-size:.9em;width:fit-content}
summary::before{content:"▸";display:inline-block;width:1em}
details[open]>summary::before{content:"▾"}
.foot{gap:.3em 1.1em}
.foot:empty{display:none}
details[open]{flex-basis:100%;min-width:0;order:1}
details[open]>*+*{margin-top:.6em}
details li+li{margin-top:.6em}
details li{font-size:.9em;color:var(--quiet)}
cite{font-style:normal;color:var(--ink)}
.tools{gap:0;margin:-.4em -.4em -.4em auto}
[data-thumb=down] svg{rotate:180deg}
[data-thumb][aria-pressed=true] svg{fill:currentColor}
.reasons{display:flex;flex-wrap:wrap;gap:.4em}
.reasons p{flex-basis:100%}
.send[aria-disabled=true]{background:var(--soft);color:var(--quiet);cursor:default}
.chip[aria-disabled=true]{opacity:.8}
.failure,.notice:not(:empty){padding:.7em 1em;border-radius:.75em;background:var(--warm)}
.stopped{background:var(--soft)}
.notice.notice{border-radius:0;font-size:.93em}
:is(.failure,.notice) .chip{margin:.5em .5em 0 0}
.status:not(:empty){margin-top:1em}
.dots{display:flex;gap:.3em;margin-inline-end:.3em}
.dots b{width:.45em;height:.45em;border-radius:50%;background:var(--tint);animation:fade .9s infinite alternate}
.dots :nth-child(2){animation-delay:.3s}
.dots :nth-child(3){animation-delay:.6s}
.roles{margin:0 .8em;border:1px solid var(--edge);border-radius:.75em;overflow:auto;max-height:12em;flex:none}
[role=option]{padding:.35em .9em;cursor:pointer}
[role=option][aria-selected=true],[role=option]:hover{background:var(--soft);color:var(--tint)}
[role=option][aria-selected=true]{outline:2px solid var(--tint);outline-offset:-2px;border-radius:.7em}
.count{margin:.4em 1.2em 0;text-align:end}
.count:empty{display:none}
.count:has(+form [aria-invalid=true]){color:var(--bad)}
form{display:flex;align-items:end;gap:.5em;margin:.8em;padding:.3em;padding-inline-start:.95em;
border:1px solid light-dark(#8590a5,#68748a);
border-radius:1.5em}
form:focus-within{border-color:var(--tint);box-shadow:0 0 0 1px var(--tint)}
textarea{flex:1;min-width:0;max-height:9em;padding:.3em 0;border:0;outline:0;resize:none;background:none;
font-size:max(16px,1em);line-height:1.4;scrollbar-width:thin}
::placeholder{color:var(--quiet);opacity:1}
@media (max-width:480px),(max-height:420px){
:host(:not([inline])) .panel{position:fixed;inset:var(--top,0) 0 auto;width:100%;height:var(--height,100dvh);border:0;
border-radius:0;
padding:env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left)}
.wide{display:none}
}
@media (max-height:300px){.panel{overflow:auto}.panel .scroll{overflow:visible;flex:none}}
@media (prefers-reduced-motion){.panel,.panel *{animation:none!important}}
@media (forced-colors:active){button,.question,.track,.tag,.table{border:1px solid}.track i{background:CanvasText!important}
.track .median,.key::before{background:Highlight!important;forced-color-adjust:none}
[aria-pressed=true],[aria-selected=true]{outline:2px solid}
.dots b{background:CanvasText}.send[aria-disabled=true]{border-style:dashed}}
@keyframes rise{from{opacity:0;translate:0 .5em}}
@keyframes fade{from{opacity:.2}}
`);
