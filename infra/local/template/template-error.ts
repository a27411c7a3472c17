/** Where in a template something stands: `Resources`, a logical id, `Properties`, … */
export type TemplatePath = readonly (string | number)[];

/** The template says something the local runtime cannot do; the message names what, and where it says so. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
}

export const stopAt = (path: TemplatePath, message: string): never => {
  throw new TemplateError(`${message} (at ${path.join(".")})`);
};
