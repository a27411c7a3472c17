export const laterOf = (one: Date, other: Date): Date => (one.getTime() < other.getTime() ? other : one);
