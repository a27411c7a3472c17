/**
 * A roster as plain JSON: layers, each of which says who is on call and when. Where several have somebody, priorities
 * decide between them.
 */
import * as z from "zod";
import { TimeZone } from "../calendar/calendar-shape.ts";
import { Layer } from "./layer-shape.ts";

export const Roster = z.strictObject({
  /** On whose wall the layers read their times, unless they name a zone of their own. */
  time_zone: TimeZone,
  layers: z
    .array(Layer)
    .min(1, "nobody is on call: give the roster a layer")
    .superRefine((layers, context) => {
      layers.forEach(({ name }, index) => {
        if (layers.findIndex((other) => other.name === name) < index)
          context.addIssue({
            code: "custom",
            path: [index, "name"],
            message: `"${name}" is the name of an earlier layer: give each its own`,
          });
      });
    }),
});
export type Roster = z.infer<typeof Roster>;
