import { createHash } from "node:crypto";

/** A page's id where ids may be no longer than this: its beginning, and a digest that keeps two long ones apart. */
export const shortId = (id: string, longest: number): string => {
  if (id.length <= longest) return id;
  const digest = createHash("sha256").update(id).digest("hex").slice(0, 32);
  return `${id.slice(0, longest - digest.length - 1)}~${digest}`;
};
