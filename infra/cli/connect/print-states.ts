import type { Terminal } from "../command.ts";
import { paint, printTable } from "../print-table.ts";
import type { ChannelState } from "./channel-state.ts";

/** A table for people, with what to do below it; a JSON object a line for everybody else. */
export const printStates = (terminal: Terminal, states: readonly ChannelState[]): void => {
  if (!terminal.isInteractive) {
    for (const state of states) terminal.print(JSON.stringify(state));
    return;
  }
  printTable(
    terminal,
    ["channel", "platform", "valid", "events", "last event", "handshake", "token until", ""],
    states.map((state) => ({
      cells: [
        state.channel,
        state.platform,
        state.valid === null ? "–" : yesOrNo(state.valid),
        eventsText(state),
        timeText(state.lastEventAt),
        timeText(state.lastHandshakeAt),
        timeText(state.tokenExpiresAt),
        state.saw,
      ],
      ...(state.verdict === "wrong" && { style: "red" as const }),
    })),
  );
  for (const { channel, next } of states)
    if (next !== undefined) terminal.print(paint("bold", `→ ${channel}: ${next}`));
};

const yesOrNo = (valid: boolean): string => (valid ? "yes" : "no");

const eventsText = ({ active, missing }: ChannelState): string =>
  active.length + missing.length === 0 ? "–" : `${active.length} of ${active.length + missing.length}`;

/** To the minute, in UTC. */
const timeText = (instant: string | null): string =>
  instant === null ? "–" : instant.slice(0, 16).replace("T", " ");
