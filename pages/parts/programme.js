// The programme of a place: a heading for each group of weekdays, and the items under it.

function programme(place, data) {
  if (!place.programme.length) return null;
  return section(data.texts.programme, h("p", { class: "wk-note" }, data.texts.programme_note),
    place.programme.map((day) => [h("h4", { class: "wk-day" }, day.heading),
      h("ul", { class: "wk-programme" }, day.entries.map((entry) => programmeItem(entry)))]));
}

function programmeItem(entry) {
  return h("li", {},
    h("p", { class: "wk-item" }, entry.when ? h("span", { class: "wk-when" }, h("bdi", {}, entry.when)) : null, " ",
      h("strong", {}, bdi(entry.title)), entry.kind ? [" · ", entry.kind] : null),
    entry.facts.length ? h("dl", { class: "wk-item-facts" }, entry.facts.map((fact) => h("div", {},
      h("dt", {}, fact.label), h("dd", {}, fact.is_own_word ? bdi(fact.value) : fact.value)))) : null,
    entry.unknown ? h("p", { class: "wk-unknown" }, entry.unknown) : null,
    h("p", { class: "wk-item-source" }, entry.date, entry.sources.map((link) => [" · ",
      h("a", { href: link.href, target: "_blank", rel: "noopener noreferrer" }, bdi(link.text))])));
}
