import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import type { ChannelState } from "../../../../infra/cli/connect/channel-state.ts";
import { printStates } from "../../../../infra/cli/connect/print-states.ts";

const states: ChannelState[] = [
  {
    channel: "x",
    platform: "x",
    verdict: "wrong",
    valid: false,
    active: ["post.create"],
    missing: ["post.delete"],
    lastEventAt: "2026-11-21T02:55:00.000Z",
    lastHandshakeAt: "2026-11-20T22:10:00.000Z",
    tokenExpiresAt: "2026-11-21T05:06:07.000Z",
    saw: "its platform holds our address to be invalid, and delivers nothing",
    next: "npm run firstreply -- connect x",
  },
  {
    channel: "shop",
    platform: "standard-webhooks",
    verdict: "unknown",
    valid: null,
    active: [],
    missing: [],
    lastEventAt: null,
    lastHandshakeAt: null,
    tokenExpiresAt: null,
    saw: "cannot be asked",
  },
];

const printed = (isInteractive: boolean): string[] => {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(stripVTControlCharacters(line));
  printStates({ print, warn: print, isInteractive, columns: 200 }, states);
  return lines;
};

test("on a terminal it is a table, and below it what to do", () => {
  expect(printed(true)).toEqual([
    "channel  platform           valid  events  last event        handshake         token until",
    "x        x                  no     1 of 2  2026-11-21 02:55  2026-11-20 22:10  2026-11-21 05:06  its platform holds our address to be invalid, and delivers nothing",
    "shop     standard-webhooks  –      –       –                 –                 –                 cannot be asked",
    "→ x: npm run firstreply -- connect x",
  ]);
});

test("elsewhere it is a JSON object a line", () => {
  expect(printed(false).map((line) => JSON.parse(line))).toEqual(states);
});
