// The layer between Python and Leaflet. The base map creates it once; each rerun of the page calls
// `apply` with a few hundred bytes: which places are shown, what is selected. The places themselves
// are fetched once from the server and kept.

const CLOSE_ZOOM = 15; // near enough to tell a selected place from its neighbours
const LAST_SPLIT_ZOOM = 18; // groups that hold together here fan out instead of zooming
const SHEET_FIRST_MS = 50;
const MOST_FANNED = 80;
const VIEW_PADDING = 0.25; // of the view: marks a little outside are ready before a pan ends

class PlacesLayer {
  constructor(map, settings) {
    this.map = map;
    this.settings = settings;
    this.data = null;
    this.state = null;
    this.marks = new Map();
    // Cells of planners lie under the outlines of the districts (400).
    map.createPane("cells").style.zIndex = 390;
    // Between the districts (400) and the places (600).
    map.createPane("water").style.zIndex = 410;
    map.createPane("stops").style.zIndex = 415;
    map.createPane("circles").style.zIndex = 420;
    map.createPane("labels").style.zIndex = 450;
    this.chosen = L.layerGroup().addTo(map);
    this.fanLines = L.layerGroup().addTo(map);
    addFurniture(map, settings, () => this.showCity());
    map.on("moveend", () => this.onMoved());
    map.on("zoomend", () => this.onZoomed());
    this.cover = new CoverLayer(map, settings.cells);
    map.on("click", (event) => {
      if (this.state?.cover?.takesPoint) pickPoint(event.latlng);
      else this.fanOut(null);
    });
    map.getContainer().addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.fanOut(null);
    });
    // The pane may be hidden at first (the list comes first on a phone) or change its width.
    new ResizeObserver(() => this.onResized()).observe(map.getContainer());
  }

  /** A visitor who opens a place waits for its sheet: the map leaves that the first turn. */
  apply(state) {
    const opened = this.state && state.selected !== this.state.selected;
    this.state = state;
    if (opened) setTimeout(() => this.follow(), SHEET_FIRST_MS);
    else this.follow();
  }

  follow() {
    const { state } = this;
    this.frame();
    // Streamlit wrote the new question over the address, and knows nothing of the view.
    if (this.moved) this.rememberView();
    if (this.base?.version !== state.version) this.load(state.version);
    else if (this.own !== ownVersion(state)) this.take(this.base);
    else this.show();
  }

  async load(version) {
    if (this.loading === version) return; // the answer under way will show the newest state
    this.loading = version;
    try {
      const answer = await fetch(`${this.settings.points}?v=${encodeURIComponent(version)}`);
      if (!answer.ok) throw new Error(`${answer.status} for ${answer.url}`);
      this.take(await answer.json());
      notice(this.map, "");
    } catch (error) {
      console.warn("The places of the map could not be loaded:", error.message);
      notice(this.map, this.settings.texts.failed);
    } finally {
      this.loading = null;
    }
  }

  /**
   * Take over the ground and the places: those that came with it, or the state's own. Protected
   * places come with the state, so that they have no address that could be kept or guessed.
   */
  take(base) {
    const numbers = new Intl.NumberFormat(base.language, { numberingSystem: "latn" });
    this.base = base;
    this.own = ownVersion(this.state);
    this.data = { ...base, ...this.state.own, written: (number) => numbers.format(number) };
    const { data } = this;
    this.indices = null;
    this.points = projected(data.lat, data.lon);
    for (const mark of this.marks.values()) mark.remove();
    this.marks.clear();
    this.ground?.remove();
    this.ground = new Ground(this.map, this.data, (number, event) => this.pressLand(number, event));
    this.stops?.remove();
    this.stops = new StopsLayer(this.map, this.data.stops);
    this.show();
  }

  /** A click on the land means its district, or a point where a planner puts a site. */
  pressLand(number, event) {
    if (this.state.cover?.takesPoint && event?.latlng) {
      L.DomEvent.stop(event);
      pickPoint(event.latlng);
    } else {
      pick("district", number);
    }
  }

  show() {
    const { data, state } = this;
    this.ground.update(state);
    this.cover.update(state.cover);
    if (this.base.version !== state.version) return; // bits of another directory: the next state fits
    this.selected = data.ids.indexOf(state.selected);
    const seen = this.marks.has(`place:${this.selected}`) || this.marks.has(`fan:${this.selected}`);
    this.indices = shownIndices(state.shown, data.ids.length, this.selected);
    const focused = document.activeElement?.closest(".place");
    this.drawChosen();
    this.redraw();
    if (focused && !focused.isConnected) this.focusSelected(); // it became the selected place
    const first = this.lastSelected === undefined;
    if (state.selected !== this.lastSelected) this.bringIntoView(seen, first);
    this.lastSelected = state.selected;
  }

  // -- the view ------------------------------------------------------------------------------

  /** Set the first view, of the address bar or else the whole city; tell whether that was now. */
  frame() {
    if (this.framed || !this.state || this.map.getSize().x === 0) return false;
    this.framed = true;
    if (this.state.view) {
      const [lat, lon, zoom] = this.state.view;
      this.moveQuietly(() => this.map.setView([lat, lon], zoom, { animate: false }));
    } else {
      this.moveQuietly(() => this.map.fitBounds(this.settings.bounds, { animate: false }));
    }
    return true;
  }

  showCity() {
    this.map.fitBounds(this.settings.bounds, { animate: !prefersStillness() });
  }

  /** Where protected places are drawn, what is seen would tell where they are. */
  rememberView() {
    if (this.settings.remembersView && !this.state.own) rememberView(this.map);
  }

  /** Only what a visitor moves is written to the address bar. */
  moveQuietly(move) {
    this.quiet = true;
    move();
  }

  onMoved() {
    if (this.framed && !this.quiet) {
      this.moved = true;
      this.rememberView();
    }
    this.quiet = false;
    this.redraw();
  }

  onResized() {
    const flying = this.quiet;
    this.moveQuietly(() => this.map.invalidateSize({ animate: false }));
    this.quiet = flying;
    // Planners compare the whole city: as long as nobody moved the map, it shows all of it.
    if (this.framed && this.state?.cover && !this.state.view && !this.moved && this.map.getSize().x > 0) {
      this.moveQuietly(() => this.map.fitBounds(this.settings.bounds, { animate: false }));
    }
    if (this.frame() && this.indices) this.bringIntoView(false, true);
    this.redraw();
  }

  onZoomed() {
    this.fan = null; // its marks stand at distances of the old zoom level
    this.ground?.fitZoom();
  }

  /** Show the selected place: pan where it is outside, zoom where a group hid it. */
  bringIntoView(seen, first) {
    if (this.selected < 0 || !this.framed || (first && this.state.view)) return;
    const latlng = this.latlng(this.selected);
    const zoom = this.map.getZoom();
    const inside = this.map.getBounds().pad(-0.05).contains(latlng);
    if (inside && (seen || zoom >= CLOSE_ZOOM || this.state.cover)) return; // planners compare
    const closer = seen ? zoom : Math.max(zoom, CLOSE_ZOOM);
    const still = first || prefersStillness() || this.map.getSize().x === 0; // hidden: no flight
    this.moveQuietly(() => {
      if (still) this.map.setView(latlng, closer, { animate: false });
      else this.map.flyTo(latlng, closer, { duration: 0.6 });
    });
  }

  latlng(index) {
    return L.latLng(this.data.lat[index], this.data.lon[index]);
  }

  // -- marks ---------------------------------------------------------------------------------

  /** The selected place with the circle it may lie in, and the visitor's own position. */
  drawChosen() {
    this.chosen.clearLayers();
    const { data, selected, state } = this;
    if (selected >= 0) {
      const latlng = this.latlng(selected);
      if (!data.precise[selected]) this.addCircle(latlng, data.accuracy_m[selected], "accuracy");
      const press = () => pick("place", data.ids[selected]);
      this.chosen.addLayer(selectedMark(this.map, data, selected, latlng, press));
    }
    if (state.here) {
      const [lat, lon, radius_m] = state.here;
      if (radius_m > 0) this.addCircle([lat, lon], radius_m, "here-radius");
      this.chosen.addLayer(hereMark(this.map, [lat, lon], data.texts.here));
    }
  }

  focusSelected() {
    this.map.getContainer().querySelector(".place.selected")?.focus({ preventScroll: true });
  }

  addCircle(latlng, radius, className) {
    const circle = { radius, className, interactive: false, pane: "circles" };
    this.chosen.addLayer(L.circle(latlng, circle));
  }

  /** Keep the marks that stay, so that neither focus nor hover is lost; add and drop the others. */
  redraw() {
    if (!this.indices) return;
    const wanted = this.wantedMarks(this.groupsInView());
    for (const [key, mark] of this.marks) {
      if (wanted.has(key)) continue;
      mark.remove();
      this.marks.delete(key);
    }
    for (const [key, make] of wanted) {
      if (!this.marks.has(key)) this.marks.set(key, make().addTo(this.map));
    }
    this.stops.redraw();
    // Planners read the figures of districts: these stand over the marks.
    this.ground.placeLabels(this.state.cover ? [] : [...this.boxesOfMarks()]);
  }

  *boxesOfMarks() {
    for (const mark of this.marks.values()) {
      const { x, y } = this.map.latLngToContainerPoint(mark.getLatLng());
      yield boxAround(x, y, PLACE_PX, PLACE_PX);
    }
    if (this.selected < 0) return;
    const { x, y } = this.map.latLngToContainerPoint(this.latlng(this.selected));
    yield boxAround(x, y - SELECTED_PX / 2, SELECTED_PX, 2 * SELECTED_PX);
  }

  groupsInView() {
    const view = this.map.getBounds().pad(VIEW_PADDING);
    const [north, south] = [view.getNorth(), view.getSouth()];
    const [west, east] = [view.getWest(), view.getEast()];
    const inView = pointsWithin(this.points, this.indices, { north, south, west, east });
    return groupPoints(this.points, inView, this.map.getZoom());
  }

  wantedMarks(groups) {
    const wanted = new Map();
    const scale = WORLD_PX * 2 ** this.map.getZoom();
    this.fanLines.clearLayers();
    let fanned = false;
    for (const group of groups) {
      const latlng = this.map.unproject(L.point(group.x * scale, group.y * scale));
      const open = group.key === this.fan;
      fanned ||= open;
      const key = open ? `open:${group.key}` : group.key;
      if (group.members.length === 1) this.wantPlace(wanted, key, group.members[0], latlng);
      else wanted.set(key, () => this.groupMark(group, latlng, open));
      if (open) this.wantFan(wanted, group, latlng);
    }
    if (!fanned) this.fan = null;
    return wanted;
  }

  wantPlace(wanted, key, index, latlng) {
    const press = () => pick("place", this.data.ids[index]);
    wanted.set(key, () => placeMark(this.map, this.data, index, latlng, press));
  }

  wantFan(wanted, group, latlng) {
    const centre = this.map.latLngToLayerPoint(latlng);
    const members = group.members.subarray(0, MOST_FANNED);
    fanOffsets(members.length).forEach((offset, k) => {
      const place = this.map.layerPointToLatLng(centre.add(offset));
      const line = { className: "fan-line", interactive: false, pane: "circles" };
      this.fanLines.addLayer(L.polyline([latlng, place], line));
      this.wantPlace(wanted, `fan:${members[k]}`, members[k], place);
    });
  }

  groupMark(group, latlng, open) {
    const splits = this.splits(group);
    const { groupZoom, groupFan } = this.data.texts;
    const count = this.data.written(group.members.length);
    const name = (splits ? groupZoom : groupFan).replace("{count}", count);
    const press = () => (splits ? this.zoomTo(group) : this.fanOut(open ? null : group.key));
    const expanded = splits ? undefined : open;
    return groupMark(this.map, this.data, group, latlng, { name, expanded, press });
  }

  splits(group) {
    if (this.map.getZoom() >= LAST_SPLIT_ZOOM) return false;
    return spreadOut(this.points, group.members, LAST_SPLIT_ZOOM);
  }

  zoomTo(group) {
    const bounds = L.latLngBounds([...group.members].map((index) => this.latlng(index)));
    const fitting = this.map.getBoundsZoom(bounds, false, L.point(60, 60));
    const zoom = Math.min(Math.max(fitting, this.map.getZoom() + 1), LAST_SPLIT_ZOOM);
    this.map.setView(bounds.getCenter(), zoom, { animate: !prefersStillness() });
  }

  fanOut(key) {
    if (this.fan === key || (!this.fan && !key)) return;
    this.fan = key;
    this.redraw();
    if (key) this.marks.get(`open:${key}`)?.getElement().querySelector("button").focus();
  }
}

function ownVersion(state) {
  return JSON.stringify(state.own ?? null);
}

window.startPlacesLayer = (map, settings) => {
  window.willkommen = new PlacesLayer(map, settings);
};
