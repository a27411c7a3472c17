import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startFeedServer } from "../../../infra/start/feed-server.ts";

const place = mkdtempSync(join(tmpdir(), "feeds-"));
let server: Awaited<ReturnType<typeof startFeedServer>>;
beforeAll(async () => {
  server = await startFeedServer(join(place, "."));
  writeFileSync(join(place, "rota.ics"), "BEGIN:VCALENDAR");
  writeFileSync(join(place, "secrets.json"), "{}");
});
afterAll(async () => {
  await server.close();
  rmSync(place, { recursive: true });
});

test("a calendar in the folder is published, as it is now", async () => {
  expect(await (await fetch(`${server.url}/rota.ics`)).text()).toBe("BEGIN:VCALENDAR");
  writeFileSync(join(place, "rota.ics"), "BEGIN:VCALENDAR\r\nVERSION:2.0");
  expect(await (await fetch(`${server.url}/rota.ics`)).text()).toContain("VERSION");
});

test.each(["/other.ics", "/secrets.json", "/..%2Fsecrets.json", "/"])("nothing else is: %s", async (path) => {
  expect((await fetch(`${server.url}${path}`)).status).toBe(404);
});
