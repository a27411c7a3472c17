import { describe, expect, test } from "vitest";
import { chooseOne } from "../../../../infra/cli/replay/choose-one.ts";

const rules = ["FirstReply-TeamQueuesSalesRule1A", "FirstReply-TeamQueuesServiceRule2B", "Sales"].map(
  (name) => ({ name }),
);

describe("enough of a name to tell it from the others is enough", () => {
  test.each([
    ["Sales", "Sales"],
    ["service", "FirstReply-TeamQueuesServiceRule2B"],
    ["QueuesSales", "FirstReply-TeamQueuesSalesRule1A"],
  ])("%s is %s", (wanted, name) => {
    expect(chooseOne("rule", wanted, rules)).toEqual({ name });
  });

  test.each([
    [
      "chatter",
      'no rule is called "chatter": there is FirstReply-TeamQueuesSalesRule1A, FirstReply-TeamQueuesServiceRule2B, Sales',
    ],
    [
      "teamqueues",
      '"teamqueues" fits several rules: FirstReply-TeamQueuesSalesRule1A, FirstReply-TeamQueuesServiceRule2B',
    ],
  ])("%s is not, and the sentence says what there is", (wanted, sentence) => {
    expect(() => chooseOne("rule", wanted, rules)).toThrow(sentence);
  });
});
