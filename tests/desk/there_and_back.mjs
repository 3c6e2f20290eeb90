// For test_editor.py: reads {text, signed, at} a line, answers with the text as the editor gives it back, and as it is
// after something was typed at a place and undone.
import { createInterface } from "node:readline";
import { history, undo } from "prosemirror-history";
import { EditorState, TextSelection } from "prosemirror-state";

const [folder] = process.argv.slice(2);
const { Book } = await import(`${folder}/book.mjs`);
const { docOf, textOf } = await import(`${folder}/markup.mjs`);
const { keys } = await import(`${folder}/keys.mjs`);
const { schemaOf } = await import(`${folder}/schema.mjs`);

const book = new Book([], { wrong: "x", wrong_said: "x" });
const schemas = { true: schemaOf(book, true), false: schemaOf(book, false) };

for await (const line of createInterface({ input: process.stdin })) {
  const { text, signed, at, typed } = JSON.parse(line);
  const doc = docOf(schemas[signed], text);
  doc.check();
  let state = EditorState.create({ doc, plugins: [...keys({}), history()] });
  const place = TextSelection.near(state.doc.resolve(at % (doc.content.size + 1))).from;
  state = state.apply(state.tr.insertText(typed, place));
  const after = textOf(state.doc);
  const again = textOf(docOf(schemas[signed], after));
  const [chips, signs] = [[], []];
  state.doc.descendants((node) => void (node.type.name === "chip" && chips.push(node.attrs.code)));
  state.doc.forEach((node) => signs.push(node.attrs.sign));
  undo(state, (tr) => (state = state.apply(tr)));
  console.log(JSON.stringify({ back: textOf(doc), after, again, undone: textOf(state.doc), chips, signs }));
}
