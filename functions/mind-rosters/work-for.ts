/** What waits for whoever a roster has: bounded, however much there is. */
import { teamsAsking } from "../../shared/config/teams-asking.ts";
import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import { goingOn } from "../../shared/domain/outages/outage-of.ts";
import type { AboutShift } from "../../shared/domain/pages/about-shift.ts";
import { linkToPost } from "../../shared/domain/pages/link-to-post.ts";
import { handOverOf, type OpenWork } from "../../shared/domain/roster/hand-over.ts";
import type { Ports } from "./ports.ts";

/** Of each team so many conversations are looked at, the soonest due. */
const looksAt = 25;
/** More would not be read on a phone. */
const shown = 5;

export type WorkAtHand = Pick<AboutShift, "open" | "promised" | "held" | "outages">;

type Asked = {
  readonly roster: string;
  readonly now: Date;
  /** Only what this responder has. */
  readonly holder?: string;
};

export const workFor = async (ports: Ports, { roster, now, holder }: Asked): Promise<WorkAtHand> => {
  const views = await Promise.all(
    teamsAsking(ports.config, roster).map(async (team) => ({
      team,
      ...(await ports.inbox.look(team, looksAt)),
    })),
  );
  const loaded = await Promise.all(
    views.flatMap(({ soonest }) => soonest.map((id) => ports.conversations.load(id))),
  );
  const conversations = loaded.filter((conversation) => conversation !== null);
  const { promised, held } = handOverOf(conversations);
  const theirs = held.filter((work) => holder === undefined || work.held?.by === holder);
  const tell = (work: OpenWork) => told(ports, work, conversations);
  return {
    open: views.map(({ team, open: count, isMore }) => ({ team, count, isMore })),
    promised: await Promise.all(promised.slice(0, shown).map(tell)),
    held: await Promise.all(
      theirs.slice(0, shown).map(async (work) => ({
        ...(await tell(work)),
        by: nameOf(ports, work.held?.by ?? ""),
        comesBackAt: work.held?.until ?? null,
      })),
    ),
    outages: await outagesNow(ports, now),
  };
};

export const nameOf = ({ config }: Pick<Ports, "config">, responder: string): string =>
  config.responders[responder]?.name ?? responder;

const told = async (
  { conversations }: Ports,
  { conversationId, team, dueAt }: OpenWork,
  loaded: readonly Conversation[],
) => {
  const mentions = loaded.find(({ id }) => id === conversationId)?.mentions ?? [];
  const latest = mentions.findLast(({ withdrawnAt }) => withdrawnAt === undefined);
  const stored = latest === undefined ? null : await conversations.loadMessage(latest.id);
  return {
    conversationId,
    team,
    dueAt,
    permalink: stored?.kind === "mention" ? linkToPost(stored.mention) : null,
  };
};

const outagesNow = async ({ config, outageWatches }: Ports, now: Date): Promise<AboutShift["outages"]> => {
  const brands = new Set(Object.values(config.channels).map(({ brand }) => brand));
  const watches = await Promise.all([...brands].map((brand) => outageWatches.load(brand)));
  return watches
    .flatMap((watch) =>
      goingOn(watch, now).map(({ count, firstSeen }) => ({ brand: watch.brand, count, firstSeen })),
    )
    .slice(0, shown);
};
