import { channelState } from "../connect/channel-state.ts";
import type { Check } from "./patient.ts";

/** What `connect --check` says of each channel: whether its platform still sends. */
export const subscriptions: Check = {
  name: "subscriptions",
  look: (patient) =>
    Promise.all(
      Object.keys(patient.config.channels).map(async (id) => {
        const { verdict, saw, next } = await channelState(patient, id);
        return { check: `subscription of ${id}`, verdict, saw, ...(next !== undefined && { next }) };
      }),
    ),
};
