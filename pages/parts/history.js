// What happened to a place, and what nobody knows of it.

function historyOf(place, data) {
  if (!place.history.length) return null;
  return section(data.texts.history, h("ol", { class: "wk-history" }, place.history.map(happening)));
}

function happening(one) {
  return h("li", {}, h("p", {}, h("span", { class: "wk-when" }, one.when), " · ", one.kind),
    h("p", {}, bdi(one.text)),
    h("p", { class: "wk-lines" }, one.dated, one.sources.map((link) => [" · ", h("a", {
      href: link.href, target: "_blank", rel: "noopener noreferrer",
    }, bdi(link.text))])));
}

function notKnown(place, data) {
  return section(data.texts.not_known,
    h("ul", { class: "wk-not-known" }, place.not_known.map((one) => h("li", {}, one))));
}
