// Tables that are sorted by their heads, and that a phone shows as rows with the heads' words beside the cells.

/** Gives each `th[data-sort]` of a table a button; `data-sort="number"` or a cell's `data-value` sort by number. */
export function sortTables(root: ParentNode): void {
  for (const head of root.querySelectorAll<HTMLTableCellElement>("th[data-sort]:not(:has(button))")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sortBy(head));
    head.append(button);
  }
}

function sortBy(head: HTMLTableCellElement): void {
  const table = head.closest("table");
  const body = table?.tBodies[0];
  if (!table || !body) return;
  const down = head.getAttribute("aria-sort") === "ascending";
  for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const numbers = head.dataset["sort"] === "number";
  const keyed = [...body.rows].map((row) => ({ row, key: keyOf(row.cells[head.cellIndex], numbers) }));
  const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  keyed.sort((a, b) => {
    if (a.key === "" || b.key === "") return a.key === b.key ? 0 : a.key === "" ? 1 : -1; // what is unknown comes last
    const by = typeof a.key === "number" && typeof b.key === "number" ? a.key - b.key : order.compare(`${a.key}`, `${b.key}`);
    return down ? -by : by;
  });
  body.append(...keyed.map((one) => one.row));
}

function keyOf(cell: HTMLTableCellElement | undefined, numbers: boolean): string | number {
  const words = (cell?.dataset["value"] ?? cell?.textContent ?? "").trim();
  if (!numbers) return words;
  const found = /-?[\d.]+/.exec(words.replaceAll(",", ""));
  return found ? Number(found[0]) : "";
}

/** Writes each column's head beside its cells, for narrow screens (`table.list td::before`). */
export function labelCells(root: ParentNode): void {
  for (const table of root.querySelectorAll<HTMLTableElement>("table.list:not([data-labelled])")) {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => cell.textContent?.trim() ?? "");
    for (const row of [...table.tBodies].flatMap((body) => [...body.rows])) {
      for (const cell of row.cells) {
        const words = heads[cell.cellIndex];
        if (words && cell.colSpan === 1 && cell.dataset["label"] === undefined) cell.dataset["label"] = words;
      }
    }
    keepRoles(table);
    table.dataset["labelled"] = "";
  }
}

/** A table that is laid out as rows of words stays a table for who listens to it. */
function keepRoles(table: HTMLTableElement): void {
  table.setAttribute("role", "table");
  for (const group of [table.tHead, ...table.tBodies]) group?.setAttribute("role", "rowgroup");
  for (const row of table.rows) {
    row.setAttribute("role", "row");
    for (const cell of row.cells) {
      const head = cell.tagName === "TH" ? (row.parentElement === table.tHead ? "columnheader" : "rowheader") : "cell";
      cell.setAttribute("role", head);
    }
  }
}
