import type { PageMessage } from "../../shared/contracts/page.ts";
import type { AboutShift } from "../../shared/domain/pages/about-shift.ts";
import { pageWords } from "../../shared/domain/pages/page-words.ts";
import type { RosterChanges } from "../../shared/domain/roster/roster-changes.ts";
import { momentsAt, type ShiftMoment } from "../../shared/domain/roster/shift-moments.ts";
import type { Ports } from "./ports.ts";
import { sendToAll, sendToFirst } from "./send-notice.ts";
import { tellOnce } from "./tell-once.ts";
import { nameOf, workFor, type WorkAtHand } from "./work-for.ts";

type Minded = { readonly roster: string; readonly changes: RosterChanges; readonly now: Date };

/** Tells those whose time on call in a roster begins or ends about now. Whoever is no responder hears nothing. */
export const tellShifts = async (ports: Ports, { roster, changes, now }: Minded): Promise<void> => {
  const { rosters, responders, notices } = ports.config;
  const written = rosters[roster];
  if (written === undefined) return;
  const moments = momentsAt(written, { now, beforeMinutes: notices.beforeShiftMinutes }, changes).filter(
    ({ kind, responder }) => Object.hasOwn(responders, responder) && toldOf(kind, notices).length > 0,
  );
  for (const moment of moments)
    await tellOnce(ports, { id: idOf(roster, moment, moment.kind), now }, () =>
      tell(ports, { roster, moment, now }),
    );
};

/** What is told in a moment, or was told by then. */
const toldOf = (
  kind: ShiftMoment["kind"],
  { beforeShiftMinutes, atHandOver }: Ports["config"]["notices"],
): readonly AboutShift["moment"][] => {
  switch (kind) {
    case "soon":
      return beforeShiftMinutes > 0 ? ["soon"] : [];
    case "begins":
      return atHandOver ? ["begins"] : [];
    case "over":
      return atHandOver ? ["over"] : [];
    case "settled":
      return [
        ...(beforeShiftMinutes > 0 ? ["soon" as const] : []),
        ...(atHandOver ? ["begins" as const] : []),
      ];
  }
};

type Telling = { readonly roster: string; readonly moment: ShiftMoment; readonly now: Date };

/** The dedup key of what is told: the same in every run. */
const idOf = (roster: string, { responder, at }: ShiftMoment, kind: ShiftMoment["kind"]): string =>
  `shift#${roster}#${responder}#${at.toISOString()}#${kind}`;

const tell = async (ports: Ports, telling: Telling): Promise<boolean> => {
  const { roster, moment, now } = telling;
  switch (moment.kind) {
    case "soon":
      return send(ports, telling, "soon", await workFor(ports, { roster, now }));
    case "begins": {
      const work = await workFor(ports, { roster, now });
      return isNothing(work) || send(ports, telling, "begins", work);
    }
    case "over": {
      const { held } = await workFor(ports, { roster, now, holder: moment.responder });
      return held.length === 0 || send(ports, telling, "over", { ...nothing, held });
    }
    case "settled":
      return settle(ports, telling);
  }
};

const isNothing = ({ open, outages }: WorkAtHand): boolean =>
  outages.length === 0 && open.every(({ count }) => count === 0);

const nothing: WorkAtHand = { open: [], promised: [], held: [], outages: [] };

const send = (
  ports: Ports,
  telling: Telling,
  kind: AboutShift["moment"],
  work: WorkAtHand,
): Promise<boolean> =>
  sendToFirst(ports, {
    page: pageOf(ports, telling, kind, work),
    destinations: destinationsOf(ports, telling),
    now: telling.now,
  });

/**
 * A notice asks nobody to acknowledge it: a pager that would go on asking, or wake somebody else in the end, hears that
 * nothing is left to do. Whichever destination it was; the others know of nothing.
 */
const settle = async (ports: Ports, telling: Telling): Promise<boolean> => {
  for (const kind of toldOf("settled", ports.config.notices))
    await sendToAll(ports, {
      page: { ...pageOf(ports, telling, kind, nothing), action: "resolve" },
      destinations: destinationsOf(ports, telling),
      now: telling.now,
    });
  return true;
};

const destinationsOf = ({ config }: Ports, { moment }: Telling): readonly string[] =>
  config.responders[moment.responder]?.reachedBy ?? [];

const pageOf = (
  ports: Ports,
  { roster, moment, now }: Telling,
  kind: AboutShift["moment"],
  work: WorkAtHand,
): PageMessage => {
  const { responder, because, at, until, others } = moment;
  const name = nameOf(ports, responder);
  const about: AboutShift = {
    kind: "shift",
    moment: kind,
    roster,
    at: at.toISOString(),
    until: until?.toISOString() ?? null,
    others: others.map((other) => nameOf(ports, other)),
    ...work,
    responder: name,
    because: `${name} is on call for ${roster} (${because})`,
  };
  const reader = { zone: ports.config.responders[responder]?.zone ?? "UTC", now, pageUrl: null };
  return { id: idOf(roster, moment, kind), action: "trigger", ...pageWords(about, reader), about };
};
