/**
 * Connections to public addresses only. A name is looked up once, every address it stands for is judged, and the one that
 * is connected to is among them: whoever answers differently the second time is not asked a second time.
 * `request-filtering-agent` refuses whatever is private, link-local, loopback, shared, reserved, multicast or an IPv4
 * address in IPv6's clothes; what it takes for public though nobody can reach it (`::127.0.0.1`) is refused here.
 */
import { lookup as dnsLookup, type LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { RequestFilteringHttpsAgent } from "request-filtering-agent";
import { isGlobalIpv6 } from "./where-to.ts";

/** An environment that was frozen finds its connections dead: each call has its own. */
export const publicAgent = new RequestFilteringHttpsAgent({ keepAlive: false });

/** Not an error of the system's: like the agent's own refusals it has no `code`. */
const refused = (): Error => new Error("not a public address");

export const publicLookup =
  (lookup: LookupFunction = dnsLookup): LookupFunction =>
  (hostname, options, callback) =>
    lookup(hostname, options, (error, address, family) => {
      if (error !== null) return callback(error, address, family);
      const found: readonly LookupAddress[] =
        typeof address === "string" ? [{ address, family: family ?? 4 }] : address;
      const isPublic = found.every((one) => one.family !== 6 || isGlobalIpv6(one.address));
      callback(isPublic ? null : refused(), address, family);
    });
