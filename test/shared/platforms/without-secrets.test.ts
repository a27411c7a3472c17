import { expect, test } from "vitest";
import { accessFieldsOf, neededField } from "../../../shared/platforms/access-fields.ts";
import { withoutSecrets } from "../../../shared/platforms/without-secrets.ts";

test("what a platform says is told without the tokens it repeats", () => {
  const access = { pageToken: "EAABwzLixnjYBO", clientId: "", expiresAt: "on" };
  expect(withoutSecrets("Malformed access token EAABwzLixnjYBO on call", access)).toBe(
    "Malformed access token … on call",
  );
});

test("what a platform says is one line without a terminal's escape sequences, and no essay", () => {
  expect(withoutSecrets("no\u001B[2J\r\n ✓ all is well\u202E\u0007\n", {})).toBe("no [2J  ✓ all is well");
  expect(withoutSecrets("x".repeat(1_000_000), {})).toBe(`${"x".repeat(400)}…`);
});

test("no token is shown in part where a saying is cut", () => {
  const access = { pageToken: "EAABwzLixnjYBO" };
  expect(withoutSecrets(`${"x".repeat(395)}EAABwzLixnjYBO`, access)).toBe(`${"x".repeat(395)}…`);
});

test("a field in brackets may stay empty", () => {
  expect(accessFieldsOf({ accessFields: ["bearerToken", "[expiresAt]"] })).toEqual([
    { name: "bearerToken", mayStayEmpty: false },
    { name: "expiresAt", mayStayEmpty: true },
  ]);
});

test("a needed field that is empty is named, and nothing else", () => {
  expect(() => neededField({ clientId: "kept" }, "pageToken")).toThrow(
    "pageToken is empty in the channel's access secret",
  );
});
