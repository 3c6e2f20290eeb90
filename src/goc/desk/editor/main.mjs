// Puts an editor in the place of textarea[data-editor]. The textarea stays what is sent, kept and read: every change is
// written into it, and what others write into it is read again. Where this file fails, the textarea is there.
import { history } from "prosemirror-history";
import { EditorState, Plugin, TextSelection } from "prosemirror-state";
import { Decoration, DecorationSet, EditorView } from "prosemirror-view";
import { Bar } from "./bar.mjs";
import { Book } from "./book.mjs";
import { keys } from "./keys.mjs";
import { docOf, textOf } from "./markup.mjs";
import { pasting } from "./pasting.mjs";
import { Picker } from "./picker.mjs";
import { schemaOf } from "./schema.mjs";

// The named lines a text begins with where lines have signs, until the first empty one.
const heads = new Plugin({
  props: {
    decorations({ doc }) {
      const found = [];
      let isHead = true;
      doc.forEach((line, at) => {
        isHead &&= line.content.size > 0;
        if (isHead) found.push(Decoration.node(at, at + line.nodeSize, { class: "head" }));
      });
      return DecorationSet.create(doc, found);
    },
  },
});

class Editor {
  constructor(box, { chips, signs, words }, picker) {
    this.box = box;
    this.schema = schemaOf(picker.book, signs.length > 0);
    const pick = () => {
      picker.ask().then((code) => (code ? this.insert(code) : this.view.focus()));
      return true;
    };
    this.bar = new Bar(picker.book, signs, { pick, leave: () => this.leave() });
    this.plugins = [...keys({ pick, toBar: () => this.bar.focus() }), history(), ...(signs.length ? [heads] : [])];
    this.root = document.createElement("div");
    this.root.className = "editor";
    this.root.append(this.bar.dom);
    box.before(this.root);
    this.view = new EditorView(this.root, {
      state: this.read(),
      attributes: this.attributes(),
      dispatchTransaction: (tr) => this.changed(tr),
      ...pasting(this.schema),
    });
    this.bar.update(this.view);
    this.listen();
    box.hidden = true;
    box.required = false; // a hidden box cannot say what is missing; the page does
    document.body.classList.add("has-editor");
  }

  attributes() {
    const label = this.box.labels[0];
    if (label) label.id ||= `${this.box.id}_label`;
    return {
      role: "textbox", "aria-multiline": "true", lang: "vi", spellcheck: "false", class: "editor-text",
      ...(label ? { "aria-labelledby": label.id } : {}),
      ...(this.box.hasAttribute("aria-describedby") ? { "aria-describedby": this.box.getAttribute("aria-describedby") } : {}),
    };
  }

  listen() {
    this.box.labels[0]?.addEventListener("click", () => this.view?.focus());
    this.box.addEventListener("input", () => {
      if (this.view && !this.writing) this.view.updateState(this.read());
    });
    this.box.addEventListener("insert-code", (event) => {
      if (!this.view) return;
      event.preventDefault();
      this.insert(event.detail);
    });
    this.bar.dom.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.view.focus();
    });
  }

  read() {
    return EditorState.create({ doc: docOf(this.schema, this.box.value), plugins: this.plugins });
  }

  changed(tr) {
    this.view.updateState(this.view.state.apply(tr));
    if (tr.docChanged) {
      this.writing = true;
      this.box.value = textOf(this.view.state.doc);
      this.box.dispatchEvent(new Event("input", { bubbles: true }));
      this.writing = false;
    }
    this.bar.update(this.view);
  }

  insert(code) {
    const { state } = this.view;
    const at = state.selection.to;
    const tr = state.tr.insert(at, this.schema.node("chip", { code }));
    this.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView());
    this.view.focus();
  }

  // Back to the plain box.
  leave() {
    this.box.hidden = false;
    this.close();
    this.box.focus();
    document.body.classList.remove("has-editor");
  }

  close() {
    this.view.destroy();
    this.view = null;
    this.root.remove();
  }
}

const open = [];
let picker = null;

function setUp(box) {
  box.dataset.mounted = "1";
  const data = JSON.parse(document.getElementById(box.dataset.editor).textContent);
  picker ||= new Picker(new Book(data.chips, data.words));
  const before = box.previousSibling;
  try {
    open.push(new Editor(box, data, picker));
  } catch (error) {
    while (box.previousSibling !== before) box.previousSibling.remove();
    box.hidden = false;
    console.error(error);
  }
}

function setUpAll() {
  for (const one of open.splice(0)) {
    if (!one.view) continue;
    if (one.box.isConnected) open.push(one);
    else one.view.destroy();
  }
  document.querySelectorAll("textarea[data-editor]:not([data-mounted])").forEach(setUp);
}

setUpAll();
document.addEventListener("htmx:afterSettle", setUpAll); // another box after a number is bound
