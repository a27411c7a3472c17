import { UsageError } from "../command.ts";

type Named = { readonly name: string };

/** The one that is called so, or whose name holds that and no other's does; any case. UsageError when it is none or several. */
export const chooseOne = <One extends Named>(what: string, wanted: string, among: readonly One[]): One => {
  const exact = among.find(({ name }) => name === wanted);
  if (exact !== undefined) return exact;
  const holding = among.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()));
  const [first] = holding;
  if (first !== undefined && holding.length === 1) return first;
  const names = (holding.length === 0 ? among : holding).map(({ name }) => name).join(", ") || "none";
  throw new UsageError(
    holding.length === 0
      ? `no ${what} is called "${wanted}": there is ${names}`
      : `"${wanted}" fits several ${what}s: ${names}`,
  );
};
