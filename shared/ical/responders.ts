/** Who is who: a responder goes by id, e-mail address or name, in any case, with an @ before it or without. */
export type Responder = { readonly id: string; readonly email?: string; readonly name?: string };

export type Known = {
  readonly ids: readonly string[];
  /** The id of the only responder who goes by this. An id is stronger than an address, and that than a name. */
  readonly called: (written: string) => string | undefined;
};

export const knownFrom = (responders: readonly Responder[]): Known => {
  const ids = idsBy(responders, ({ id }) => id);
  const emails = idsBy(responders, ({ email }) => email);
  const names = idsBy(responders, ({ name }) => name);
  return {
    ids: responders.map(({ id }) => id),
    called: (written) => {
      const key = keyOf(written);
      return ids.get(key) ?? emails.get(key) ?? names.get(key);
    },
  };
};

/** Without what several responders go by. */
const idsBy = (
  responders: readonly Responder[],
  sayOf: (responder: Responder) => string | undefined,
): ReadonlyMap<string, string> => {
  const named = Map.groupBy(responders, (responder) => keyOf(sayOf(responder) ?? ""));
  named.delete("");
  return new Map([...named].flatMap(([key, [only, other]]) => (only && !other ? [[key, only.id]] : [])));
};

const keyOf = (written: string): string =>
  written.normalize("NFKC").trim().replace(/^@\s*/u, "").replaceAll(/\s+/gu, " ").toLowerCase();
