import { expect, test } from "vitest";
import { accessFieldsOf, neededField } from "../../../shared/platforms/access-fields.ts";
import { withoutSecrets } from "../../../shared/platforms/without-secrets.ts";

test("what a platform says is told without the tokens it repeats", () => {
  const access = { pageToken: "EAABwzLixnjYBO", clientId: "", expiresAt: "on" };
  expect(withoutSecrets("Malformed access token EAABwzLixnjYBO on call", access)).toBe(
    "Malformed access token … on call",
  );
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
