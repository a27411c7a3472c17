/** A figure and when it was measured. */
export type Datapoint = { readonly at: Date; readonly value: number };
