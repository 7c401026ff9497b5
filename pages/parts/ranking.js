const rankings = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  let own = rankings.get(parentElement);
  if (!own || own.language !== data.language) {
    own = { language: data.language, by: 0, falls: false, live: h("p", { class: "wk-hidden", role: "status" }), body: h("div", {}) };
    rankings.set(parentElement, own);
    parentElement.replaceChildren(h("section", { class: "wk-cover wk-ranking" }, own.live, own.body));
  }
  own.data = data;
  own.send = setTriggerValue;
  draw(own);
}

function draw(own) {
  const { table, texts, chosen } = own.data;
  const columns = table.columns;
  if (own.by >= columns.length) Object.assign(own, { by: 0, falls: false });
  const rows = sorted(own);
  const left = own.body.querySelector(".wk-scroll")?.scrollLeft ?? 0;
  redraw(own.body, h("div", { class: "wk-scroll", tabindex: "0", role: "region", "aria-label": texts.caption, "data-key": "scroll" },
    h("table", {}, h("caption", { class: "wk-hidden" }, texts.caption),
      h("thead", {}, h("tr", {}, heading(own, columns[0], 0), h("th", { scope: "col", class: "wk-name" }, texts.district),
        columns.slice(1).map((column, k) => heading(own, column, k + 1)))),
      h("tbody", {}, cityRow(table.city, texts), rows.map((row) => districtRow(own, row))))));
  own.body.querySelector(".wk-scroll").scrollLeft = left;
  const row = table.rows.find((one) => one.number === chosen);
  const said = row ? `${row.name}: ${columns.slice(1).map((column, k) => `${column.label} ${row.cells[k + 1].text}`).join(", ")}` : "";
  if (own.live.textContent !== said) own.live.textContent = said;
}

function sorted({ data, by, falls }) {
  const known = (row) => row.cells[by].sort !== null;
  const order = (a, b) => (falls ? b.cells[by].sort - a.cells[by].sort : a.cells[by].sort - b.cells[by].sort);
  const { rows } = data.table;
  return [...rows.filter(known).sort(order), ...rows.filter((row) => !known(row))]; // unknown is no number
}

function heading(own, column, k) {
  const now = own.by === k;
  const sort = now ? (own.falls ? "descending" : "ascending") : undefined;
  const press = () => {
    Object.assign(own, now ? { falls: !own.falls } : { by: k, falls: column.falls });
    draw(own);
  };
  return h("th", { scope: "col", "aria-sort": sort, class: "wk-number" }, h("button", {
    type: "button", class: "wk-sorts", "data-key": `sort.${column.code}`, title: column.help,
    "aria-label": fill(own.data.texts.sort, { column: column.label }), onclick: press,
  }, column.label, h("span", { "aria-hidden": "true" }, now ? (own.falls ? " ▼" : " ▲") : "")));
}

function cells(row, texts, skip) {
  return row.cells.slice(skip).map((cell) => figure(cell, texts));
}

function figure(cell, texts) {
  return h("td", { class: cell.sort === null ? "wk-number wk-none-known" : "wk-number" }, cell.text,
    cell.note ? h("span", { class: "wk-span", title: texts.interval }, cell.note) : null);
}

function districtRow(own, row) {
  const { texts, chosen } = own.data;
  const is = row.number === chosen;
  const button = h("button", {
    type: "button", class: "wk-link wk-district", "data-key": `district.${row.number}`, "aria-pressed": String(is),
    title: fill(texts.choose, { name: row.name }), onclick: () => own.send("choose", row.number),
  }, bdi(row.name));
  return h("tr", { class: is ? "wk-is" : undefined }, figure(row.cells[0], texts),
    h("th", { scope: "row", class: "wk-name" }, button, is ? h("button", {
      type: "button", class: "wk-link wk-portrait", "data-key": "portrait", onclick: () => own.send("portrait", true),
    }, texts.portrait) : null), cells(row, texts, 1));
}

function cityRow(row, texts) {
  return h("tr", { class: "wk-city" }, h("td", {}), h("th", { scope: "row", class: "wk-name" }, row.name), cells(row, texts, 1));
}
