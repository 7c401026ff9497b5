// What the map has to do with the world around it: its frame, the page, the address bar.

function prefersStillness() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * Tell the page what was picked.
 *
 * Straight through Streamlit: the frame's own way waits 250 ms for further clicks. The time makes
 * a second click on the same thing a new value, also after the frame was mounted anew.
 */
function pick(kind, id) {
  window.Streamlit.setComponentValue({ picked: `${kind}:${id}`, n: Date.now() });
}

/** Write the view to the page's address without a rerun, so that a copied link restores it. */
function rememberView(map) {
  const { lat, lng } = map.getCenter();
  try {
    const address = new URL(window.parent.location.href);
    const zoom = Math.round(map.getZoom() * 100) / 100;
    address.searchParams.set("at", `${lat.toFixed(5)},${lng.toFixed(5)},${zoom}`);
    address.search = address.search.replaceAll("%2C", ","); // a comma is readable and allowed
    window.parent.history.replaceState(window.parent.history.state, "", address);
  } catch {
    // Embedded in a page of another origin: the link lacks the view, the map works.
  }
}

/** Controls and names in the visitor's language. */
function addFurniture(map, settings, showCity) {
  const { texts } = settings;
  // Land does not mirror, and Leaflet counts from the left; what lies over it does mirror.
  document.documentElement.lang = settings.language;
  const [near, far] = settings.direction === "rtl" ? ["right", "left"] : ["left", "right"];
  map.attributionControl.setPosition(`bottom${far}`).getContainer().dir = settings.direction;
  if (window.frameElement) window.frameElement.title = texts.title;
  map.getContainer().setAttribute("role", "region");
  map.getContainer().setAttribute("aria-label", texts.title);
  // Leaflet takes the focus at each press. Where the map is only partly in the window the page would
  // jump to show all of it, and the press would end beside what it began on.
  map.getContainer().focus = () => HTMLElement.prototype.focus.call(map.getContainer(), { preventScroll: true });
  map.attributionControl.setPrefix(false).addAttribution(escaped(texts.attribution));
  L.control.scale({ imperial: false, position: `bottom${near}` }).addTo(map);
  const zoom = { position: `top${far}`, zoomInTitle: texts.zoomIn, zoomOutTitle: texts.zoomOut };
  L.control.zoom(zoom).addTo(map);
  const city = L.control({ position: `top${far}` });
  city.onAdd = () => {
    const bar = L.DomUtil.create("div", "leaflet-bar");
    const button = pressable(map, "whole-city", texts.wholeCity, showCity);
    button.append(parsedSymbol(settings.wholeCityIcon));
    bar.append(button);
    return bar;
  };
  city.addTo(map);
}

/** Leaflet takes attributions as markup; ours are text. */
function escaped(text) {
  const element = document.createElement("span");
  element.textContent = text;
  return element.innerHTML;
}

/** A sentence over the map, for what went wrong; an empty one takes it away. */
function notice(map, text) {
  const container = map.getContainer();
  let box = container.querySelector(".map-notice");
  if (!box) {
    box = document.createElement("div");
    box.className = "map-notice";
    box.setAttribute("role", "status");
    container.append(box);
  }
  box.textContent = text;
}
