import { PlatformRefused, type Access, type PlatformConnector } from "./platform-connector.ts";

export type AccessField = { readonly name: string; readonly mayStayEmpty: boolean };

/** The fields of a connector's access secret: `[expiresAt]` in its list is one called `expiresAt` that may stay empty. */
export const accessFieldsOf = ({ accessFields }: Pick<PlatformConnector, "accessFields">): AccessField[] =>
  accessFields.map((field) => ({
    name: field.replace(/^\[(.*)\]$/u, "$1"),
    mayStayEmpty: field.startsWith("["),
  }));

/** A field a call cannot do without. PlatformRefused where nobody has filled it in. */
export const neededField = (access: Access, field: string): string => {
  const value = access[field] ?? "";
  if (value !== "") return value;
  throw new PlatformRefused("unauthorised", `${field} is empty in the channel's access secret`);
};
