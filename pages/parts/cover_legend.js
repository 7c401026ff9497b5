export default function ({ parentElement, data, setTriggerValue }) {
  const layer = (one) => h("button", {
    type: "button", class: "wk-button", "data-key": `layer.${one.value}`, "aria-pressed": String(one.chosen),
    onclick: () => setTriggerValue("layer", one.value),
  }, one.label);
  const entry = (one) => h("li", {}, h("span", { class: "wk-swatch", "data-shade": one.shade, "aria-hidden": "true" }),
    h("span", {}, one.label), h("span", { class: "wk-count", title: data.counts }, one.count));
  let legend = parentElement.querySelector(".wk-legend");
  if (!legend) {
    legend = h("div", { class: "wk-cover wk-legend" });
    parentElement.replaceChildren(legend);
  }
  redraw(legend,
    data.layers.length > 1 ? h("div", { class: "wk-row wk-layers", role: "group", "aria-label": data.layers_label }, data.layers.map(layer)) : null,
    data.entries.length ? h("figure", {}, h("figcaption", {}, h("strong", {}, data.title), data.engine ? h("span", { class: "wk-lines" }, ` · ${data.engine}`) : null),
      h("ul", {}, data.entries.map(entry))) : null);
}
