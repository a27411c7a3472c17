import {
  PlatformRefused,
  type Access,
  type ConnectedChannel,
  type Missed,
  type MissedFound,
  type MissedSearch,
  type PlatformConnector,
  type Subscription,
} from "../../shared/platforms/platform-connector.ts";

/** A platform's API in memory: one channel, whose state a test sets, and what it was asked. */
export type FakeConnector = PlatformConnector & {
  subscription: Subscription;
  /** The refresh token it takes next. */
  liveToken: string;
  /** What it refuses everything with, until a test takes it away. */
  refusal: PlatformRefused | null;
  /** What a search is refused with, behind whatever it has read by then. */
  breaksOff: PlatformRefused | null;
  missedPosts: readonly Missed[];
  isComplete: boolean;
  readonly asked: string[];
  /** Where the next search goes on; none where reading is free. */
  bookmark: string | undefined;
  readonly searches: MissedSearch[];
  readonly replays: { readonly from: Date; readonly to: Date }[];
};

export const fakeConnector = (): FakeConnector => {
  const answer = <Answer>(what: string, give: () => Answer): Answer => {
    fake.asked.push(what);
    if (fake.refusal !== null) throw fake.refusal;
    return give();
  };
  const checkAccess = ({ access }: ConnectedChannel): void => {
    if (access["accessToken"] !== fake.liveToken) throw new PlatformRefused("expired", "an old token");
  };

  const fake: FakeConnector = {
    accessFields: ["accessToken", "[expiresAt]"],
    subscription: { state: "active", active: ["mention"], missing: [] },
    liveToken: "token 1",
    refusal: null,
    breaksOff: null,
    missedPosts: [],
    isComplete: true,
    bookmark: undefined,
    asked: [],
    searches: [],
    replays: [],
    inspect: async (channel) => answer("inspect", () => (checkAccess(channel), fake.subscription)),
    connect: async (channel) =>
      answer("connect", () => {
        checkAccess(channel);
        fake.subscription = { ...fake.subscription, state: "active" };
      }),
    replay: async (_, outage) => answer("replay", () => (fake.replays.push(outage), true)),
    missed: async (_, search): Promise<MissedFound> =>
      answer("missed", () => {
        fake.searches.push(search);
        if (fake.breaksOff !== null) throw fake.breaksOff;
        const spentDollars = fake.missedPosts.reduce((sum, { dollars }) => sum + dollars, 0);
        const { missedPosts: found, isComplete: complete, bookmark } = fake;
        return { found, spentDollars, complete, ...(bookmark !== undefined && { bookmark }) };
      }),
    refresh: async (): Promise<Access> =>
      answer("refresh", () => {
        const [, count] = fake.liveToken.split(" ");
        fake.liveToken = `token ${Number(count) + 1}`;
        return { accessToken: fake.liveToken };
      }),
  };
  return fake;
};
