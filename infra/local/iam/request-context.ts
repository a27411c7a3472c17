/** The facts a request is judged by: `aws:SourceIp`, `aws:PrincipalArn`, … Some keys hold several values. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

/** Looks a key up whatever its case; undefined when the request does not have it. */
export type ContextLookup = (key: string) => readonly string[] | undefined;

export const lookupIn = (context: RequestContext): ContextLookup => {
  const values = new Map(
    Object.entries(context).map(([key, value]) => [
      key.toLowerCase(),
      typeof value === "string" ? [value] : value,
    ]),
  );
  return (key) => values.get(key.toLowerCase());
};
