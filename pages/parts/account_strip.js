export default function ({ parentElement, data }) {
  const t = data.texts;
  const out = h("form", { method: "post", action: "sign-out" },
    h("input", { type: "hidden", name: "lang", value: data.language }), h("button", { class: "wk-button" }, t.sign_out));
  const way_in = h("a", { class: "wk-button", href: `sign-in?lang=${data.language}` }, t.sign_in);
  redraw(parentElement, h("div", { class: "wk-account" },
    h("p", {}, data.role ? t.signed_in : t.invited), data.leaves_here ? out : null, data.role ? null : way_in));
}
