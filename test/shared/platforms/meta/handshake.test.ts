import { expect, test } from "vitest";
import { facebookDoor } from "../../../../shared/platforms/facebook/door.ts";
import type { LiveSecrets } from "../../../../shared/platforms/platform-adapter.ts";
import { challenge } from "../webhook-request.ts";

const subscribe = "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=";
const answerTo = (query: string, secrets: LiveSecrets = [{ verifyToken: "apfel mus" }]) =>
  facebookDoor.answerHandshake(challenge(query), secrets);

test("whoever knows the verify token gets the challenge back, bare, as text", () => {
  const answer = { kind: "answer", contentType: "text/plain", body: "1158201444" };
  expect(answerTo(`${subscribe}apfel+mus`)).toEqual(answer);
  expect(answerTo(`${subscribe}old`, [{ verifyToken: "new" }, { verifyToken: "old" }])).toEqual(answer);
});

test.each([
  { query: `${subscribe}apfel`, status: 403 },
  { query: `${subscribe}Apfel+mus`, status: 403 },
  { query: "hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=apfel+mus", status: 403 },
  { query: "", status: 400 },
  { query: "hub.challenge=1&hub.verify_token=apfel+mus", status: 400 },
  { query: "hub.mode=subscribe&hub.verify_token=apfel+mus", status: 400 },
  { query: "hub.mode=subscribe&hub.challenge=1", status: 400 },
  { query: subscribe, status: 400 },
  { query: `${subscribe}wrong&hub.verify_token=apfel+mus`, status: 400 },
  { query: "hub_mode=subscribe&hub_challenge=1&hub_verify_token=apfel+mus", status: 400 },
])("$query is answered $status", ({ query, status }) => {
  expect(answerTo(query)).toMatchObject({ kind: "rejected", status });
});

test.each([{ secrets: [] }, { secrets: [{ appSecret: "s" }] }, { secrets: [{ verifyToken: "" }] }])(
  "with $secrets nobody can be recognised",
  ({ secrets }) => {
    expect(answerTo(`${subscribe}a`, secrets)).toEqual({ kind: "unready", missing: "verifyToken" });
  },
);
