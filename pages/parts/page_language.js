// The server's first byte names the language of the first view; after a switch the page has to.
export default function ({ data }) {
  document.documentElement.lang = data.language;
  document.documentElement.dir = data.direction;
}
