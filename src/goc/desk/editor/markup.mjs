// Our markup as lines of text and chips, and back, letter for letter. A line keeps the sign it began with as it was
// written; a chip keeps its code.

const CODE = /\{@?[^{}@\s]+\}/gu;
const ONE_CODE = /^\{@?[^{}@\s]+\}$/u;
const SIGN = /^\s*(?:#{1,4}\s+|[->^] )/u;

export const isCode = (text) => ONE_CODE.test(text);

// What a line begins with where lines have signs (`schema.cached.signed`): heading, item, note, centred.
export const signOf = (text) => SIGN.exec(text)?.[0] ?? "";

export const codesIn = (text) => [...text.matchAll(CODE)];

export function inlinesOf(schema, text) {
  const found = [];
  let place = 0;
  const take = (words) => words && found.push(schema.text(words));
  for (const match of codesIn(text)) {
    take(text.slice(place, match.index));
    found.push(schema.node("chip", { code: match[0] }));
    place = match.index + match[0].length;
  }
  take(text.slice(place));
  return found;
}

export function lineOf(schema, text) {
  const sign = schema.cached.signed ? signOf(text) : "";
  return schema.node("line", { sign }, inlinesOf(schema, text.slice(sign.length)));
}

export const docOf = (schema, text) =>
  schema.node("doc", null, text.split("\n").map((line) => lineOf(schema, line)));

export function textOf(doc) {
  const lines = [];
  doc.forEach((line) => {
    let text = line.attrs.sign;
    line.forEach((node) => (text += node.isText ? node.text : node.attrs.code));
    lines.push(text);
  });
  return lines.join("\n");
}
