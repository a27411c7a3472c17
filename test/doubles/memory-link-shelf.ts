import type { LinkShelf, UsedLink } from "../../shared/ports/link-shelf.ts";

/** Used links, in memory, under the same conditions as in the table; `used` is what a test may look at. */
export const memoryLinkShelf = (): LinkShelf & { readonly used: ReadonlyMap<string, UsedLink> } => {
  const used = new Map<string, UsedLink>();
  return {
    used,
    find: async (linkId) => structuredClone(used.get(linkId) ?? null),
    use: async (use) => {
      if (!used.has(use.linkId)) used.set(use.linkId, structuredClone(use));
      return structuredClone(used.get(use.linkId) ?? use);
    },
    keep: async (link) => {
      if (used.get(link.linkId)?.browser === link.browser) used.set(link.linkId, structuredClone(link));
    },
  };
};
