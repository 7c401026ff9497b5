const roots = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  const drawn = JSON.stringify([data.language, data.facets.map((facet) => facet.options.map((option) => option.value))]);
  let bar = roots.get(parentElement);
  if (bar?.drawn !== drawn) {
    bar = build(parentElement, data, drawn);
    roots.set(parentElement, bar);
  }
  bar.send = (form) => setTriggerValue("change", { ...form, number: ++bar.sent });
  updateCounts(bar, data);
  drawChips(bar, data);
  if (data.answered === bar.sent) takeOverFacets(bar, data);
}

function build(parent, data, drawn) {
  const bar = { drawn, sent: data.answered, boxes: new Map() };
  bar.form = () => ({ facets: chosenFacets(bar) });
  bar.changed = () => bar.send(bar.form());
  bar.chips = h("ul", { class: "wk-chips", "aria-label": data.texts.chips });
  const [kinds, ...others] = data.facets;
  parent.replaceChildren(h("search", { class: "wk-filters" },
    tiles(bar, kinds),
    h("div", { class: "wk-panels" }, others.map((facet) => panel(facet.label, tiles(bar, facet)))),
    bar.chips));
  return bar;
}
