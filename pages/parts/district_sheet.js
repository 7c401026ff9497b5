export default function ({ parentElement, data }) {
  const { sheet, texts } = data;
  const kind = (one) => h("li", { class: one.is_missing ? "wk-kind wk-lacks" : "wk-kind" }, symbol(one.look), h("div", {},
    h("h4", {}, one.label, one.is_missing ? h("span", { class: "wk-badge wk-status" }, texts.missing) : null),
    one.doubt ? h("p", { class: "wk-lines" }, one.doubt) : null,
    h("p", {}, h("strong", {}, one.share), one.compared ? ` ${one.compared}` : ""),
    h("p", { class: "wk-lines" }, one.here),
    one.nearest ? h("p", { class: "wk-lines" }, h("bdi", {}, one.nearest)) : null,
    h("a", { class: "wk-link", href: one.href, "data-key": `offers.${one.code}`, target: "_blank", rel: "noopener" }, texts.offers)));
  let panel = parentElement.querySelector(".wk-portrait-sheet");
  if (!panel) {
    panel = h("section", { class: "wk-cover wk-portrait-sheet", "aria-live": "polite" });
    parentElement.replaceChildren(panel);
  }
  redraw(panel, h("h3", {}, bdi(sheet.name)), h("p", {}, sheet.people), h("p", { class: "wk-alert" }, sheet.summary),
    h("ul", { class: "wk-kind-list" }, sheet.kinds.map(kind)));
}
