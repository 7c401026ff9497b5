// The words of offices beside an offer, explained in the visitor's language.

function words(place, data) {
  if (!place.words.length) return null;
  return h("details", { class: "wk-words" }, h("summary", {}, data.texts.words),
    h("dl", {}, place.words.map((word) => [
      h("dt", {}, word.name, word.german === word.name ? null : [" · ", h("bdi", { lang: "de" }, word.german)]),
      h("dd", {}, word.text)])),
    h("p", {}, h("a", { href: data.glossary }, data.texts.glossary)));
}
