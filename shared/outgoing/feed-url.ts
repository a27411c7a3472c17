/** Calendars write their addresses as `webcal:`, for programs that subscribe to them: what is meant is https. */
export const feedUrl = (written: string): string => written.trim().replace(/^webcals?:/iu, "https:");
