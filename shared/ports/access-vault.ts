/** Where a channel's access secret is kept. Nothing is cached: tokens may be used once. */
export type AccessVault = {
  /** Its fields; one nobody has filled in is left out. */
  readonly read: (secretId: string) => Promise<Readonly<Record<string, string>>>;
  /** Resolves once the new value is durable. The one before stays readable as the previous version. */
  readonly store: (secretId: string, access: Readonly<Record<string, string>>) => Promise<void>;
};
