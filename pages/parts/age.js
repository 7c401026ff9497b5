// How old facts are: a sign that needs no colour, and the words beside it.
function ageMark(sign) {
  const mark = icon(sign);
  mark.classList.add("wk-sign");
  return mark;
}

function ageLine(sign, label) {
  return h("span", { class: "wk-age" }, ageMark(sign), label);
}
