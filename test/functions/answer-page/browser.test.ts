/**
 * The page in a real browser, as a phone shows it, behind the local runtime's HTTP API. Chromium is the Linux build that
 * npm installs; on another machine, name one in `FIRSTREPLY_CHROMIUM`.
 */
import chromium from "@sparticuz/chromium";
import {
  chromium as browsers,
  type Browser,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { aNight, theMention } from "./a-night.ts";
import { serveNight } from "./serve-night.ts";

let browser: Browser;

beforeAll(async () => {
  const executablePath = process.env["FIRSTREPLY_CHROMIUM"] ?? (await chromium.executablePath());
  browser = await browsers.launch({ executablePath, args: ["--no-sandbox"], headless: true });
}, 60_000);
afterAll(() => browser.close());

const small = { width: 320, height: 640 };

/** A night that is served, and phones to look at it with. */
const served = async (mention = theMention()) => {
  const night = await aNight(mention);
  const { urlOf, stop } = await serveNight(night);
  onTestFinished(stop);
  return { night, url: urlOf(night.token()) };
};

/** A refusal is one in the console too; what is left there breaks our policy, or the page. */
const isRefusal = (message: string): boolean => /server responded with a status of 4\d\d/u.test(message);

/** Somebody else's phone: another browser, without this one's cookies. Fails where anything breaks our policy. */
const aPhone = async (options: BrowserContextOptions = {}): Promise<Page> => {
  const context = await browser.newContext({ viewport: small, hasTouch: true, isMobile: true, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => void complaints.push(message.text()));
  page.on("pageerror", (error) => void complaints.push(error.message));
  onTestFinished(async () => {
    await context.close();
    expect(complaints.filter((complaint) => !isRefusal(complaint))).toEqual([]);
  });
  return page;
};

const acknowledge = (page: Page) => page.getByRole("button", { name: "Acknowledge" });
/** Taps what sends a form, and waits for what comes back. */
const press = async (button: Locator): Promise<void> => {
  const loaded = button.page().waitForEvent("load");
  await button.click();
  await loaded;
};
const fitsAcross = (page: Page): Promise<boolean> =>
  page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth");

/** Everything that can be tapped now: its name, and how large it is. */
const tappable = async (page: Page): Promise<{ name: string; width: number; height: number }[]> => {
  const found = await page.locator("button:visible, summary:visible, a:visible, input:visible").all();
  return Promise.all(
    found.map(async (one) => {
      const { width = 0, height = 0 } = (await one.boundingBox()) ?? {};
      return { name: (await one.innerText()) || "a field", width, height };
    }),
  );
};

const unfold = async (page: Page): Promise<void> => {
  for (const summary of await page.locator("summary").all()) await summary.tap();
};

describe("on the smallest phone there is", () => {
  test("acknowledging is one tap within reach of a thumb, and then the customer's words are there", async () => {
    const { night, url } = await served();
    const phone = await aPhone();
    await phone.goto(url);
    const { y = 0, height = 0 } = (await acknowledge(phone).boundingBox()) ?? {};
    expect(y).toBeGreaterThan(small.height / 2);
    expect(y + height).toBeLessThanOrEqual(small.height);
    await press(acknowledge(phone));
    expect(await phone.getByRole("status").innerText()).toBe("03:12 You have it. Nobody else is woken.");
    expect(await phone.getByText("my phone was stolen").isVisible()).toBe(true);
    expect(await phone.getByRole("link", { name: "Answer on X" }).isVisible()).toBe(true);
    expect(new URL(phone.url()).search).toBe("");
    expect(night.escalation.asked).toEqual(["ada acknowledge"]);
  });

  test("nothing runs out of the screen, whatever a customer writes, and all that can be tapped is large enough", async () => {
    const text = `${"unbroken".repeat(40)} https://example.com/${"a/".repeat(99)} ${"مرحبا ".repeat(20)}`;
    const author = { id: "77", handle: "h".repeat(80), name: "N".repeat(80) };
    const { url } = await served(theMention({ text, author }));
    const phone = await aPhone();
    await phone.goto(url);
    await unfold(phone);
    expect(await fitsAcross(phone)).toBe(true);
    const before = await tappable(phone);
    await press(acknowledge(phone));
    await unfold(phone);
    expect(await fitsAcross(phone)).toBe(true);
    const all = [...before, ...(await tappable(phone))];
    expect(all.length).toBeGreaterThanOrEqual(15);
    expect(all.filter(({ width, height }) => width < 44 || height < 44)).toEqual([]);
  });

  test("a snooze is picked from its times, or on the reader's own wall", async () => {
    const { night, url } = await served();
    const phone = await aPhone();
    await phone.goto(url);
    await phone.getByText("Snooze until …").tap();
    await press(phone.getByRole("button", { name: "15 min" }));
    expect(await phone.getByText("put off until").innerText()).toBe("You, put off until 03:27");
    await phone.getByText("Snooze until …").tap();
    await phone.getByLabel("Another time (Berlin time)").fill("2026-11-21T06:30");
    await press(phone.getByRole("button", { name: "Snooze until then" }));
    expect(await phone.getByText("put off until").innerText()).toBe("You, put off until 06:30");
    expect(night.escalation.asked).toEqual(["ada snooze", "ada snooze"]);
  });

  test("handing on takes two taps, and says whom it wakes before the second", async () => {
    const { night, url } = await served();
    const phone = await aPhone();
    await phone.goto(url);
    expect(await phone.getByRole("button", { name: "Decline" }).isVisible()).toBe(false);
    await phone.getByText("I cannot take it").tap();
    expect(await phone.getByText("Whoever is next is woken at once.").isVisible()).toBe(true);
    await press(phone.getByRole("button", { name: "Decline" }));
    expect(await phone.getByRole("status").innerText()).toContain("Passed on.");
    expect(night.escalation.asked).toEqual(["ada decline"]);
  });
});

/** What a chat fetches to show beside a link. */
const preview = async (url: string): Promise<string> => (await fetch(url)).text();

describe("another browser", () => {
  test("that only previews the link sees no customer, and uses nothing up", async () => {
    const { night, url } = await served();
    for (const text of [await preview(url), await preview(url)]) {
      expect(text).toContain("A customer has waited 27 min");
      expect(text).not.toMatch(/stolen|amara/iu);
    }
    expect([night.shelf.used.size, night.escalation.asked]).toEqual([0, []]);
    const phone = await aPhone();
    await phone.goto(url);
    await press(acknowledge(phone));
    expect(await phone.getByText("my phone was stolen").isVisible()).toBe(true);
  });

  test("sees when the link was used and nothing else; the first one comes back from anywhere", async () => {
    const { url } = await served();
    const [phone, tablet] = [await aPhone(), await aPhone()];
    await phone.goto(url);
    await tablet.goto(url);
    await press(phone.getByRole("button", { name: "Show the conversation" }));
    await press(acknowledge(tablet));
    expect(await tablet.getByRole("heading").innerText()).toBe("This link was used at 03:12");
    expect(await tablet.locator("button, a").count()).toBe(0);
    await phone.goto("about:blank");
    await phone.goto(url);
    expect(await phone.getByText("my phone was stolen").isVisible()).toBe(true);
  });

  test("on another site cannot press anything in this one's name", async () => {
    const { night, url } = await served();
    const phone = await aPhone();
    await phone.goto(url);
    const trap = `<form method="post" action="${url}"><button name="action" value="decline">win a prize</button></form>`;
    await phone.goto(`data:text/html,${encodeURIComponent(trap)}`);
    await press(phone.getByRole("button"));
    expect(await phone.getByRole("heading").innerText()).toBe("That did not come from this page");
    expect([night.shelf.used.size, night.escalation.asked]).toEqual([0, []]);
  });
});

test("a double tap, loading again and going back ask for nothing twice in effect", async () => {
  const { night, url } = await served();
  const phone = await aPhone();
  await phone.goto("about:blank");
  await phone.goto(url);
  await acknowledge(phone).dblclick();
  await phone.getByText("You have it.").waitFor();
  await phone.reload();
  await phone.goBack();
  await phone.goForward();
  expect(await phone.getByRole("status").innerText()).toContain("You have it.");
  expect(await acknowledge(phone).count()).toBe(0);
  expect(new Set(night.escalation.asked)).toEqual(new Set(["ada acknowledge"]));
  expect(night.shelf.used.size).toBe(1);
});

test("without JavaScript everything is as with it: there is none", async () => {
  const { url } = await served();
  const phone = await aPhone({ javaScriptEnabled: false });
  await phone.goto(url);
  await phone.getByText("Snooze until …").tap();
  await press(phone.getByRole("button", { name: "1 hour" }));
  expect(await phone.getByText("put off until").innerText()).toBe("You, put off until 04:12");
  expect(await phone.content()).not.toMatch(/<script|\son[a-z]+=/u);
});

const hostile = [
  "<script>document.title = 'owned'</script>",
  '"><img src=x onerror="document.title=1">',
  "</p></li></ol></main><h1>owned</h1>",
  "\u202E\u2066 turned around",
  "half a pair \uD83D, a bell \u0007",
  "  two  spaces\n\n\tand a tab",
  "x".repeat(10_000),
];

test("what customers write and call themselves is text, to the letter, and nothing else", async () => {
  const { night, url } = await served();
  for (const [index, text] of hostile.entries()) {
    const createdAt = `2026-11-21T01:46:0${index}.000Z`;
    const author = { id: "77", handle: text, name: text };
    await night.hear(theMention({ id: `x:2${index}`, text, author, createdAt, receivedAt: createdAt }));
  }
  const phone = await aPhone();
  await phone.goto(url);
  await press(acknowledge(phone));
  const read = hostile.map((text) => text.toWellFormed().replaceAll(/[^\P{Cc}\t\n\r]/gu, "\uFFFD"));
  const [, ...written] = await phone.locator(".text").evaluateAll((all) => all.map((one) => one.textContent));
  expect(written).toEqual(read);
  expect(await phone.title()).toBe("A conversation in First Reply");
  expect(await phone.locator("h1, script, img").count()).toBe(1);
  expect(await fitsAcross(phone)).toBe(true);
});

/** Contrast of what is written to what it is written on, by WCAG 2: https://www.w3.org/TR/WCAG22/#contrast-minimum */
const faintest = `(() => {
  const parts = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const [r, g, b, alpha = 1] = parts(getComputedStyle(at).backgroundColor);
      if (alpha === 1) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const written = [...document.querySelectorAll("body *")].filter((node) =>
    [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim() !== ""));
  return Math.min(...written.map((node) => {
    const [one, other] = [light(parts(getComputedStyle(node).color)), light(ground(node))];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }));
})()`;

test.each(["light", "dark"] as const)(
  "where the phone is %s, so is the page, and everything can be read",
  async (colorScheme) => {
    const { url } = await served();
    const phone = await aPhone({ colorScheme });
    await phone.goto(url);
    await unfold(phone);
    const ground = await phone.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    expect(ground).toBe(colorScheme === "light" ? "rgb(245, 244, 241)" : "rgb(18, 19, 20)");
    expect(await phone.evaluate<number>(faintest)).toBeGreaterThanOrEqual(4.5);
    await press(acknowledge(phone));
    expect(await phone.evaluate<number>(faintest)).toBeGreaterThanOrEqual(4.5);
  },
);

test("with a keyboard everything is reached in order, and where one is can be seen", async () => {
  const { url } = await served();
  const desk = await aPhone({ viewport: { width: 1280, height: 900 }, isMobile: false, hasTouch: false });
  await desk.goto(url);
  const reached: string[] = [];
  for (let stop = 0; stop < 4; stop += 1) {
    await desk.keyboard.press("Tab");
    reached.push(await desk.evaluate<string>("document.activeElement.textContent.trim()"));
    expect(await desk.evaluate<string>("getComputedStyle(document.activeElement).outlineWidth")).toBe("3px");
  }
  expect(reached).toEqual(["Snooze until …", "I cannot take it", "Show the conversation", "Acknowledge"]);
  await desk.keyboard.press("Enter");
  await desk.getByRole("status").waitFor();
});
