/** The facts a request is judged by: `aws:SourceIp`, `aws:PrincipalArn`, … Some keys hold several values. */
export type RequestContext = Readonly<Record<string, ContextValue | readonly ContextValue[] | undefined>>;
type ContextValue = string | number | boolean;

/** Looks a key up whatever its case; undefined when the request does not have it, or has no value for it. */
export type ContextLookup = (key: string) => readonly string[] | undefined;

export const lookupIn = (context: RequestContext): ContextLookup => {
  const values = new Map<string, readonly string[]>();
  for (const [key, value] of Object.entries(context)) {
    const listed = [value ?? []].flat().map(String);
    if (listed.length > 0) values.set(key.toLowerCase(), listed);
  }
  return (key) => values.get(key.toLowerCase());
};
