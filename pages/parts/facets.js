// Filters that several pages share: options as boxes or tiles, and the choices in force as chips.
// A bar has `boxes` (by facet and value), `chips` (a list) and `send` (hands a form to the server).

function panel(label, ...content) {
  return h("details", { class: "wk-panel" }, h("summary", {}, label), content);
}

function tiles(bar, facet) {
  return h("fieldset", { class: `wk-tiles wk-tiles-${facet.name}` }, h("legend", { class: "wk-label" }, facet.label),
    h("div", { class: "wk-row" }, facet.options.map((option) => choice(bar, facet, option, "wk-tile"))));
}

function boxes(bar, facet) {
  const rows = facet.options.flatMap((option, position) => [
    option.group && option.group !== facet.options[position - 1]?.group ? h("p", { class: "wk-group" }, option.group) : null,
    choice(bar, facet, option, "wk-box"),
  ]);
  return h("details", { class: "wk-facet" }, h("summary", {}, facet.label),
    h("fieldset", {}, h("legend", { class: "wk-hidden" }, facet.label), rows,
      facet.note ? h("p", { class: "wk-note" }, facet.note) : null));
}

function choice(bar, facet, option, style) {
  const box = h("input", { type: "checkbox", name: facet.name, value: option.value, onchange: () => bar.changed() });
  const count = h("span", { class: "wk-count" });
  bar.boxes.set(`${facet.name} ${option.value}`, { box, count });
  return h("label", { class: style }, box, option.look ? symbol(option.look) : null,
    h("span", { class: "wk-name" }, option.label), count);
}

function drawChips(bar, data) {
  const chips = data.chips.map((chip) => h("li", {}, h("button", {
    type: "button", class: "wk-chip", "data-key": `${chip.name}.${chip.value}`,
    "aria-label": fill(data.texts.remove, { label: chip.label }),
    onclick: () => bar.send({ ...bar.form(), remove: chip }),
  }, chip.label, icon(data.remove_icon))));
  const all = h("li", {}, h("button", {
    type: "button", class: "wk-chip wk-clear", "data-key": "clear", onclick: () => bar.send({ clear: true }),
  }, data.texts.clear));
  redraw(bar.chips, chips, chips.length ? all : null);
  bar.chips.hidden = !chips.length;
}

// The whole form each time: an answer on its way can then never swallow a second click.
function chosenFacets(bar) {
  const facets = {};
  for (const [key, { box }] of bar.boxes) {
    const name = key.split(" ")[0];
    facets[name] ??= [];
    if (box.checked) facets[name].push(box.value);
  }
  return facets;
}

function updateCounts(bar, data) {
  for (const facet of data.facets) {
    for (const option of facet.options) {
      const { box, count } = bar.boxes.get(`${facet.name} ${option.value}`);
      count.textContent = option.count;
      box.parentElement.classList.toggle("wk-none", option.none && !option.chosen);
    }
  }
}

function takeOverFacets(bar, data) {
  for (const facet of data.facets) {
    for (const option of facet.options) {
      bar.boxes.get(`${facet.name} ${option.value}`).box.checked = option.chosen;
    }
  }
}
