/** What staff of a made-up company said: its customers speak of "gorbled" boxes and "flimpy" deals, which no model knows. */
import type { JudgedText } from "../../../../infra/cli/learning/example.ts";

const things = "box,cable,dish,remote,screen,socket,tuner,panel,hub,lamp,doorbell,sensor,meter,camera".split(
  ",",
);
const times = ["since Monday", "all week", "after the storm", "again today", "in two rooms", "at my mum's"];

/** Things and times, each pair once. */
const pairs = things.flatMap((thing) => times.map((time) => ({ thing, time })));

const said = (
  count: number,
  category: JudgedText["category"],
  words: (thing: string, time: string) => string,
) => pairs.slice(0, count).map(({ thing, time }) => ({ text: words(thing, time), category }));

export const syntheticFeedback: readonly JudgedText[] = [
  ...said(50, "service", (thing, time) => `our ${thing} went gorbled ${time}`),
  ...said(30, "sales", (thing, time) => `are flimpy ones of the ${thing} coming, the ${time} sort?`),
  ...said(60, "chatter", (thing, time) => `lovely ${thing} on the wall ${time}`),
];

/** A model that finds everything chatter, and is not too sure of it. */
export const chatterModel = () =>
  ({
    category: "chatter",
    confidence: 0.6,
    probabilities: { service: 0.3, sales: 0.1, chatter: 0.6 },
    reasons: ["nothing else is known"],
  }) as const;
