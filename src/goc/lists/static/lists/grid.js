// A pasted table as cells: textarea[data-grid] stays what is sent; the cells write into it. Works without this file.
"use strict";
(() => {
  const SPARE = 15;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d").trim().replace(/\s+/g, " ");

  // Excel puts a cell with a line break or a quotation mark between quotation marks.
  function cellsOf(text) {
    const rows = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const row = rows[rows.length - 1];
      const letter = text[at];
      if (quoted && letter === '"' && text[at + 1] === '"') { row[row.length - 1] += '"'; at += 1; }
      else if (letter === '"' && (quoted || row[row.length - 1] === "")) quoted = !quoted;
      else if (quoted) row[row.length - 1] += letter;
      else if (letter === "\t") row.push("");
      else if (letter === "\n") rows.push([""]);
      else if (letter !== "\r") row[row.length - 1] += letter;
    }
    return rows;
  }

  const written = (cell) => (/["\n\r\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

  function setUp(box) {
    const heads = new Set(box.dataset.grid.split("\t").map(plain));
    const rows = cellsOf(box.value).filter((row) => row.some(Boolean));
    const head = rows.shift();
    const table = document.createElement("table");
    table.className = "table";
    const top = table.createTHead().insertRow();
    ["", ...head].forEach((label) => {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.textContent = label;
      top.append(cell);
    });
    const body = table.createTBody();

    function addRow(values = []) {
      const row = body.insertRow();
      const number = document.createElement("th");
      number.scope = "row";
      number.className = "num";
      number.textContent = body.rows.length;
      row.append(number);
      head.forEach((label, at) => {
        const input = document.createElement("input");
        input.value = values[at] || "";
        input.autocomplete = "off";
        input.setAttribute("aria-label", `${label}, ${box.dataset.row} ${body.rows.length}`);
        row.insertCell().append(input);
      });
    }

    const inputs = (row) => [...row.querySelectorAll("input")];
    function sync() {
      const lines = [...body.rows].map((row) => inputs(row).map((input) => written(input.value)));
      const said = lines.filter((line) => line.some(Boolean)).map((line) => line.join("\t"));
      box.value = [head.map(written).join("\t"), ...said].join("\n") + "\n";
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }

    const placeOf = (input) => [input.closest("tr").sectionRowIndex, input.closest("td").cellIndex - 1];
    function go(row, at) {
      const to = body.rows[row];
      if (to) inputs(to)[at]?.focus();
    }

    table.addEventListener("paste", (event) => {
      const text = event.clipboardData.getData("text/plain");
      if (!/[\t\n]/.test(text.trimEnd())) return;
      event.preventDefault();
      const pasted = cellsOf(text.replace(/\r?\n$/, ""));
      if (pasted.slice(0, 10).some((row) => row.filter((cell) => heads.has(plain(cell))).length > 1)) {
        box.value = text; // a table with its own head: its columns may stand in any order
        box.form.requestSubmit(box.form.querySelector("button[name=look]"));
        return;
      }
      const [first, from] = placeOf(event.target);
      while (body.rows.length < first + pasted.length + 1) addRow();
      pasted.forEach((row, down) => {
        const cells = inputs(body.rows[first + down]);
        row.forEach((value, right) => { if (cells[from + right]) cells[from + right].value = value.trim(); });
      });
      sync();
    });
    table.addEventListener("input", (event) => {
      if (placeOf(event.target)[0] === body.rows.length - 1) addRow();
      sync();
    });
    table.addEventListener("keydown", (event) => {
      const [row, at] = placeOf(event.target);
      if (event.key === "Enter" || event.key === "ArrowDown") { event.preventDefault(); go(row + 1, at); }
      if (event.key === "ArrowUp") { event.preventDefault(); go(row - 1, at); }
    });

    rows.forEach((row) => addRow(row));
    if (rows.length === 0) for (let n = 0; n < SPARE; n += 1) addRow();
    const frame = document.createElement("div");
    frame.className = "table-scroll grid-cells";
    frame.append(table);
    const toggle = document.createElement("button");
    toggle.type = "button";
    toggle.className = "btn";
    toggle.textContent = box.dataset.asText;
    toggle.addEventListener("click", () => {
      frame.remove();
      toggle.remove();
      box.hidden = false;
      box.focus();
    });
    box.hidden = true;
    box.before(frame);
    box.after(toggle);
  }

  // Whoever was signed out meanwhile would lose the table on the way to the sign-in page.
  function guard(form) {
    let isIn = false;
    form.addEventListener("submit", async (event) => {
      if (isIn) return;
      event.preventDefault();
      const answer = await fetch(location.href, { redirect: "manual" }).catch(() => null);
      form.querySelector("[data-ended]").hidden = Boolean(answer?.ok);
      if (!answer?.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const token = "csrfmiddlewaretoken"; // another one since who signed in again
      form.elements[token].value = page.querySelector(`[name=${token}]`).value;
      isIn = true;
      form.requestSubmit(event.submitter);
      isIn = false;
    });
  }

  document.querySelectorAll("form[data-guard]").forEach(guard);
  // Not before the browser has put back what stood in the box when somebody left the page.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) document.querySelectorAll("textarea[data-grid]").forEach(setUp);
  });
})();
