import { addressBits, ipBlock, ipFamilyOf } from "../../ip-address.ts";
import { refuse } from "./invalid-event-pattern.ts";
import type { LeafTest } from "./leaf.ts";

/** A block of addresses, never a single one: EventBridge refuses `/32` and, for IPv6, `/128`. */
export const readCidr = (operand: unknown): LeafTest => {
  if (typeof operand !== "string") return refuse("cidr match pattern must be a string");
  const [, base = "", bits = ""] =
    /^([^/]+)\/(\d+)$/.exec(operand) ?? refuse(`Malformed CIDR ${operand}: <address>/<bits> required`);
  const family = ipFamilyOf(base) ?? refuse(`Nonstandard IP address: ${base}`);
  if (Number(bits) >= addressBits[family])
    return refuse(`${family} mask bits must be < ${addressBits[family]}`);
  const isInBlock = ipBlock(base, family, Number(bits));
  return (leaf) => typeof leaf === "string" && isInBlock(leaf);
};

/** An address in a pattern is compared as an address; undefined when the text is none. */
export const readAddress = (text: string): LeafTest | undefined => {
  const family = ipFamilyOf(text);
  if (family === undefined) return undefined;
  const isAddress = ipBlock(text, family, addressBits[family]);
  return (leaf) => typeof leaf === "string" && isAddress(leaf);
};
