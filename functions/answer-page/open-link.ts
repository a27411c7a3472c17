import { equalsAny } from "../../shared/platforms/constant-time.ts";
import { liveValues } from "../../shared/platforms/live-secrets.ts";
import type { HttpRequest } from "../../shared/handlers/on-request.ts";
import type { ResponderId } from "../../shared/domain/ids.ts";
import { signingKeyField, type Link } from "../../shared/links/link.ts";
import { verifyLink, type LinkVerdict } from "../../shared/links/verify-link.ts";
import type { LinkShelf, UsedLink } from "../../shared/ports/link-shelf.ts";
import type { SecretStore } from "../../shared/ports/secret-store.ts";
import { browserOf } from "./known-browser.ts";
import type { Refusal } from "./html/refusal-page.ts";

/** Whoever opened a link in time is not shut out in the middle of it. */
const openSeconds = 3600;

/** A link as the browser that comes with it may see it. */
export type Visit =
  | { readonly kind: "refused"; readonly refusal: Refusal; readonly link: Link | null }
  /** Nobody has used it. */
  | { readonly kind: "fresh"; readonly link: Link }
  /** This browser has. */
  | { readonly kind: "back"; readonly link: Link; readonly used: UsedLink };

type Ports = {
  readonly linkSecretId: string;
  readonly secrets: SecretStore;
  readonly shelf: LinkShelf;
  /** Whoever has left opens nothing any more, whatever link they still have. */
  readonly isResponder: (responder: ResponderId) => boolean;
};

/** Looks at a link and uses nothing up. */
export const openLink = async (ports: Ports, request: HttpRequest): Promise<Visit> => {
  const verdict = await verify(ports, request);
  if (verdict.kind === "forged" || !ports.isResponder(verdict.link.responder))
    return { kind: "refused", refusal: { reason: "unknown-link" }, link: null };
  const { link } = verdict;
  const used = await ports.shelf.find(link.linkId);
  if (used !== null) return comeBack(link, used, request);
  return verdict.kind === "link" ? { kind: "fresh", link } : expired(link, link.expiresAt);
};

/** Ties a fresh link to the browser that comes with it, unless another was quicker. */
export const useLink = async (
  { shelf }: Ports,
  request: HttpRequest,
  link: Link,
): Promise<Exclude<Visit, { kind: "fresh" }>> => {
  const browser = browserOf(request);
  if (browser === null) return { kind: "refused", refusal: { reason: "no-cookie" }, link };
  const { linkId } = link;
  const usedAt = request.receivedAt;
  const used = await shelf.use({
    linkId,
    usedAt,
    browser,
    openUntil: openUntil(link, usedAt),
    outcome: null,
  });
  return comeBack(link, used, request);
};

/** Until when a link that is used now stays open: as long as it would have been good, and at least for a while. */
export const openUntil = ({ expiresAt }: Link, usedAt: Date): Date =>
  new Date(Math.max(expiresAt.getTime(), usedAt.getTime() + openSeconds * 1000));

const comeBack = (link: Link, used: UsedLink, request: HttpRequest): Exclude<Visit, { kind: "fresh" }> => {
  const isOver = used.openUntil <= request.receivedAt;
  if (isOver) return expired(link, used.openUntil);
  return equalsAny(browserOf(request) ?? "", [used.browser])
    ? { kind: "back", link, used }
    : { kind: "refused", refusal: { reason: "used", at: used.usedAt }, link };
};

const expired = (link: Link, at: Date): Exclude<Visit, { kind: "fresh" | "back" }> => ({
  kind: "refused",
  refusal: { reason: "expired", at },
  link,
});

/** A signature that does not fit may be made with a secret newer than the one we remember: ask once more. */
const verify = async (ports: Ports, request: HttpRequest): Promise<LinkVerdict> => {
  const verdict = await verifyBy(ports, request, { fresh: false });
  return verdict.kind === "forged" ? verifyBy(ports, request, { fresh: true }) : verdict;
};

const verifyBy = async (
  { secrets, linkSecretId }: Ports,
  { pathParameters, receivedAt }: HttpRequest,
  options: { readonly fresh: boolean },
): Promise<LinkVerdict> => {
  const keys = liveValues(await secrets.read(linkSecretId, options), signingKeyField);
  if (keys.length === 0) throw new Error(`the secret of links has no ${signingKeyField}`);
  return verifyLink(pathParameters["token"] ?? "", keys, receivedAt);
};
