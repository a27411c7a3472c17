import { PageMessage } from "../../shared/contracts/page.ts";
import type { AboutShift } from "../../shared/domain/pages/about-shift.ts";
import type { AboutConversation } from "../../shared/domain/pages/page-about.ts";
import { pageWords } from "../../shared/domain/pages/page-words.ts";

/** A customer on X who has waited 23 minutes for an answer that was due after 15. */
export const aboutConversation = (changes: Partial<AboutConversation> = {}): AboutConversation => ({
  kind: "conversation",
  conversationId: "x:1001:77",
  reason: "deadline-breached",
  team: "service",
  category: "service",
  urgent: false,
  priority: {
    total: 70,
    parts: [
      { name: "category", points: 40, because: "needs help" },
      { name: "urgency", points: 0, because: "can wait its turn" },
      { name: "waiting time", points: 30, because: "has waited 23 min of 15 min" },
    ],
  },
  platform: "x",
  channelId: "x",
  waitingSince: "2026-11-21T10:00:00.000Z",
  dueAt: "2026-11-21T10:15:00.000Z",
  permalink: "https://x.com/i/web/status/1001",
  responder: "Ada",
  because: "Ada is first on call for service",
  ...changes,
});

/** The page that wakes Ada for them. */
export const aPage = (changes: Partial<PageMessage> = {}): PageMessage => {
  const about = changes.about ?? aboutConversation();
  const reader = {
    zone: "Europe/Berlin",
    now: new Date("2026-11-21T10:23:00.000Z"),
    pageUrl: "https://console.brand.example/pages/1",
  };
  const words = pageWords(about, reader);
  return PageMessage.parse({ id: "x:1001:77:2:0", action: "trigger", ...words, about, ...changes });
};

export const aCustomer = { text: "my order hasn't arrived", name: "Amara Osei", handle: "amara_osei" };

/** Ben's night begins in a quarter of an hour; Ada has one customer, nobody has another. */
export const aboutShift = (changes: Partial<AboutShift> = {}): AboutShift => ({
  kind: "shift",
  moment: "soon",
  roster: "nights",
  at: "2026-11-21T19:00:00.000Z",
  until: "2026-11-22T07:00:00.000Z",
  others: ["Ada"],
  open: [
    { team: "service", count: 2, isMore: false },
    { team: "sales", count: 0, isMore: false },
  ],
  promised: [
    {
      conversationId: "x:1001:77",
      team: "service",
      dueAt: "2026-11-21T19:05:00.000Z",
      permalink: "https://x.com/i/web/status/1001",
    },
  ],
  held: [
    {
      conversationId: "x:1002:78",
      team: "service",
      dueAt: "2026-11-21T18:30:00.000Z",
      permalink: null,
      by: "Ada",
      comesBackAt: "2026-11-21T19:15:00.000Z",
    },
  ],
  outages: [{ brand: "acme", count: 7, firstSeen: "2026-11-21T18:00:00.000Z" }],
  responder: "Ben",
  because: "Ben is on call for nights (layer turns)",
  ...changes,
});
