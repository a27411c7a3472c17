import type { ResponderId } from "../../shared/domain/ids.ts";

/** The person a link was made for, as the roster knows them. */
export type Reader = {
  readonly id: ResponderId;
  readonly name: string;
  /** Whose wall they look at, so that no script has to ask their phone. */
  readonly timeZone: string;
};
