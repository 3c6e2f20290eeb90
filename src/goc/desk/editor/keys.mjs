// What keys do beside the usual, and how typed markup becomes lines and chips.
import { baseKeymap, chainCommands, splitBlockAs } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { NodeSelection, Plugin, TextSelection } from "prosemirror-state";
import { codesIn, signOf } from "./markup.mjs";

export const isOnChip = ({ selection }) =>
  selection instanceof NodeSelection && selection.node.type.name === "chip";

// The chip that is selected, or that stands right before the cursor: {code, from, to}.
export function chipAt(state) {
  const { selection } = state;
  if (isOnChip(state)) return { code: selection.node.attrs.code, from: selection.from, to: selection.to };
  const before = selection.empty && selection.$from.nodeBefore;
  if (!before || before.type.name !== "chip") return null;
  return { code: before.attrs.code, from: selection.from - before.nodeSize, to: selection.from };
}

export function setSign(sign) {
  return (state, dispatch) => {
    const { tr } = state;
    state.doc.nodesBetween(state.selection.from, state.selection.to, (node, at) => {
      if (node.type.name === "line" && node.attrs.sign !== sign) tr.setNodeMarkup(at, null, { sign });
    });
    if (tr.docChanged) dispatch?.(tr);
    return tr.docChanged;
  };
}

const lineIn = (state) => state.selection.$from.parent;

function clearSign(state, dispatch) {
  const { $from, empty } = state.selection;
  const isAtStart = empty && $from.parentOffset === 0 && lineIn(state).attrs.sign;
  return isAtStart ? setSign("")(state, dispatch) : false;
}

// An item is followed by an item, anything else by a paragraph; an empty item becomes a paragraph.
const split = splitBlockAs((node, isAtEnd) => {
  const goesOn = !isAtEnd || node.attrs.sign.trim() === "-";
  return { type: node.type, attrs: { sign: goesOn ? node.attrs.sign : "" } };
});
const endItem = (state, dispatch) =>
  lineIn(state).content.size === 0 && lineIn(state).attrs.sign ? setSign("")(state, dispatch) : false;

function afterChip(state, dispatch) {
  if (!isOnChip(state)) return false;
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, state.selection.to)));
  return true;
}

// `pick` opens the list of figures, `toBar` goes to what can be done with a chip.
export function keys({ pick, toBar }) {
  const enter = chainCommands((state) => isOnChip(state) && toBar(), endItem, split);
  const own = {
    "Mod-z": undo,
    "Mod-y": redo,
    "Shift-Mod-z": redo,
    "Mod-k": () => pick(),
    Enter: enter,
    "Shift-Enter": enter,
    Escape: afterChip,
    Backspace: chainCommands(clearSign, baseKeymap.Backspace),
  };
  return [keymap(own), keymap(baseKeymap), typing(pick), canonical()];
}

// `{` asks for a figure; what is typed while a chip is selected goes after it.
function typing(pick) {
  return new Plugin({
    props: {
      handleTextInput(view, _from, _to, text) {
        if (text === "{") return pick();
        if (!isOnChip(view.state)) return false;
        const { to } = view.state.selection;
        view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, to)).insertText(text, to));
        return true;
      },
    },
  });
}

// Signs and codes that came in as letters become what they mean, so that a text reads the same when it is opened again.
function canonical() {
  return new Plugin({
    appendTransaction(changes, _before, state) {
      if (!changes.some((one) => one.docChanged)) return null;
      const { tr } = state;
      bindCodes(state, tr);
      if (state.schema.cached.signed) liftSigns(tr);
      return tr.docChanged ? tr : null;
    },
  });
}

function bindCodes(state, tr) {
  state.doc.descendants((node, at) => {
    if (!node.isText) return;
    for (const match of codesIn(node.text)) {
      const [from, to] = [at + match.index, at + match.index + match[0].length];
      tr.replaceWith(tr.mapping.map(from), tr.mapping.map(to), state.schema.node("chip", { code: match[0] }));
    }
  });
}

function liftSigns(tr) {
  const lines = [];
  tr.doc.forEach((line, at) => lines.push([line, at]));
  for (const [line, at] of lines.reverse()) {
    const sign = !line.attrs.sign && line.firstChild?.isText ? signOf(line.firstChild.text) : "";
    if (sign) tr.delete(at + 1, at + 1 + sign.length).setNodeMarkup(at, null, { sign });
  }
}
