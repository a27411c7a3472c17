import * as z from "zod";
import { deploymentFlags } from "../deployment/deployment-flags.ts";

/** What every command takes by which staff change a conversation: who says so, and where it runs. */
export const deskFlags = {
  by: z
    .string()
    .trim()
    .min(1, "is empty: write a name")
    .max(100, "is too long")
    .regex(/^[^\p{Cc}\p{Cf}]*$/u, "has characters that nobody sees: write a plain name")
    .default("staff")
    .describe("who says so"),
  config: z.string().optional().describe("the configuration it was deployed with, where it is another"),
  ...deploymentFlags,
};
