// The server's first byte names the language of the first view; after a switch the page has to.
export default function ({ data }) {
  document.documentElement.lang = data.language;
  document.documentElement.dir = data.direction;
  giveKey(data.key, 50);
}

// Each browser joins an access key with keys of its own, so that it never stands in the way of
// typing. Streamlit draws the menu a moment later and has no field for it.
function giveKey(key, tries) {
  const menu = document.querySelector('[class*="st-key-language_menu"] input');
  if (menu) menu.accessKey = key;
  if (tries > 0 && !menu) setTimeout(() => giveKey(key, tries - 1), 100);
}
