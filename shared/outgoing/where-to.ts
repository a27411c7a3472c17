/** Where a call may go, as its address is written. What a name stands for is only known once it is looked up. */

/** `public`: anywhere on the internet. `this machine`: a stand-in on loopback, and nowhere else. */
export type Reach = "public" | "this machine";

const loopbackNames: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Why nothing is sent to an address; null where it may be. The address is not in the answer: it may be a secret. */
export const whyNotTo = (address: string, reach: Reach): string | null => {
  const url = URL.parse(address);
  if (url === null) return "is no URL";
  if (reach === "this machine")
    return /^https?:$/u.test(url.protocol) && loopbackNames.has(url.hostname)
      ? null
      : "is not on this machine, which nothing may leave in a local run";
  if (url.protocol !== "https:") return "is not https";
  if (url.port !== "") return "names a port: https has its own, 443";
  if (url.hostname.startsWith("[") && !isGlobalIpv6(url.hostname.slice(1, -1))) return "is no public address";
  return null;
};

/** All of IPv6 that has ever been given out to be reached from anywhere is 2000::/3 (RFC 4291, IANA). */
export const isGlobalIpv6 = (address: string): boolean =>
  Number.parseInt(address.split(":")[0] || "0", 16) >> 13 === 1;
