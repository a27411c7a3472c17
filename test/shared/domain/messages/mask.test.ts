import { expect, test } from "vitest";
import { maskPersonalData } from "../../../../shared/domain/messages/mask.ts";

test.each([
  ["mail me at ana.b+x@mail.example.co.uk please", "mail me at [e-mail] please"],
  ["card 4111 1111 1111 1111 was charged", "card [card] was charged"],
  ["card 4111111111111111.", "card [card]."],
  ["IBAN DE89 3704 0044 0532 0130 00 thanks", "IBAN [account] thanks"],
  ["call +44 (0)20 7946 0958 today", "call [number] today"],
  ["ring 07700 900123", "ring [number]"],
  ["flight BA117 on 21/11, gate 23", "flight BA117 on 21/11, gate 23"],
  ["waited 45 minutes for 2 pizzas", "waited 45 minutes for 2 pizzas"],
])("%s → %s", (said, masked) => {
  expect(maskPersonalData(said)).toBe(masked);
});

test("takes no longer for a text somebody made long on purpose", () => {
  const started = performance.now();
  for (const long of [
    "1".repeat(200_000),
    "a@".repeat(100_000),
    "1 ".repeat(100_000),
    "AB12 ".repeat(50_000),
  ])
    maskPersonalData(long);
  expect(performance.now() - started).toBeLessThan(2000);
});
