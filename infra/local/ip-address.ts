import { BlockList, isIPv4, isIPv6 } from "node:net";

export type IpFamily = "ipv4" | "ipv6";

export const addressBits: Readonly<Record<IpFamily, number>> = { ipv4: 32, ipv6: 128 };

/** The family of an address written in digits alone; a zone (`%eth0`) or a dotted tail is no address to AWS. */
export const ipFamilyOf = (text: string): IpFamily | undefined => {
  if (/^[\d.]+$/.test(text) && isIPv4(text)) return "ipv4";
  return /^[\da-f:]+$/i.test(text) && isIPv6(text) ? "ipv6" : undefined;
};

/** Tells of a text whether it is an address in this block, whatever its notation: `::0` is `0:0:0:0:0:0:0:0`. */
export const ipBlock = (base: string, family: IpFamily, prefixBits: number): ((text: string) => boolean) => {
  const block = new BlockList();
  block.addSubnet(base, prefixBits, family);
  // Node's list finds an IPv4 address in the IPv6 block that maps it, and the other way round; AWS keeps them apart.
  return (text) => ipFamilyOf(text) === family && block.check(text, family);
};
