export const PANEL_STYLE = `
:where(.panel,.panel *){box-sizing:border-box;margin:0;padding:0}
.panel{--line:color-mix(in srgb,var(--ih-text) 14%,var(--ih-surface));--tint:color-mix(in srgb,var(--ih-text) 5%,var(--ih-surface));--muted:color-mix(in srgb,var(--ih-text) 68%,var(--ih-surface));--problem:color-mix(in srgb,#c4320a 72%,var(--ih-text));--small:min(var(--ih-radius),12px);position:absolute;inset-block-end:72px;inline-size:400px;block-size:min(680px,85vh);max-block-size:calc(100vh - 112px - var(--ih-offset,0px));display:flex;flex-direction:column;overflow:hidden;background:var(--ih-surface);color:var(--ih-text);border:1px solid var(--line);border-radius:min(var(--ih-radius),18px);box-shadow:0 4px 12px rgb(0 0 0/.08),0 16px 48px rgb(0 0 0/.18);font-size:15px;line-height:1.5;font-weight:400;animation:ih-in 160ms ease-out}
.panel[hidden],.panel [hidden]{display:none}
:host([data-position=right]) .panel{right:0}
:host([data-position=left]) .panel{left:0}
@keyframes ih-in{from{opacity:0;transform:translateY(8px)}}
:where(.panel) :where(button,textarea,select){font:inherit;color:inherit;letter-spacing:inherit}
:where(.panel button){cursor:pointer;background:none;border:0}
:where(.panel ul,.panel ol){list-style:none}
.panel :focus-visible{outline:2px solid var(--ih-link);outline-offset:2px}
.sr{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.muted{color:var(--muted);font-size:13px}
.inline-link{color:var(--ih-link);text-decoration:underline;text-underline-offset:2px}

.head{display:flex;align-items:center;gap:8px;padding-block:12px;padding-inline:18px 8px;border-block-end:1px solid var(--line)}
.title{flex:1;min-inline-size:0}
.title h2{font-size:16px;line-height:1.3;font-weight:650;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.title p{line-height:1.3}
.panel .person{flex:none;max-inline-size:150px;padding:7px 12px;border:1px solid var(--line);border-radius:var(--small);font-size:13px;line-height:1.25;font-weight:550}
.panel .person:hover,.panel .close:hover{background:var(--tint)}
.panel .close{flex:none;display:grid;place-items:center;inline-size:40px;block-size:40px;border-radius:var(--small)}

.banner{padding:9px 18px;background:var(--tint);border-block-end:1px solid var(--line);font-size:13px}
.log{flex:1;overflow-y:auto;overscroll-behavior:contain;padding:18px;scrollbar-width:thin;scrollbar-color:var(--line) transparent}
.panel .log:focus-visible{outline-offset:-3px}
.messages{display:flex;flex-direction:column;gap:18px;min-block-size:100%}
.question{align-self:flex-end;max-inline-size:84%}
.question p{padding:9px 14px;background:var(--ih-accent);color:var(--ih-on-accent);border-radius:calc(var(--ih-radius) + 6px);border-end-end-radius:4px;white-space:pre-wrap;overflow-wrap:anywhere}
.answer{max-inline-size:100%;overflow-wrap:anywhere}
.body{display:grid;gap:10px}
.body ul,.body ol{display:grid;gap:4px;padding-inline-start:20px}
.body ul{list-style:disc}
.body ol{list-style:decimal}
.body:not(:empty)+.typing{margin-block-start:8px}
.staff-line{margin-block-end:4px}
.staff-text{justify-self:start;inline-size:fit-content;max-inline-size:92%;padding:9px 14px;background:var(--tint);border-radius:calc(var(--ih-radius) + 6px);border-end-start-radius:4px;white-space:pre-wrap}
.panel .mark{display:inline-grid;place-items:center;min-inline-size:20px;block-size:20px;margin-inline-start:2px;padding-inline:5px;vertical-align:1px;border-radius:10px;background:var(--tint);box-shadow:inset 0 0 0 1px var(--line);font-size:11px;line-height:1;font-weight:600;font-variant-numeric:tabular-nums}
.panel .mark:hover{background:var(--ih-accent);color:var(--ih-on-accent)}

.typing{display:flex;align-items:center;gap:10px;color:var(--muted);font-size:14px}
.typing.is-quiet .typing-text{display:none}
.dots{display:inline-flex;gap:4px}
.dots i{inline-size:6px;block-size:6px;border-radius:50%;background:currentColor;animation:ih-dot 1.2s infinite}
.dots i:nth-child(2){animation-delay:.15s}
.dots i:nth-child(3){animation-delay:.3s}
@keyframes ih-dot{0%,60%,100%{opacity:.3}30%{opacity:1}}

.extras{display:grid;gap:12px}
.extras:not(:empty){margin-block-start:10px}
.chips{display:flex;flex-wrap:wrap;gap:6px}
.panel .chip{display:inline-flex;align-items:center;gap:6px;max-inline-size:100%;min-block-size:28px;padding-block:2px;padding-inline:4px 10px;border:1px solid var(--line);border-radius:14px;font-size:12.5px;line-height:1.3}
.panel .chip:hover,.panel .chip[aria-expanded=true]{background:var(--tint);border-color:var(--muted)}
.number{display:grid;place-items:center;min-inline-size:20px;block-size:20px;border-radius:10px;background:var(--tint);font-size:11px;font-weight:600}
.chip-title{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.excerpt{margin-block-start:8px;padding:10px 12px;background:var(--tint);border-inline-start:3px solid var(--ih-accent);border-radius:0 var(--small) var(--small) 0;font-size:13px;line-height:1.45}
.excerpt p{margin-block-end:6px}

.cards{display:grid;gap:10px}
.card{display:flex;gap:14px;padding:10px;border:1px solid var(--line);border-radius:var(--ih-radius)}
.picture{flex:none;inline-size:88px;block-size:88px;overflow:hidden;border-radius:max(0px,var(--small) - 2px);background:var(--tint)}
.picture img{display:block;inline-size:100%;block-size:100%;object-fit:cover}
.card-details{flex:1;min-inline-size:0;display:flex;flex-direction:column;gap:2px}
.card-title{font-weight:600;line-height:1.35}
.card-title a{color:inherit;text-decoration:none}
.card-title a:hover{text-decoration:underline;text-underline-offset:2px}
.price{font-size:14px;font-variant-numeric:tabular-nums}
.buy{display:flex;flex-wrap:wrap;gap:8px;margin-block-start:6px}
.panel select{flex:1 1 90px;min-inline-size:0;block-size:36px;padding-inline:8px;border:1px solid var(--line);border-radius:var(--small);background:var(--ih-surface);font-size:13px;text-overflow:ellipsis}
.panel .add{flex:1 1 auto;block-size:36px;padding-inline:14px;border-radius:var(--small);background:var(--ih-accent);color:var(--ih-on-accent);font-size:13px;font-weight:600;white-space:nowrap}
.panel .add:hover:not(:disabled),.panel .send:hover:not(:disabled){filter:brightness(1.1)}
.panel .add:disabled{background:var(--tint);color:var(--muted);cursor:default}
.result{font-size:13px}
.result:not(:empty){margin-block-start:4px}
.is-problem{color:var(--problem)}

.orders{display:grid;gap:10px}
.order{display:grid;gap:12px;padding:14px;border:1px solid var(--line);border-radius:var(--ih-radius)}
.order-head{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:0 10px}
.steps{display:grid;grid-template-columns:repeat(4,1fr)}
.steps li{position:relative;display:grid;justify-items:center;align-content:start;gap:6px;font-size:12px;line-height:1.25;text-align:center;color:var(--muted)}
.steps li+li::before{content:"";position:absolute;inset-block-start:10px;inset-inline:calc(-50% + 14px) calc(50% + 14px);block-size:2px;background:var(--line)}
.steps li.done+li::before{background:var(--ih-link)}
.dot{display:grid;place-items:center;inline-size:22px;block-size:22px;border-radius:50%;border:2px solid var(--line);background:var(--ih-surface)}
.dot svg{inline-size:14px;block-size:14px;stroke-width:2.5}
.done .dot,.now .dot{border-color:var(--ih-link);background:var(--ih-link);color:var(--ih-surface)}
.steps .now{color:var(--ih-text);font-weight:600}
.tag{justify-self:start;padding:2px 10px;border-radius:12px;background:var(--tint);font-size:13px;font-weight:600}
.items{font-size:13px;color:var(--muted)}
.order-foot{display:flex;flex-wrap:wrap;justify-content:space-between;gap:4px 12px;padding-block-start:10px;border-block-start:1px solid var(--line);font-size:13px}

.note,.notice{font-size:13px;color:var(--muted)}
.note:not(:empty){display:flex;flex-wrap:wrap;align-items:center;gap:6px 12px;margin-block-start:10px;padding-block-start:8px;border-block-start:1px dashed var(--line)}
.body:empty~.note:not(:empty){margin-block-start:0;padding-block-start:0;border:0}
.notice{margin:auto;display:grid;gap:12px;justify-items:center;text-align:center}
.panel .retry,.panel .button-link{padding:6px 12px;border:1px solid var(--line);border-radius:var(--small);color:var(--ih-text);font-size:13px;font-weight:600;text-decoration:none}
.panel .retry:hover,.panel .button-link:hover,.panel .suggestion:hover{background:var(--tint)}
.panel .button-link{justify-self:start;padding:8px 14px}
.suggestions{display:grid;justify-items:start;gap:8px}
.panel .suggestion{padding:8px 14px;border:1px solid var(--line);border-radius:calc(var(--ih-radius) + 6px);text-align:start;font-size:14px}

.foot{padding:10px 14px calc(10px + env(safe-area-inset-bottom,0px));border-block-start:1px solid var(--line)}
.field{display:flex;align-items:flex-end;gap:6px;padding:5px;border:1px solid color-mix(in srgb,var(--ih-text) 45%,var(--ih-surface));border-radius:calc(var(--ih-radius) + 6px);background:var(--ih-surface)}
.field:focus-within{border-color:var(--ih-link);box-shadow:0 0 0 1px var(--ih-link)}
.panel textarea{flex:1;min-inline-size:0;min-block-size:38px;max-block-size:132px;padding:8px 9px;border:0;background:none;resize:none;line-height:22px;font-size:16px}
.panel textarea:focus{outline:none}
.panel textarea::placeholder{color:var(--muted);opacity:1}
.panel .send{flex:none;display:grid;place-items:center;inline-size:38px;block-size:38px;border-radius:calc(var(--ih-radius) + 2px);background:var(--ih-accent);color:var(--ih-on-accent)}
.panel .send:disabled{background:var(--tint);color:var(--muted);cursor:default}
.counter{padding-inline:4px;font-size:12px;color:var(--muted);text-align:end}
.counter:empty{display:none}
.about{padding:6px 4px 0;font-size:11.5px;line-height:1.35;color:var(--muted);text-align:center;text-wrap:balance}
.panel .link{padding:3px 2px;color:var(--ih-text);font-size:inherit;text-decoration:underline;text-underline-offset:2px}
.panel:not(:has(.question)) .forget,.panel:has(.typing) .forget{display:none}

@media (max-width:639px){.panel{position:fixed;inset:0;inline-size:auto;block-size:100dvh;max-block-size:none;border:0;border-radius:0;box-shadow:none}}
@media (prefers-reduced-motion:reduce){.panel,.dots i{animation:none}}
@media (forced-colors:active){.panel,.panel button{border:1px solid ButtonText}}
`;
