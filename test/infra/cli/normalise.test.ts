import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unpackBody } from "../../../functions/triage-mentions/unpack-body.ts";
import { normaliseCommand } from "../../../infra/cli/commands/normalise.ts";
import { runCommand } from "../../../infra/cli/run-command.ts";
import { Platform } from "../../../shared/domain/platform.ts";
import { PermanentError } from "../../../shared/errors.ts";
import { recordedBodies } from "../../events/recorded-body.ts";
import { recordedTerminal } from "./recorded-terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "normalise-"));
const events = `${import.meta.dirname}/../../../events`;

const typed = async (...words: string[]) => {
  const { terminal, printed, warned } = recordedTerminal();
  const code = await runCommand(normaliseCommand, words, { invocation: "normalise", terminal });
  return { code, lines: printed.map((line): unknown => JSON.parse(line)), warned };
};

const file = (content: string, name = "body"): string => {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, content);
  return path;
};

test("a mention is one line with everything about it, the brand being the account the body names", async () => {
  expect(await typed("x", `${events}/x/direct-message.json`)).toEqual({
    code: 0,
    lines: [
      {
        outcome: "mention",
        id: "x:2123924871339367950",
        platform: "x",
        kind: "message",
        text: "Sending the bill as a photo, hope it is readable & complete",
        author: { id: "66120934", handle: "itemised_ivy" },
        threadId: "66120934-2244994945",
        createdAt: "2026-11-20T23:42:04.600Z",
        public: false,
        replyable: true,
        replyTo: null,
        permalink: "https://x.com/messages/66120934-2244994945",
      },
    ],
    warned: [],
  });
});

test("with another account as the brand, the same message is the brand's own", async () => {
  const { lines } = await typed("x", `${events}/x/direct-message.json`, "--channel-account", "66120934");
  expect(lines).toMatchObject([{ outcome: "reply", replyTo: null, toAuthorId: "2244994945" }]);
});

const entry = (id: number, ...changes: string[]) =>
  `{"id":${id},"time":1795218131,"changes":[${changes.join()}]}`;

test("every entry has its line, in order, and numbers keep every digit", async () => {
  const named = `{"field":"mention","value":{"verb":"add","post_id":"9_1","sender_id":10223372036854775001}}`;
  const removed = `{"field":"feed","value":{"item":"comment","verb":"remove","comment_id":"9_2"}}`;
  const hidden = `{"field":"feed","value":{"item":"comment","verb":"hide","comment_id":"9_3"}}`;
  const broken = `{"field":"feed","value":{"item":"comment","verb":"add"}}`;
  const body = `{"object":"page","entry":[${entry(1, named, removed)},${entry(1, hidden, broken)}]}`;
  expect((await typed("facebook", file(body))).lines).toMatchObject([
    { outcome: "mention", author: { id: "10223372036854775001" } },
    { outcome: "withdrawn", id: "facebook:9_2" },
    { outcome: "ignored", reason: "hidden by the brand's moderators" },
    { outcome: "ignored", reason: expect.stringContaining("unreadable, set aside: comment_id") },
  ]);
});

describe.each(Platform.options)("a body of %s", (platform) => {
  test("of ours has a line or more", async () => {
    for (const name of recordedBodies(platform)) {
      const { code, lines } = await typed(platform, `${events}/${platform}/${name}.json`);
      expect({ code, name, some: lines.length > 0 }).toEqual({ code: 0, name, some: true });
    }
  });

  test("of any JSON exits 0, with one of the four outcomes in every line", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (body) => {
        const { code, lines } = await typed(platform, file(body));
        expect(code).toBe(0);
        expect(lines.length).toBeGreaterThan(0);
        for (const line of lines)
          expect(line).toMatchObject({
            outcome: expect.stringMatching(/^(?:mention|reply|withdrawn|ignored)$/u),
          });
      }),
      { numRuns: 40 },
    );
  });
});

describe("what normalise says of a body is what the pipeline does with it", () => {
  const webhook = {
    channelId: "x",
    receivedAt: "2026-11-21T03:00:00Z",
    encoding: "text",
    part: "1/1",
  } as const;

  test.each([50_000, 200_000])("nested %d deep: JSON, but set aside for a person", async (depth) => {
    const body = `${"[".repeat(depth)}${"]".repeat(depth)}`;
    expect(await typed("x", file(body))).toMatchObject({
      code: 0,
      lines: [{ outcome: "ignored", reason: "unreadable, set aside: the body is nested too deeply" }],
    });
    expect(() => unpackBody(body, webhook)).toThrow(new PermanentError("the body is nested too deeply"));
  });

  test("a byte order mark before it: read as if there were none", async () => {
    const body = readFileSync(`${events}/x/direct-message.json`, "utf8");
    const marked = `\u{FEFF}${body}`;
    expect(await typed("x", file(marked))).toEqual(await typed("x", file(body, "unmarked")));
    expect(unpackBody(marked, webhook)).toEqual(unpackBody(body, webhook));
  });
});

test.each([
  { what: "a file that is not there", words: ["x", join(folder, "nowhere.json")] },
  { what: "a file that is no JSON", words: ["x", file("{", "broken")] },
  { what: "a platform nobody knows", words: ["myspace", file("{}", "empty")] },
])("$what exits 2 with one sentence", async ({ words }) => {
  const { code, lines, warned } = await typed(...words);
  expect({ code, lines }).toEqual({ code: 2, lines: [] });
  expect(warned[0]).toMatch(/cannot be read|is no JSON|is no platform/u);
});
