export const LAUNCHER_STYLE = `
:host{position:fixed;inset-block-end:calc(20px + var(--ih-offset,0px) + env(safe-area-inset-bottom,0px));z-index:2147483000;line-height:1.4;letter-spacing:normal;text-transform:none;text-align:start}
:host([data-position=right]){right:20px}
:host([data-position=left]){left:20px}
@media print{:host{display:none}}
.launcher{display:flex;align-items:center;gap:10px;box-sizing:border-box;min-width:56px;height:56px;max-width:calc(100vw - 40px);margin:0;padding:0 16px;border:0;border-radius:28px;background:var(--ih-accent);color:var(--ih-on-accent);font:inherit;font-size:15px;font-weight:600;cursor:pointer;box-shadow:0 2px 6px rgb(0 0 0/.16),0 8px 24px rgb(0 0 0/.14)}
.launcher svg{flex:none}
.launcher span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;padding-inline-end:4px}
.launcher span:empty{display:none}
.launcher:hover{filter:brightness(1.08)}
.launcher:focus-visible{outline:3px solid var(--ih-text);outline-offset:3px}
.launcher[aria-busy=true]{cursor:progress;opacity:.75}
@media (max-width:639px){.launcher[aria-expanded=true]{visibility:hidden}}
@media (forced-colors:active){.launcher{border:2px solid ButtonText}}
`;
