const bars = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  let bar = bars.get(parentElement);
  if (!bar || bar.language !== data.language) {
    bar = build(parentElement, data);
    bars.set(parentElement, bar);
  }
  // The server says which form it answers, so that a late answer takes no newer choice back.
  bar.send = (form) => setTriggerValue("change", { ...form, number: ++bar.sent });
  updateCounts(bar, data);
  drawChips(bar, data);
  if (data.answered === bar.sent) takeOver(bar, data);
}

function build(parent, data) {
  const bar = { language: data.language, sent: data.answered, boxes: new Map() };
  const t = data.texts;
  bar.form = () => ({ fields: chosenFields(bar), facets: chosenFacets(bar) });
  bar.changed = () => bar.send(bar.form());
  bar.chips = h("ul", { class: "wk-chips", "aria-label": t.chips });
  bar.fields = h("div", { class: "wk-fields" });
  bar.folded = h("div", { class: "wk-fields" });
  bar.notes = h("div", {});
  const [needs, ...others] = data.facets;
  bar.services = h("summary", {});
  bar.panel = h("details", { class: "wk-panel wk-services" }, bar.services, tiles(bar, needs), others.map((facet) => boxes(bar, facet)));
  bar.more = h("details", { class: "wk-panel" }, h("summary", {}, t.assumptions), bar.folded, bar.notes);
  parent.replaceChildren(h("search", { class: "wk-filters wk-cover wk-question", "aria-label": t.title },
    bar.fields, h("div", { class: "wk-panels" }, bar.panel, bar.more, bar.chips)));
  return bar;
}

function takeOver(bar, data) {
  bar.services.replaceChildren(h("span", { class: "wk-soft" }, `${data.texts.services}: `), data.services_label);
  drawFields(bar, bar.fields, data.fields.filter((field) => !field.folded));
  drawFields(bar, bar.folded, data.fields.filter((field) => field.folded));
  const notes = data.fields.map((field) => [field.label, field.choices.find((choice) => choice.value === field.value)?.note]);
  bar.notes.replaceChildren(...notes.filter(([, note]) => note).map(([label, note]) => h("p", { class: "wk-note" }, h("strong", {}, label), `: ${note}`)));
  takeOverFacets(bar, data);
}

// Fields come and go with the question; those that stay keep their node, and with it the focus.
function drawFields(bar, parent, fields) {
  const known = new Map([...parent.querySelectorAll("select")].map((select) => [select.name, select]));
  const wanted = fields.map((field) => known.get(field.name)?.parentElement ?? newField(bar, field));
  if (wanted.length !== parent.children.length || wanted.some((node, k) => parent.children[k] !== node)) {
    const focused = document.activeElement;
    parent.replaceChildren(...wanted);
    if (parent.contains(focused)) focused.focus({ preventScroll: true });
  }
  fields.forEach((field, k) => fillField(wanted[k].querySelector("select"), field));
}

function newField(bar, field) {
  const select = h("select", { id: `wk-q-${field.name}`, name: field.name, onchange: () => bar.changed() });
  return h("div", { class: "wk-field" }, h("label", { for: `wk-q-${field.name}`, class: "wk-label" }, field.label), select);
}

function fillField(select, field) {
  const written = JSON.stringify(field.choices.map(({ value, label }) => [value, label]));
  if (select.dataset.written !== written) {
    select.replaceChildren(...field.choices.map(({ value, label }) => h("option", { value }, label)));
    select.dataset.written = written;
  }
  select.value = field.value;
}

function chosenFields(bar) {
  const selects = [...bar.fields.querySelectorAll("select"), ...bar.folded.querySelectorAll("select")];
  return Object.fromEntries(selects.map((select) => [select.name, select.value]));
}
