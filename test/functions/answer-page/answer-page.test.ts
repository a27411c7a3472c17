import { describe, expect, test } from "vitest";
import type { HttpAnswer } from "../../../shared/handlers/on-request.ts";
import { ConversationId, ResponderId } from "../../../shared/domain/ids.ts";
import { anHttpRequest } from "../../builders/an-http-request.ts";
import { ada, aNight, ben, conversationId, lookedAt, secret, theMention, type Night } from "./a-night.ts";
import { readText } from "./html/markup.ts";

const host = "api.example";
const later = (minutes: number): Date => new Date(lookedAt.getTime() + minutes * 60_000);

/** One browser: it keeps what it is given, and comes with it again. */
const browser = (night: Night, { token = night.token(), keepsCookies = true } = {}) => {
  let cookie = "";
  const send = async (
    method: string,
    body: string,
    more: { at?: Date; headers?: Record<string, string> } = {},
  ) => {
    const answer = await night.work(
      anHttpRequest({
        method,
        path: `/pages/${token}`,
        pathParameters: { token },
        headers: { host, ...more.headers },
        cookies: cookie === "" ? {} : { "__Secure-page": cookie },
        body: Buffer.from(body),
        receivedAt: more.at ?? lookedAt,
      }),
    );
    const given = /^__Secure-page=([^;]*)/u.exec(answer.cookies?.[0] ?? "")?.[1];
    if (keepsCookies && given !== undefined) cookie = given;
    return answer;
  };
  return {
    look: (at = lookedAt) => send("GET", "", { at }),
    press: (body: string, at = lookedAt) => send("POST", body, { at }),
    send,
  };
};

const textOf = ({ body }: HttpAnswer): string => readText(body).replaceAll(/\s+/gu, " ");

describe("looking at a link", () => {
  test("shows nothing of the customer's, changes nothing and uses nothing up, however often", async () => {
    const night = await aNight();
    const phone = browser(night);
    for (const answer of [await phone.look(), await phone.look(), await browser(night).look()]) {
      expect(answer.status).toBe(200);
      expect(textOf(answer)).toContain("A customer has waited 27 min");
      expect(answer.body).not.toMatch(/stolen|amara/iu);
    }
    expect(night.shelf.used.size).toBe(0);
    expect(night.escalation.asked).toEqual([]);
    expect(night.table.stream).toHaveLength(2);
  });

  test("gives a browser its cookie once, for as long as the link could stay open", async () => {
    const phone = browser(await aNight());
    const [cookie, ...others] = (await phone.look()).cookies ?? [];
    expect(others).toEqual([]);
    expect(cookie).toMatch(/; Max-Age=10080; Secure; HttpOnly; SameSite=Lax$/u);
    expect((await phone.look()).cookies ?? []).toEqual([]);
  });

  test("without wanting to see it says as much, and sends no page", async () => {
    const answer = await browser(await aNight()).send("HEAD", "");
    expect(answer).toMatchObject({ status: 200, body: "" });
  });

  test("is answered with headers that keep it where it is, whatever the answer", async () => {
    const night = await aNight();
    const phone = browser(night);
    const answers = [
      await phone.look(),
      await phone.press("action=open"),
      await phone.look(),
      await browser(night).look(),
      await browser(night, { token: "forged" }).look(),
      night.failed,
    ];
    for (const { headers } of answers)
      expect(headers).toMatchObject({
        "content-security-policy": expect.stringMatching(
          /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/u,
        ),
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-robots-tag": expect.stringContaining("noindex"),
        "strict-transport-security": expect.stringContaining("max-age="),
      });
  });
});

describe("pressing a button", () => {
  test("does what it says, once, and then shows the conversation in clear", async () => {
    const night = await aNight();
    const phone = browser(night);
    await phone.look();
    const answer = await phone.press("action=acknowledge");
    expect(answer).toMatchObject({ status: 303, headers: { location: `/pages/${night.token()}` }, body: "" });
    expect(night.escalation.asked).toEqual(["ada acknowledge"]);
    const page = textOf(await phone.look());
    expect(page).toContain("03:12 You have it. Nobody else is woken.");
    expect(page).toContain("@brand my phone was stolen, please block my SIM");
    expect(page).toContain("Who has it You, since 03:12");
  });

  test.each(["open", "acknowledge", "decline", "snooze&at=2026-11-21T08%3A00"])(
    "twice, or once more after going back, changes nothing more: %s",
    async (wish) => {
      const night = await aNight();
      const phone = browser(night);
      await phone.look();
      const once = await phone.press(`action=${wish}`);
      const shown = await phone.look();
      expect(await phone.press(`action=${wish}`)).toEqual(once);
      expect(textOf(await phone.look())).toBe(textOf(shown));
      expect(night.shelf.used.size).toBe(1);
    },
  );

  test("twice at the same moment is one browser's doing", async () => {
    const night = await aNight();
    const phone = browser(night);
    await phone.look();
    const answers = await Promise.all([phone.press("action=acknowledge"), phone.press("action=acknowledge")]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  });

  test("whose answer was lost on the way can be pressed again", async () => {
    const night = await aNight();
    const phone = browser(night);
    await phone.look();
    await phone.press("action=acknowledge");
    expect((await phone.press("action=acknowledge")).status).toBe(303);
    expect((await phone.look()).status).toBe(200);
  });

  test("hands the escalation who asked, about which page, and when", async () => {
    const asked: unknown[] = [];
    const { escalation } = await aNight();
    const answer: typeof escalation.answer = async (what) => {
      asked.push(what);
      return { kind: "done", says: "" };
    };
    const night = await aNight(theMention(), { escalation: { ...escalation, answer } });
    const phone = browser(night);
    await phone.look();
    await phone.press("action=snooze&at=2026-11-21T08%3A00");
    expect(asked).toEqual([
      {
        conversationId,
        pageId: `${conversationId}:2:0`,
        by: ada,
        action: { kind: "snooze", until: new Date("2026-11-21T07:00:00Z") },
        at: lookedAt,
      },
    ]);
  });

  test("that the escalation could not carry out fails, and may be pressed again by the same browser", async () => {
    let isDown = true;
    const { escalation } = await aNight();
    const night = await aNight(theMention(), {
      escalation: {
        ...escalation,
        answer: async () => {
          if (isDown) throw new Error("throttled");
          return { kind: "done", says: "You have it." };
        },
      },
    });
    const phone = browser(night);
    await phone.look();
    await expect(phone.press("action=acknowledge")).rejects.toThrow("throttled");
    isDown = false;
    expect((await phone.press("action=acknowledge")).status).toBe(303);
    expect(textOf(await phone.look())).toContain("You have it.");
  });
});

describe("what came of it", () => {
  test("is said when the customer was answered meanwhile", async () => {
    const night = await aNight();
    const phone = browser(night);
    await phone.look();
    await night.reply();
    await phone.press("action=acknowledge");
    const page = textOf(await phone.look());
    expect(page).toContain("The customer was answered meanwhile.");
    expect(page).toContain("Already answered");
    expect(page).toContain("so sorry, it is on its way");
  });

  test("is said when somebody else has it, with who and since when", async () => {
    const night = await aNight();
    const phone = browser(night);
    await phone.look();
    night.escalation.hold(conversationId, { kind: "acknowledged", by: ben, since: later(-5) });
    await phone.press("action=acknowledge");
    const page = textOf(await phone.look());
    expect(page).toContain("Somebody else has it.");
    expect(page).toContain("Who has it Ben, since 03:07");
  });

  test("of a snooze is said, and until when on the reader's wall", async () => {
    const phone = browser(await aNight());
    await phone.look();
    await phone.press("action=snooze&until=2026-11-21T02%3A27%3A00.000Z");
    expect(textOf(await phone.look())).toContain("Who has it You, put off until 03:27");
  });

  test("of only reading it is nothing to speak of", async () => {
    const phone = browser(await aNight());
    await phone.look();
    await phone.press("action=open");
    const page = await phone.look();
    expect(textOf(page)).toContain("my phone was stolen");
    expect(page.body).not.toContain('role="status"');
  });
});

describe("a time that will not do", () => {
  test("is answered with what to pick, and uses no link up", async () => {
    const night = await aNight();
    const phone = browser(night);
    await phone.look();
    const answer = await phone.press("action=snooze&at=2026-11-20T08%3A00");
    expect(answer.status).toBe(400);
    expect(textOf(answer)).toContain("Fri 20 Nov 08:00 is past: it is 03:12 now.");
    expect(answer.body).not.toMatch(/stolen|amara/iu);
    expect(night.shelf.used.size).toBe(0);
    expect(night.escalation.asked).toEqual([]);
  });

  test("keeps the conversation in sight where it is open already", async () => {
    const phone = browser(await aNight());
    await phone.look();
    await phone.press("action=open");
    const answer = await phone.press("action=snooze&at=2027-01-01T08%3A00");
    expect(answer.status).toBe(400);
    expect(textOf(answer)).toContain("That is too long");
    expect(textOf(answer)).toContain("my phone was stolen");
  });
});

describe("a link does not open", () => {
  test("where it was used by another browser, which says when and shows nothing", async () => {
    const night = await aNight();
    const [phone, tablet] = [browser(night), browser(night)];
    await phone.look();
    await tablet.look();
    await phone.press("action=open");
    for (const answer of [await tablet.look(later(5)), await tablet.press("action=decline", later(5))]) {
      expect(answer.status).toBe(403);
      expect(textOf(answer)).toContain("This link was used at 03:12");
      expect(answer.body).not.toMatch(/stolen|amara|A customer/u);
    }
    expect(night.escalation.asked).toEqual(["ada open"]);
  });

  test("for two who press at once but one", async () => {
    const night = await aNight();
    const browsers = Array.from({ length: 5 }, () => browser(night));
    await Promise.all(browsers.map(({ look }) => look()));
    const answers = await Promise.all(browsers.map(({ press }) => press("action=acknowledge")));
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual([
      "303",
      "403",
      "403",
      "403",
      "403",
    ]);
    expect(night.escalation.asked).toEqual(["ada acknowledge"]);
  });

  test("in a browser that keeps no cookie, and is still good elsewhere", async () => {
    const night = await aNight();
    const forgetful = browser(night, { keepsCookies: false });
    await forgetful.look();
    const answer = await forgetful.press("action=acknowledge");
    expect([answer.status, textOf(answer)]).toEqual([403, expect.stringContaining("kept no cookie")]);
    const phone = browser(night);
    await phone.look();
    expect((await phone.press("action=acknowledge")).status).toBe(303);
    expect(night.escalation.asked).toEqual(["ada acknowledge"]);
  });

  test("once it has expired, and says until when it was good", async () => {
    const night = await aNight();
    const phone = browser(night);
    await phone.look();
    for (const answer of [await phone.look(later(108)), await phone.press("action=open", later(108))]) {
      expect(answer.status).toBe(410);
      expect(textOf(answer)).toContain("It was good until 05:00.");
    }
    expect(night.shelf.used.size).toBe(0);
  });

  test("that was opened in time stays open a while, for that browser, and no longer", async () => {
    const night = await aNight();
    const phone = browser(night);
    await phone.look(later(107));
    await phone.press("action=open", later(107));
    expect((await phone.look(later(166))).status).toBe(200);
    expect((await phone.press("action=acknowledge", later(166))).status).toBe(303);
    expect((await phone.look(later(167))).status).toBe(410);
    expect((await browser(night).look(later(120))).status).toBe(403);
  });

  test.each(["", "forged", "1.e30.AAAA", "a".repeat(9000)])(
    "that nobody signed, %j, and its words say nothing of what is there",
    async (token) => {
      const night = await aNight();
      for (const answer of [
        await browser(night, { token }).look(),
        await browser(night, { token }).press("action=open"),
      ])
        expect([answer.status, textOf(answer)]).toEqual([404, expect.stringContaining("leads nowhere")]);
    },
  );

  test("of somebody who has left opens nothing, as if it were nobody's", async () => {
    const night = await aNight();
    const left = browser(night, {
      token: night.token({ responder: ResponderId.parse("somebody-who-left") }),
    });
    expect((await left.look()).status).toBe(404);
    expect((await left.press("action=acknowledge")).status).toBe(404);
  });

  test("to a conversation that is gone", async () => {
    const night = await aNight();
    const gone = browser(night, { token: night.token({ conversationId: ConversationId.parse("x:9:9") }) });
    const answer = await gone.look();
    expect([answer.status, textOf(answer)]).toEqual([410, expect.stringContaining("is gone")]);
  });

  test.each([
    ["another site's form", "POST", "action=acknowledge", { "sec-fetch-site": "cross-site" }, 403],
    [
      "a form of another site in an old browser",
      "POST",
      "action=open",
      { origin: "https://evil.example" },
      403,
    ],
    ["a form that says nothing", "POST", "", {}, 400],
    ["a form that wants something else", "POST", "action=delete", {}, 400],
    ["a form of over 2 kB", "POST", `action=open&more=${"x".repeat(2048)}`, {}, 413],
    ["another method", "DELETE", "", {}, 405],
  ])("for %s", async (_, method, body, headers, status) => {
    const night = await aNight();
    const phone = browser(night);
    await phone.look();
    const answer = await phone.send(method, body, { headers });
    expect(answer.status).toBe(status);
    expect(night.shelf.used.size).toBe(0);
    expect(night.escalation.asked).toEqual([]);
  });
});

test("another method is told which there are", async () => {
  const answer = await browser(await aNight()).send("PUT", "");
  expect(answer).toMatchObject({ status: 405, headers: { allow: "GET, HEAD, POST" } });
});

test("a link signed with a secret newer than the one we remember opens after one more look at it", async () => {
  const asked: boolean[] = [];
  const night = await aNight(theMention(), {
    secrets: {
      read: async (_, options) => {
        const fresh = options?.fresh ?? false;
        asked.push(fresh);
        return [{ signingKey: fresh ? secret : "the one before" }];
      },
    },
  });
  expect((await browser(night).look()).status).toBe(200);
  expect(asked).toEqual([false, true]);
});

test("without a secret nothing is judged: that is a failure of ours, and no forged link", async () => {
  const night = await aNight(theMention(), { secrets: { read: async () => [{}] } });
  await expect(browser(night).look()).rejects.toThrow("no signingKey");
});

test("who left the roster since is read by their id, in UTC", async () => {
  const night = await aNight();
  const token = night.token({ responder: ResponderId.parse("zoe") });
  expect(textOf(await browser(night, { token }).look())).toContain("For zoe.");
});

test("the log says what happened to which page, and never a token, a cookie or what a customer wrote", async () => {
  const night = await aNight();
  const phone = browser(night);
  await phone.look();
  await phone.press("action=acknowledge");
  await browser(night).look();
  await browser(night, { token: "a-token-that-was-guessed" }).look();
  expect(night.telemetry.notes.map(({ event }) => event)).toEqual([
    "page.answered",
    "page.refused",
    "page.refused",
  ]);
  const log = JSON.stringify(night.telemetry.notes);
  expect(log).toContain(`${conversationId}:2:0`);
  for (const told of [night.token(), "a-token-that-was-guessed", "ccccc", "stolen", "amara"])
    expect(log).not.toContain(told);
});
