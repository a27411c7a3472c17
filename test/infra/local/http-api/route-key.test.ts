import { expect, test } from "vitest";
import { matchRoute, parseRouteKey, type RouteKey } from "../../../../infra/local/http-api/route-key.ts";

const routes = [
  "$default",
  "ANY /{proxy+}",
  "GET /pets/{proxy+}",
  "GET /pets/dog/{id}",
  "GET /pets/dog/1",
  "ANY /webhooks/{channel}",
  "POST /webhooks/{channel}",
  "GET /",
].flatMap((key): readonly RouteKey[] => {
  const parsed = parseRouteKey(key);
  return parsed === undefined ? [] : [parsed];
});

test.each([
  ["GET", "/pets/dog/1", "GET /pets/dog/1", {}],
  ["GET", "/pets/dog/2", "GET /pets/dog/{id}", { id: "2" }],
  ["GET", "/pets/cat/1", "GET /pets/{proxy+}", { proxy: "cat/1" }],
  ["POST", "/test/5", "ANY /{proxy+}", { proxy: "test/5" }],
  ["POST", "/webhooks/x", "POST /webhooks/{channel}", { channel: "x" }],
  ["GET", "/webhooks/x", "ANY /webhooks/{channel}", { channel: "x" }],
  ["GET", "/webhooks/x/more", "ANY /{proxy+}", { proxy: "webhooks/x/more" }],
  ["GET", "/", "GET /", {}],
  ["DELETE", "/", "$default", {}],
])("%s %s belongs to %s", (method, path, key, pathParameters) => {
  const match = matchRoute(routes, method, path);
  expect({ key: match?.route.key, pathParameters: match?.pathParameters }).toEqual({ key, pathParameters });
});

test("a request no route is for belongs to none", () => {
  const [only] = [parseRouteKey("POST /webhooks/{channel}")];
  const one = only === undefined ? [] : [only];
  expect(matchRoute(one, "GET", "/webhooks/x")).toBeUndefined();
  expect(matchRoute(one, "POST", "/webhooks/")).toBeUndefined();
  expect(matchRoute(one, "POST", "/webhooks")).toBeUndefined();
});

test.each(["webhooks", "FETCH /x", "GET x", "GET /x y", ""])("%j is no route key", (key) => {
  expect(parseRouteKey(key)).toBeUndefined();
});
