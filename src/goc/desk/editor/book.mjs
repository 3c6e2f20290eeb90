// What the page says of every code: its name, the ways it can be printed, what is printed. Codes are never shown.

const lower = (text) => text.normalize("NFC").toLowerCase();

const plain = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d");

// A document of the register is shown by its number, whether the register has it or not.
const DOCUMENT = /^\{vb:(.+)\}$/u;

export class Book {
  // chips: [{name, group, ways: [{code, said, text}]}]; words: what the editor says
  constructor(chips, words) {
    this.chips = chips;
    this.words = words;
    this.known = new Map();
    for (const chip of chips) {
      for (const way of chip.ways) this.known.set(way.code, this.told(chip, way));
    }
  }

  told(chip, way) {
    const title = way.said ? `${chip.name} (${way.said})` : chip.name;
    return { title, name: chip.name, text: way.text || title, ways: chip.ways, kind: way.text ? "bound" : "named" };
  }

  of(code) {
    const { cited, wrong, wrong_said: title } = this.words;
    const document = DOCUMENT.exec(code);
    const named = document && { title: cited, name: cited, text: document[1], ways: [], kind: "named" };
    return this.known.get(code) || named || { title, name: title, text: wrong, ways: [], kind: "wrong" };
  }

  // Those whose name holds every word looked for: as typed first, then whatever the tone marks.
  found(asked) {
    return [...new Set([...this.holding(asked, lower), ...this.holding(asked, plain)])];
  }

  holding(asked, fold) {
    const parts = fold(asked).split(/\s+/).filter(Boolean);
    return this.chips.filter(({ name, ways }) => {
      const words = fold(`${name} ${ways.map((way) => way.code).join(" ")}`);
      return parts.every((part) => words.includes(part));
    });
  }
}
