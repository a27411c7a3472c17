/** `on-call` becomes `OnCall`: an id of the configuration, as stack outputs spell it. */
export const pascalCase = (id: string): string =>
  id
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
