import { expect, test } from "vitest";
import { PermanentError } from "../../../shared/errors.ts";
import type { OutgoingAnswer } from "../../../shared/outgoing/outgoing-http.ts";
import { postPage } from "../../../shared/pagers/post-page.ts";

/** A destination that answers this again and again. */
const answering = (status: number, headers: Record<string, string> = {}) => {
  const asked: string[] = [];
  const http = async ({ url }: { readonly url: string }): Promise<OutgoingAnswer> => {
    asked.push(url);
    return { status, headers, text: "", isWhole: true };
  };
  const posting = postPage(http, { destination: "duty", url: "https://hooks.brand.example", body: {} });
  return { asked, posting };
};

test.each([
  ["200", 200, {}, 1],
  ["202", 202, {}, 1],
  ["204", 204, {}, 1],
])("%s is taken", async (_, status, headers, times) => {
  const { asked, posting } = answering(status, headers);
  await posting;
  expect(asked).toHaveLength(times);
});

const soon = { "retry-after": "0" };
const later = { "retry-after": "3" };
const onADate = { "retry-after": "Sat, 21 Nov 2026 10:23:01 GMT" };

test.each([
  ["busy, and free again at once", 429, soon, 2],
  ["busy for longer than somebody asleep should wait", 429, later, 1],
  ["busy until a time of day", 429, onADate, 1],
  ["broken, and back at once", 503, soon, 2],
  ["broken for longer", 503, later, 1],
  ["broken, and does not know for how long", 500, {}, 2],
  ["too slow for itself", 408, soon, 2],
])("a destination that is %s may be asked again", async (_, status, headers, times) => {
  const { asked, posting } = answering(status, headers);
  await expect(posting).rejects.toThrow(`duty answered ${status}`);
  await expect(posting).rejects.not.toBeInstanceOf(PermanentError);
  expect(asked).toHaveLength(times);
});

test.each([
  ["knows nobody of that name", 404],
  ["is gone", 410],
  ["finds it wrong", 400],
  ["does not know us", 401],
  ["does not want us", 403],
  ["moved", 308],
])("a destination that %s need not be asked again, not even with patience", async (_, status) => {
  const { asked, posting } = answering(status, soon);
  await expect(posting).rejects.toBeInstanceOf(PermanentError);
  expect(asked).toHaveLength(1);
});
