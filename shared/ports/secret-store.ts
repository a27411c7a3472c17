/** One secret's live values: the current one, and while it is being rotated the previous one too. */
export type SecretStore = {
  /**
   * The values of a secret's fields, newest version first; a field nobody has filled in yet is left out.
   * Cached; `fresh` asks the source again, at most once in 30 seconds per secret.
   */
  readonly read: (
    secretId: string,
    options?: { readonly fresh?: boolean },
  ) => Promise<Readonly<Record<string, string>>[]>;
};
