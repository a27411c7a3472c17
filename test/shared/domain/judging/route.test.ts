import { expect, test } from "vitest";
import { TeamId } from "../../../../shared/domain/ids.ts";
import { route, routeTo } from "../../../../shared/domain/judging/route.ts";
import { aClassification } from "../../../builders/a-judgement.ts";
import { aRouting, aTeam } from "../../../builders/a-routing.ts";

const routing = aRouting({
  teams: [aTeam("care", ["service"]), aTeam("shop", ["sales", "chatter"]), aTeam("triage", ["unsure"])],
});

test.each([
  { category: "service", confidence: 0.9, to: "care" },
  { category: "service", confidence: 0.4, to: "care" },
  { category: "sales", confidence: 0.5, to: "shop" },
  { category: "chatter", confidence: 0.8, to: "shop" },
  { category: "service", confidence: 0.39, to: "triage" },
  { category: "sales", confidence: 0.49, to: "triage" },
] as const)("$category at $confidence goes to $to", ({ category, confidence, to }) => {
  expect(route(aClassification({ category, confidence }), routing)).toBe(to);
});

test("a team nobody has is named", () => {
  expect(() => routeTo(TeamId.parse("ghosts"), routing)).toThrow("no team is called ghosts");
});
