/**
 * A roster as people write it. It is the domain's, but for layers that are kept in a file of iCalendar beside the
 * configuration: the resolver turns it into plain shifts.
 */
import type { Layer } from "../domain/roster/layer-shape.ts";
import type { Roster } from "../domain/roster/roster-shape.ts";

type FedLayer = Omit<Layer, "turns" | "rotation" | "shifts" | "feed"> & { readonly feed: string };

export type WrittenRoster = Omit<Roster, "layers"> & { readonly layers: readonly (Layer | FedLayer)[] };
