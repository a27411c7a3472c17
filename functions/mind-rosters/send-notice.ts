import type { PageMessage } from "../../shared/contracts/page.ts";
import type { Ports } from "./ports.ts";

type Notice = { readonly page: PageMessage; readonly destinations: readonly string[]; readonly now: Date };

/** The first of somebody's destinations that takes it is enough. False where none did. */
export const sendToFirst = async (ports: Ports, { page, destinations, now }: Notice): Promise<boolean> => {
  for (const destination of destinations)
    if (await isTaken(ports, { page, now, destinations: [destination] })) return true;
  return false;
};

/** Every one of them. False where none took it. */
export const sendToAll = async (ports: Ports, { page, destinations, now }: Notice): Promise<boolean> => {
  const taken = await Promise.all(
    destinations.map((destination) => isTaken(ports, { page, now, destinations: [destination] })),
  );
  return taken.includes(true);
};

const isTaken = async (
  { pagers, telemetry }: Ports,
  { page, destinations: [destination = ""], now }: Notice,
): Promise<boolean> => {
  try {
    const pager = pagers[destination];
    if (pager === undefined) throw new Error(`no destination is called ${destination}`);
    await pager.send(page, now);
    telemetry.count("NoticeSent");
    telemetry.note("notice.sent", { destination, pageId: page.id, action: page.action });
    return true;
  } catch (error) {
    telemetry.warn("notice.refused", error, { destination, pageId: page.id });
    return false;
  }
};
