/** What the board knows: a row for each conversation, and what was ignored. Pure: a state and a happening make a state. */
import type { MentionRouted } from "../../../shared/contracts/mention-routed.ts";
import type { OutageSuspected } from "../../../shared/contracts/outage-suspected.ts";
import { isReplyClock } from "../../../shared/domain/clocks/clock.ts";
import { became, type Happening, type ReceivedPage } from "./happening.ts";

export type Row = {
  readonly conversationId: string;
  readonly routed: MentionRouted;
  readonly mentionIds: readonly string[];
  readonly state: "waiting" | "breached" | "paged" | "answered";
  /** Whether the answer came in time; null while there is none, or where no clock ran. */
  readonly inTime: boolean | null;
};

export type BoardState = {
  readonly rows: ReadonlyMap<string, Row>;
  /** The newest word of each suspected outage, by its id. */
  readonly outages: ReadonlyMap<string, OutageSuspected>;
  readonly ignored: ReadonlyMap<string, number>;
  readonly pagesReceived: number;
  readonly repeatedPages: number;
  /** How many words about pages that had arrived before, by what the pages became. */
  readonly told: ReadonlyMap<string, number>;
  /** What chats, mails and topics were told besides. */
  readonly notices: number;
  readonly troubles: readonly string[];
};

export const emptyBoard: BoardState = {
  rows: new Map(),
  outages: new Map(),
  ignored: new Map(),
  pagesReceived: 0,
  repeatedPages: 0,
  told: new Map(),
  notices: 0,
  troubles: [],
};

const keptTroubles = 3;

export const withHappening = (board: BoardState, happening: Happening): BoardState => {
  switch (happening.kind) {
    case "routed":
      return withRow(board, happening.event.conversationId, (row) => routedRow(row, happening.event));
    case "answered": {
      const clock = happening.event.clocks.findLast(isReplyClock);
      const inTime = clock === undefined ? null : clock.state === "met";
      return withRow(
        board,
        happening.event.conversationId,
        (row) => row && { ...row, state: "answered", inTime },
      );
    }
    case "breached":
      return withRow(board, happening.event.conversationId, (row) =>
        row?.state === "waiting" ? { ...row, state: "breached" } : row,
      );
    case "paged":
      return withRow(board, happening.event.conversationId, (row) =>
        row && row.state !== "answered" ? { ...row, state: "paged" } : row,
      );
    case "outage":
      return withOutage(board, happening.event);
    case "page-received":
      return withPage(board, happening);
    case "notice":
      return { ...board, notices: board.notices + 1 };
    case "ignored":
      return { ...board, ignored: withOneMore(board.ignored, happening.reason) };
    case "trouble":
      return { ...board, troubles: [...board.troubles, happening.message].slice(-keptTroubles) };
  }
};

const withPage = (board: BoardState, { action, repeated }: ReceivedPage): BoardState => {
  if (repeated) return { ...board, repeatedPages: board.repeatedPages + 1 };
  if (action === "trigger") return { ...board, pagesReceived: board.pagesReceived + 1 };
  return { ...board, told: withOneMore(board.told, became[action]) };
};

const withOneMore = (counts: ReadonlyMap<string, number>, name: string): ReadonlyMap<string, number> =>
  new Map(counts).set(name, (counts.get(name) ?? 0) + 1);

const withOutage = (board: BoardState, outage: OutageSuspected): BoardState => {
  const isOlder = (board.outages.get(outage.outageId)?.version ?? 0) >= outage.version;
  return isOlder ? board : { ...board, outages: new Map(board.outages).set(outage.outageId, outage) };
};

/** Copies of an event come again, and events of one conversation may overtake each other: neither undoes anything. */
const routedRow = (row: Row | undefined, routed: MentionRouted): Row => {
  const isKnown = row?.mentionIds.includes(routed.mention.id) ?? false;
  if (row !== undefined && (isKnown || row.routed.version > routed.version)) return row;
  return {
    conversationId: routed.conversationId,
    routed,
    mentionIds: [...(row?.mentionIds ?? []), routed.mention.id],
    state: "waiting",
    inTime: null,
  };
};

const withRow = (
  board: BoardState,
  id: string,
  change: (row: Row | undefined) => Row | undefined,
): BoardState => {
  const changed = change(board.rows.get(id));
  return changed === undefined ? board : { ...board, rows: new Map(board.rows).set(id, changed) };
};
