// Above the text: insert, undo, the style of the line; below that what the chip at the cursor is and how it is printed.
import { redo, undo } from "prosemirror-history";
import { chipAt, setSign } from "./keys.mjs";

function button(label, act, css = "btn btn-small") {
  const made = document.createElement("button");
  made.type = "button";
  made.className = css;
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

function select(label, options) {
  const made = document.createElement("select");
  made.className = "form-select";
  made.setAttribute("aria-label", label);
  for (const [value, said] of options) made.add(new Option(said, value));
  return made;
}

export class Bar {
  // `signs`: [[sign, label]] where lines have styles; `leave` goes back to the plain box
  constructor(book, signs, { pick, leave }) {
    this.book = book;
    const { words } = book;
    this.dom = document.createElement("div");
    this.dom.className = "editor-bar";
    const tools = document.createElement("div");
    tools.className = "editor-tools";
    const run = (command) => () => {
      command(this.view.state, this.view.dispatch);
      this.view.focus();
    };
    tools.append(button(words.insert, pick, "btn btn-small btn-insert"));
    if (signs.length) tools.append(this.styles(signs, words, run));
    tools.append(button(words.undo, run(undo)), button(words.redo, run(redo)), button(words.plain, leave));
    this.chip = document.createElement("div");
    this.chip.className = "editor-chip";
    this.name = document.createElement("span");
    this.name.setAttribute("aria-live", "polite");
    this.ways = document.createElement("span");
    this.ways.className = "editor-ways";
    this.chip.append(this.name, this.ways);
    this.dom.append(tools, this.chip);
  }

  styles(signs, words, run) {
    this.style = select(words.style, signs);
    this.style.addEventListener("change", () => run(setSign(this.style.value))());
    return this.style;
  }

  update(view) {
    this.view = view;
    if (this.style) {
      const sign = view.state.selection.$from.parent.attrs.sign?.trim() || "";
      this.style.value = sign && `${sign} `;
    }
    const chip = chipAt(view.state);
    const now = chip ? `${chip.code}${chip.from}` : "";
    if (now === this.shown) return;
    this.shown = now;
    const { words } = this.book;
    const told = chip && this.book.of(chip.code);
    this.name.textContent = told ? told.name : words.hint;
    this.chip.classList.toggle("wrong", told?.kind === "wrong");
    const had = this.ways.contains(document.activeElement);
    this.ways.replaceChildren(...(told ? this.acts(told, chip) : []));
    if (had) this.focus();
  }

  acts(told, chip) {
    const { remove, way: label } = this.book.words;
    const away = button(remove, () => this.replace(chip, ""), "btn btn-small btn-danger");
    if (told.ways.length < 2) return [away];
    const said = ({ text, said }) => [text, said].filter(Boolean).join(" · ");
    const ways = select(label, told.ways.map((way) => [way.code, said(way)]));
    ways.value = chip.code;
    ways.addEventListener("change", () => this.replace(chip, ways.value));
    return [ways, away];
  }

  replace({ from, to }, code) {
    const { state } = this.view;
    const tr = code ? state.tr.setNodeMarkup(from, null, { code }) : state.tr.delete(from, to);
    this.view.dispatch(tr);
    if (!code) this.view.focus();
  }

  // To the ways of the chip, for the keyboard; Escape leads back.
  focus() {
    const target = this.ways.firstChild;
    target?.focus();
    return Boolean(target);
  }
}
