import type { Responder } from "../../shared/ical/responders.ts";
import type { OutgoingHttp } from "../../shared/outgoing/outgoing-http.ts";
import type { AccessVault } from "../../shared/ports/access-vault.ts";
import type { RosterFeeds } from "../../shared/ports/roster-feeds.ts";
import type { Telemetry } from "../../shared/ports/telemetry.ts";
import type { WallClock } from "../../shared/ports/wall-clock.ts";

/** A feed that a layer names. */
export type Feed = {
  readonly name: string;
  /** Of dates, and of times that name no zone. */
  readonly timeZone: string;
  /** Where its address is. */
  readonly secretId: string;
};

export type Ports = {
  readonly feeds: readonly Feed[];
  /** Everybody a feed may name. */
  readonly responders: readonly Responder[];
  readonly secrets: Pick<AccessVault, "read">;
  readonly http: OutgoingHttp;
  readonly rosterFeeds: RosterFeeds;
  readonly wallClock: WallClock;
  readonly telemetry: Telemetry;
};
