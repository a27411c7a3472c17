/** `${Name}` and `${Name.Attribute}`; `${!Literal}` stands for `${Literal}` itself. */
const placeholder = /\$\{(!?)([^}]*)\}/g;

export const fillSub = (template: string, valueOf: (name: string) => string): string =>
  template.replace(placeholder, (_match, literal: string, name: string) =>
    literal === "!" ? `\${${name}}` : valueOf(name.trim()),
  );

/** Every name a template of Fn::Sub speaks of. */
export const namesInSub = (template: string): readonly string[] =>
  [...template.matchAll(placeholder)]
    .filter(([, literal]) => literal !== "!")
    .map(([, , name = ""]) => name.trim());
