export default function ({ parentElement, data }) {
  parentElement.replaceChildren(h("figure", { class: "wk-signs" }, h("figcaption", {}, data.title),
    h("ul", {}, data.signs.map((one) => h("li", {}, ageMark(one.sign), one.label)))));
}
