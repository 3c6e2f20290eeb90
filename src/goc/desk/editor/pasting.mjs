// What is pasted from Word or a page, brought down to lines of words; our own lines and chips come through as they are.
import { Fragment, Slice } from "prosemirror-model";
import { lineOf } from "./markup.mjs";

const BLOCKS = "address,article,blockquote,dd,div,dl,dt,fieldset,figure,footer,form,h1,h2,h3,h4,h5,h6,header,hr,li,main,ol,p,pre,section,table,tbody,td,tfoot,th,thead,tr,ul";
const DROPPED = "script,style,title,meta,link,template,noscript,del,img,svg,object";
const SIGNS = { H1: "# ", H2: "## ", H3: "### ", H4: "#### ", LI: "- " };
const SHEETS = /<(style|script)\b[\s\S]*?<\/\1\s*>/giu; // our policy would complain of them
const LABELS = "[style*='mso-list:Ignore'], [style*='mso-list: Ignore']";

const spaces = (text) => text.replace(/[\s\u00a0]+/gu, " ");

// Word writes the number or the bullet of a list as text: a number stays, a bullet is our dash.
function labelled(page) {
  for (const label of page.querySelectorAll(LABELS)) {
    const said = spaces(label.textContent).trim();
    label.replaceWith(/[\p{L}\p{N}]/u.test(said) && said !== "o" ? `${said} ` : "- ");
  }
}

export function linesIn(html, signed) {
  const page = new DOMParser().parseFromString(html.replace(SHEETS, ""), "text/html");
  page.querySelectorAll(DROPPED).forEach((node) => node.remove());
  labelled(page);
  const lines = [];
  let now = { sign: "", text: "" };
  const close = (sign = "") => {
    if (now.text.trim()) lines.push(now.sign + spaces(now.text).trim());
    now = { sign, text: "" };
  };
  const walk = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) now.text += child.data;
      if (child.nodeType !== Node.ELEMENT_NODE) continue;
      const isBlock = child.matches(BLOCKS);
      if (isBlock || child.nodeName === "BR") close(signFor(child, signed) || (isBlock ? now.sign : ""));
      walk(child);
      if (isBlock) close();
    }
  };
  walk(page.body);
  close();
  return lines;
}

function signFor(node, signed) {
  const sign = SIGNS[node.nodeName] || "";
  return signed || sign === "- " ? sign : "";
}

function escaped(text) {
  const box = document.createElement("p");
  box.textContent = text;
  return box.innerHTML;
}

// For EditorView: the props that decide what a paste leaves.
export function pasting(schema) {
  return {
    transformPastedHTML(html) {
      if (html.includes("data-pm-slice")) return html;
      return linesIn(html, schema.cached.signed).map((line) => `<p>${escaped(line)}</p>`).join("");
    },
    transformPasted: (slice) => Slice.maxOpen(slice.content), // whole lines join the line they are put into
    clipboardTextParser(text) {
      const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
      return new Slice(Fragment.from(lines.map((line) => lineOf(schema, line))), 1, 1);
    },
    clipboardTextSerializer: (slice) => slice.content.textBetween(0, slice.content.size, "\n"),
  };
}
