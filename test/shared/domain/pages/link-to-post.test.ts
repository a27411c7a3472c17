import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linkToPost } from "../../../../shared/domain/pages/link-to-post.ts";

const author = { handle: "amara_osei", name: "Amara Osei" };

describe("a link to the post names nobody", () => {
  test.each([
    ["https://x.com/amara_osei/status/1001", "https://x.com/i/web/status/1001"],
    ["https://x.com/amara_osei/status/1001?s=20", "https://x.com/i/web/status/1001"],
    ["https://twitter.com/amara_osei/status/1001", "https://x.com/i/web/status/1001"],
    ["https://x.com/i/web/status/1001", "https://x.com/i/web/status/1001"],
    ["https://www.threads.net/@amara_osei/post/C8H5", "https://www.threads.com/t/C8H5"],
    ["https://www.threads.com/@amara_osei/post/C8H5", "https://www.threads.com/t/C8H5"],
    ["https://www.facebook.com/1098_77", "https://www.facebook.com/1098_77"],
    ["https://reviews.example/r/77", "https://reviews.example/r/77"],
  ])("%s → %s", (permalink, link) => {
    expect(linkToPost({ permalink, author })).toBe(link);
  });
});

describe("where there is no other link to it, there is none", () => {
  test.each([
    "https://reviews.example/amara_osei/77",
    "https://reviews.example/@Amara_Osei",
    "https://reviews.example/77?by=amara%5Fosei",
    "https://reviews.example/AmaraOsei/77",
    "https://reviews.example/77#amara-osei",
    "ftp://reviews.example/77",
  ])("%s", (permalink) => {
    expect(linkToPost({ permalink, author })).toBeNull();
  });
});

test.each([
  ["Al", "https://reviews.example/portal/77", true],
  ["Al", "https://reviews.example/by/al/77", false],
  ["例", "https://reviews.example/%E4%BE%8B/77", false],
  ["", "https://reviews.example/77", true],
  ["reviews", "https://reviews.example/77", true],
])("of %j, %s says nothing: %s", (name, permalink, saysNothing) => {
  expect(linkToPost({ permalink, author: { handle: null, name } })).toBe(saysNothing ? permalink : null);
});

test("a link that cannot be read is judged as it stands", () => {
  const permalink = "https://reviews.example/%E0%A4%A/77";
  expect(linkToPost({ permalink, author })).toBe(permalink);
});

test("no link with a handle in it comes out of it with the handle", () => {
  const handle = fc.stringMatching(/^[a-z][a-z0-9_]{6,14}qz$/u);
  const link = fc.constantFrom(
    (name: string) => `https://x.com/${name}/status/1`,
    (name: string) => `https://www.threads.net/@${name}/post/C8H5`,
    (name: string) => `https://reviews.example/${name.toUpperCase()}/1`,
    (name: string) => `https://reviews.example/1?author=${name}&x=1`,
  );
  fc.assert(
    fc.property(handle, link, (name, linkOf) => {
      const told = linkToPost({ permalink: linkOf(name), author: { handle: name, name: null } });
      expect(told?.toLowerCase() ?? "").not.toContain(name);
    }),
  );
});
