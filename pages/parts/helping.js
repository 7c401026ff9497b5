export default function ({ parentElement, data }) {
  const t = data.texts;
  const help = data.helping;
  redraw(parentElement, h("div", { class: "wk-help" },
    wishes(data), guide(help.guidance.steps_title, help.guidance.steps, "ol"),
    block(t.circles, t.circles_note, help.circles.map((group) => [h("h4", {}, h("bdi", {}, group.district)), people(group.circles, data)])),
    guide(help.guidance.rules_title, help.guidance.rules, "ul"),
    block(t.districts, t.districts_note, h("table", { class: "wk-table" }, h("thead", {}, h("tr", {}, t.columns.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, help.districts.map((row) => h("tr", {}, h("th", { scope: "row" }, bdi(row.district)), h("td", {}, row.shelters), h("td", {}, row.capacity)))))),
    block(t.operators, t.operators_note, help.operators.map((operator) => [h("h4", {}, bdi(operator.name)),
      operator.offices.length ? people(operator.offices, data) : h("p", { class: "wk-unknown" }, t.no_contact)])),
    block(t.city, t.city_note, people(help.city_offices, data)),
    block(t.offers, "", help.offers.length ? people(help.offers, data) : h("p", { class: "wk-unknown" }, t.no_offers))));
}

function block(title, note, ...content) {
  return h("section", {}, h("h3", {}, title), note ? h("p", { class: "wk-note" }, note) : null, content);
}

function guide(title, lines, list) {
  return block(title, "", h(list, { class: "wk-guide" }, lines.map((line) => h("li", {}, line))));
}

function wishes(data) {
  const t = data.texts;
  if (!data.wishes.length) return block(t.wishes, "", h("p", { class: "wk-unknown" }, t.no_wishes));
  return block(t.wishes, t.wishes_note, data.wishes.map((group) => [h("h4", {}, bdi(group.district)),
    h("ul", { class: "wk-wishes" }, group.wishes.map((wish) => h("li", {}, h("strong", {}, wish.kind),
      [wish.people, wish.time, wish.language].filter(Boolean).map((text) => [" · ", text]))))]));
}

function people(listed, data) {
  return h("ul", { class: "wk-people" }, listed.map((one) => h("li", {},
    h("a", { class: "wk-person", href: `./?lang=${data.language}&place=${encodeURIComponent(one.id)}` }, bdi(one.name)),
    one.where ? h("span", { class: "wk-card-kind" }, " · ", h("bdi", {}, one.where)) : null,
    one.contacts.length ? h("div", { class: "wk-ways", dir: "auto" }, one.contacts.map(([label, link]) => h("a", {
      href: link.href, "aria-label": `${label}: ${link.text}`, rel: "noopener noreferrer",
      target: link.href.startsWith("http") ? "_blank" : undefined,
    }, h("bdi", { dir: "ltr" }, link.text)))) : h("div", { class: "wk-unknown" }, data.texts.no_contact))));
}
