/**
 * The one style sheet. Read at 3 a.m., often with one hand: few colours, none of them bright, dark where the phone is
 * dark; whatever is pressed at least 48 pixels high, and what is pressed most at the bottom, where a thumb is. Text and
 * its ground differ by 4.5 to 1 or more in both schemes.
 */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #f5f4f1; --card: #ffffff; --line: #d9d6cf; --edge: #85817a;
  --ink: #1c1b1a; --soft: #5d5a55;
  --act: #1f4f82; --on-act: #ffffff; --link: #1d4f86;
  --late: #a1281e; --late-ground: #fbe9e6; --calm: #1e5c3f; --calm-ground: #e5f1ea; --ours: #e9eff6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #121314; --card: #1b1d1f; --line: #32353a; --edge: #7d828b;
    --ink: #dcdad6; --soft: #a09e99;
    --act: #2d5c8f; --on-act: #ffffff; --link: #9cc0e6;
    --late: #f0a79d; --late-ground: #3a1f1c; --calm: #9fd3b7; --calm-ground: #173126; --ours: #1d2a38;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding: 1rem 0 6.5rem; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif; }
main {
  display: flex; flex-direction: column; gap: 1rem; min-height: 100vh; min-height: 100dvh;
  max-width: 36rem; margin: 0 auto; padding: 1.25rem 1rem 0; overflow-wrap: anywhere;
  padding-left: max(1rem, env(safe-area-inset-left)); padding-right: max(1rem, env(safe-area-inset-right));
}
h1, h2 { text-wrap: balance; }
h1 { font-size: 1.625rem; line-height: 1.2; font-weight: 650; margin: 0; letter-spacing: -0.01em; }
h2 { font-size: 1rem; margin: 0.5rem 0 0; font-weight: 650; }
p, dl, dd, ol, ul { margin: 0; padding: 0; }
ol, ul { list-style: none; }
a { color: var(--link); }
time { white-space: nowrap; font-variant-numeric: tabular-nums; }
.soft { color: var(--soft); font-size: 0.9375rem; }
.late { color: var(--late); font-weight: 600; }
.kind { color: var(--soft); }
.kind::first-letter { text-transform: uppercase; }
.urgent { color: var(--late); background: var(--late-ground); border-radius: 2rem; padding: 0.0625rem 0.625rem; margin-right: 0.25rem; font-weight: 600; }
.facts { background: var(--card); border: 1px solid var(--line); border-radius: 0.875rem; padding: 0 1rem; }
.facts div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding: 0.5rem 0; }
.facts div + div { border-top: 1px solid var(--line); }
.facts dt { color: var(--soft); }
.notice { border-radius: 0.875rem; padding: 0.75rem 1rem; background: var(--calm-ground); color: var(--calm); font-weight: 550; }
.notice.bad { background: var(--late-ground); color: var(--late); }
.messages { display: flex; flex-direction: column; gap: 0.75rem; }
.messages li { background: var(--card); border: 1px solid var(--line); border-radius: 0.875rem; padding: 0.625rem 0.875rem; }
.messages li.brand { background: var(--ours); margin-left: 1.5rem; }
.messages .who { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 0.75rem; color: var(--soft); font-size: 0.9375rem; }
.messages .who strong { color: var(--ink); font-weight: 600; }
.messages .text { white-space: pre-wrap; margin: 0.25rem 0; }
.messages .gone { color: var(--soft); font-style: italic; }
.link { display: inline-block; padding: 0.75rem 0; margin: -0.5rem 0; font-size: 0.9375rem; }
form, fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
button, .button, summary, input {
  font: inherit; color: inherit; width: 100%; min-height: 3rem; padding: 0.5rem 1rem;
  border: 1px solid var(--edge); border-radius: 0.875rem; background: var(--card);
  cursor: pointer; touch-action: manipulation;
}
button, .button { display: flex; align-items: center; justify-content: center; text-align: center; text-decoration: none; font-weight: 600; line-height: 1.25; overflow-wrap: normal; }
.main { min-height: 3.5rem; background: var(--act); border-color: var(--act); color: var(--on-act); font-size: 1.125rem; }
button small { display: block; font-weight: 400; font-size: 0.9375rem; }
button span { display: block; }
summary { display: flex; align-items: center; justify-content: space-between; list-style: none; font-weight: 600; }
summary::-webkit-details-marker { display: none; }
summary::after { content: "+"; color: var(--soft); font-weight: 400; font-size: 1.25rem; }
details[open] > summary::after { content: "\\2212"; }
details[open] > summary { border-radius: 0.875rem 0.875rem 0 0; }
details > div {
  display: flex; flex-direction: column; gap: 0.75rem; padding: 1rem; background: var(--card);
  border: 1px solid var(--edge); border-top: 0; border-radius: 0 0 0.875rem 0.875rem;
}
.pairs { display: grid; grid-template-columns: 1fr 1fr; gap: 0.5rem; }
label { display: block; font-size: 0.9375rem; color: var(--soft); margin-bottom: 0.25rem; }
input { cursor: text; padding: 0.5rem 0.75rem; margin-bottom: 0.5rem; background: var(--ground); -webkit-appearance: none; appearance: none; }
.choices { display: flex; flex-direction: column; gap: 0.625rem; margin-top: auto; }
.bar {
  position: sticky; bottom: 0; display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 0 -1rem;
  padding: 0.625rem 1rem; padding-bottom: max(0.875rem, env(safe-area-inset-bottom));
  background: var(--ground); border-top: 1px solid var(--line);
}
.bar > * { flex: 1 1 auto; width: auto; }
.bar button, .bar .button { height: 100%; min-height: 3.5rem; padding: 0.5rem; font-size: 1.0625rem; }
.foot { padding-bottom: max(1rem, env(safe-area-inset-bottom)); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
@media (hover: hover) {
  button:hover, .button:hover, summary:hover { border-color: var(--ink); }
}
@media (min-width: 48rem) {
  main { padding-top: 3rem; }
  .choices { margin-top: 0; }
}
@media (prefers-contrast: more) {
  :root { --line: var(--edge); --soft: var(--ink); }
}
`;
