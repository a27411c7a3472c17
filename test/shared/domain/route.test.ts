import { expect, test } from "vitest";
import { TeamId } from "../../../shared/domain/ids.ts";
import { route, type Routing } from "../../../shared/domain/route.ts";

const team = (id: string, takes: Routing["teams"][number]["takes"], replySeconds: number | null = 60) => ({
  id: TeamId.parse(id),
  takes,
  replySeconds,
});

const routing: Routing = {
  unsureBelow: 0.5,
  teams: [team("care", ["service"]), team("shop", ["sales", "chatter"], null), team("triage", ["unsure"])],
};

test.each([
  { category: "service", confidence: 0.9, to: "care" },
  { category: "sales", confidence: 0.5, to: "shop" },
  { category: "chatter", confidence: 0.8, to: "shop" },
  { category: "service", confidence: 0.49, to: "triage" },
] as const)("$category at $confidence goes to $to", ({ category, confidence, to }) => {
  expect(route({ category, confidence, reasons: ["because"] }, routing).team).toBe(to);
});

test("a team without a clock starts none", () => {
  expect(route({ category: "sales", confidence: 1, reasons: ["because"] }, routing).replySeconds).toBeNull();
});
