// What a text is made of: lines, and in them words and chips. Nothing else is kept, whatever is pasted.
import { Schema } from "prosemirror-model";
import { isCode, signOf } from "./markup.mjs";

export const STYLES = {
  "#": "part", "##": "roman", "###": "arabic", "####": "letter", "-": "item", ">": "note", "^": "centered",
};

// `book` tells what a chip shows; `signed`: whether lines begin with signs.
export function schemaOf(book, signed) {
  const signIn = (dom) => {
    const sign = dom.dataset.sign || "";
    return { sign: signed && signOf(sign) === sign ? sign : "" };
  };
  const schema = new Schema({
    nodes: {
      doc: { content: "line+" },
      line: {
        content: "(text | chip)*",
        attrs: { sign: { default: "" } },
        whitespace: "pre",
        parseDOM: [{ tag: "p", preserveWhitespace: "full", getAttrs: signIn }],
        toDOM: ({ attrs }) => [
          "p", { "data-sign": attrs.sign, class: STYLES[attrs.sign.trim()] || "body" }, 0,
        ],
      },
      text: {},
      chip: {
        inline: true,
        atom: true,
        draggable: true,
        attrs: { code: {} },
        leafText: ({ attrs }) => book.of(attrs.code).text,
        parseDOM: [
          { tag: "span[data-chip]", getAttrs: (dom) => isCode(dom.dataset.chip) && { code: dom.dataset.chip } },
        ],
        toDOM: ({ attrs }) => {
          const { kind, title, text } = book.of(attrs.code);
          return ["span", { "data-chip": attrs.code, class: `chip ${kind}`, title }, text];
        },
      },
    },
  });
  schema.cached.signed = signed;
  return schema;
}
