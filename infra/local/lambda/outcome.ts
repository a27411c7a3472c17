/** How an invocation ended, as its function's process put it. `payload` is JSON. */
export type Outcome = { readonly failed: boolean; readonly payload: string };
