// The list of figures, by their Vietnamese names: typed, walked with the arrows, taken with Enter.

const made = (tag, attributes = {}, ...inside) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
};

export class Picker {
  constructor(book) {
    const { words } = book;
    this.book = book;
    this.search = made("input", {
      type: "text", class: "form-control", role: "combobox", "aria-expanded": "true", autocomplete: "off",
      "aria-controls": "figures-found", "aria-label": words.search, placeholder: words.search,
    });
    this.list = made("ul", { role: "listbox", id: "figures-found", "aria-label": words.insert });
    this.none = made("p", { class: "quiet", role: "status" });
    const close = made("button", { type: "button", class: "btn" }, words.close);
    const title = made("h2", { id: "picker-title" }, words.insert);
    this.dialog = made(
      "dialog", { class: "picker", "aria-labelledby": "picker-title" }, title, this.search, this.list, this.none, close,
    );
    document.body.append(this.dialog);
    close.addEventListener("click", () => this.dialog.close());
    this.search.addEventListener("input", () => this.show());
    this.search.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("click", (event) => this.take(event.target.closest("[role=option]")));
    this.dialog.addEventListener("close", () => this.done?.(this.taken));
  }

  // Resolves to the code that was taken, or to nothing.
  ask() {
    this.taken = "";
    this.search.value = "";
    this.show();
    this.dialog.showModal();
    this.search.focus();
    return new Promise((done) => (this.done = done));
  }

  show() {
    const chips = this.book.found(this.search.value);
    this.list.replaceChildren(...chips.map((chip, at) => this.option(chip, at)));
    this.none.textContent = chips.length ? "" : this.book.words.none;
    this.mark(this.list.firstChild);
  }

  option(chip, at) {
    const [way] = chip.ways;
    const option = made("li", { role: "option", id: `figure-${at}`, "aria-selected": "false" }, made("span", {}, chip.name));
    option.append(" ", made("b", {}, way.text), " ", made("small", {}, chip.group));
    option.code = way.code;
    return option;
  }

  mark(option) {
    this.now?.setAttribute("aria-selected", "false");
    this.now = option;
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    this.search.setAttribute("aria-activedescendant", option?.id || "");
  }

  key(event) {
    const step = { ArrowDown: "nextSibling", ArrowUp: "previousSibling" }[event.key];
    if (step) this.mark(this.now?.[step] || this.now);
    if (event.key === "Enter") this.take(this.now);
    if (step || event.key === "Enter") event.preventDefault();
  }

  take(option) {
    if (!option) return;
    this.taken = option.code;
    this.dialog.close();
  }
}
