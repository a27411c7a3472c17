import * as fc from "fast-check";
import { expect, test } from "vitest";
import { html, markupOf, trustedHtml } from "../../../../functions/answer-page/html/html.ts";
import { readText, skeletonOf } from "./markup.ts";

test.each([
  ["<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
  [`"onclick='x'`, "&quot;onclick=&#39;x&#39;"],
  ["&lt; is not yet escaped", "&amp;lt; is not yet escaped"],
  ["half a pair \uD83D alone", "half a pair \uFFFD alone"],
  ["a whole one 😀 and مرحبا", "a whole one 😀 and مرحبا"],
  ["bell \u0007, nul \u0000, escape \u001B[31m", "bell \uFFFD, nul \uFFFD, escape \uFFFD[31m"],
  ["line one\nline two\tand a tab", "line one\nline two\tand a tab"],
])("%j stays text", (text, markup) => {
  expect(markupOf(html`${text}`)).toBe(markup);
});

test("what is HTML already is put in as it is, lists one after the other, and nothing for nothing", () => {
  const items = ["a", "<b>"].map((word) => html`<i>${word}</i>`);
  const list = html`<b title="${items.length}">${items}${null}${false}${""}</b>`;
  expect(markupOf(list)).toBe('<b title="2"><i>a</i><i>&lt;b&gt;</i></b>');
});

test("only by name is a text taken for HTML", () => {
  expect(markupOf(html`${trustedHtml("<hr>")}${"<hr>"}`)).toBe("<hr>&lt;hr&gt;");
});

test("a value that looks like HTML of ours, but came from elsewhere, is none", () => {
  const forged: ReturnType<typeof html> = JSON.parse('{"html":"<script>"}');
  expect(markupOf(html`${forged}`)).toBe("undefined");
});

const anyText = fc.string({ unit: "binary", maxLength: 200 });

test("whatever the text, as content and as an attribute, it makes no tag and reads as it was", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const markup = markupOf(html`<p title="${text}">${text}</p>`);
      expect(skeletonOf(markup)).toEqual(["<p title>", "</p>"]);
      expect(readText(markup)).toBe(text.toWellFormed().replaceAll(/[^\P{Cc}\t\n\r]/gu, "\uFFFD"));
    }),
  );
});
