import * as z from "zod";
import { ClockMove } from "../domain/clocks/clock-move.ts";
import { defineEvent } from "./event-contract.ts";

/** Somebody had due times of an open conversation computed anew: each says what it was, what it is, and by which policy. */
export const DeadlinesMoved = defineEvent("DeadlinesMoved", { moves: z.array(ClockMove).min(1) });
