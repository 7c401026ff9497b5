// Which places are shown, and which of them overlap on the screen. Numbers only, no DOM: 50,000
// points take a few milliseconds.

const WORLD_PX = 256; // the width of the world at zoom 0
const CELL_PX = 44;
const NEAR_PX = 38; // two marks closer than this cannot both be read
const CELLS_PER_ROW = 2 ** 25; // more than any zoom level has, so that a cell id is unique

/** Web Mercator as fractions of the world's width, which hold for every zoom level. */
function projected(lat, lon) {
  const x = new Float64Array(lat.length);
  const y = new Float64Array(lat.length);
  for (let i = 0; i < lat.length; i++) {
    const sine = Math.sin((lat[i] * Math.PI) / 180);
    x[i] = lon[i] / 360 + 0.5;
    y[i] = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  }
  return { x, y };
}

/** Read the bits of the places to show; the selected one stands apart and joins no group. */
function shownIndices(base64, count, selected) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const indices = new Int32Array(count);
  let found = 0;
  for (let i = 0; i < count; i++) {
    if ((bytes[i >> 3] >> (i & 7)) & 1 && i !== selected) indices[found++] = i;
  }
  return indices.subarray(0, found);
}

/** Keep the points between north-west and south-east, given as latitudes and longitudes. */
function pointsWithin({ x, y }, indices, { north, south, west, east }) {
  const corners = projected([north, south], [west, east]);
  const [left, right] = corners.x;
  const [top, bottom] = corners.y;
  return indices.filter((i) => x[i] >= left && x[i] <= right && y[i] >= top && y[i] <= bottom);
}

/** Tell whether the points lie so far apart that this zoom level shows more than one mark. */
function spreadOut({ x, y }, indices, zoom) {
  const enough = NEAR_PX / (WORLD_PX * 2 ** zoom);
  const [first] = indices;
  return indices.some((i) => Math.hypot(x[i] - x[first], y[i] - y[first]) > enough);
}

/**
 * Group the points of `indices` at a zoom level.
 *
 * The grid hangs on the world, not on the window, so a group keeps its place while the map pans.
 * Returns groups {members, x, y, key}; the same members at the same zoom have the same key.
 */
function groupPoints({ x, y }, indices, zoom) {
  const cells = filledCells(x, y, indices, WORLD_PX * 2 ** zoom);
  return collected(cells, nearCellsMerged(cells), indices, WORLD_PX * 2 ** zoom);
}

function filledCells(x, y, indices, scale) {
  const numbers = new Map();
  const cells = { numbers, column: [], row: [], count: [], sumX: [], sumY: [] };
  cells.ofPoint = new Int32Array(indices.length);
  for (let k = 0; k < indices.length; k++) {
    const px = x[indices[k]] * scale;
    const py = y[indices[k]] * scale;
    const cell = cellNumber(cells, Math.floor(px / CELL_PX), Math.floor(py / CELL_PX));
    cells.ofPoint[k] = cell;
    cells.count[cell] += 1;
    cells.sumX[cell] += px;
    cells.sumY[cell] += py;
  }
  return cells;
}

function cellNumber(cells, column, row) {
  const id = row * CELLS_PER_ROW + column;
  let number = cells.numbers.get(id);
  if (number === undefined) {
    number = cells.count.length;
    cells.numbers.set(id, number);
    cells.column.push(column);
    cells.row.push(row);
    for (const sums of [cells.count, cells.sumX, cells.sumY]) sums.push(0);
  }
  return number;
}

/** Fuller cells take in neighbours whose marks would touch theirs, across the lines of the grid. */
function nearCellsMerged(cells) {
  const head = new Int32Array(cells.count.length).fill(-1);
  const fullestFirst = [...head.keys()].sort((a, b) => cells.count[b] - cells.count[a] || a - b);
  for (const cell of fullestFirst) {
    if (head[cell] >= 0) continue;
    head[cell] = cell;
    for (const other of neighbours(cells, cell)) {
      if (head[other] < 0 && distancePx(cells, cell, other) < NEAR_PX) head[other] = cell;
    }
  }
  return head;
}

function neighbours(cells, cell) {
  const found = [];
  for (let down = -1; down <= 1; down++) {
    for (let right = -1; right <= 1; right++) {
      const id = (cells.row[cell] + down) * CELLS_PER_ROW + cells.column[cell] + right;
      const other = cells.numbers.get(id);
      if (other !== undefined && other !== cell) found.push(other);
    }
  }
  return found;
}

function distancePx(cells, a, b) {
  return Math.hypot(
    cells.sumX[a] / cells.count[a] - cells.sumX[b] / cells.count[b],
    cells.sumY[a] / cells.count[a] - cells.sumY[b] / cells.count[b],
  );
}

function collected(cells, head, indices, scale) {
  const groups = new Map();
  for (let cell = 0; cell < head.length; cell++) {
    const group = groups.get(head[cell]) ?? { size: 0, x: 0, y: 0, filled: 0 };
    group.size += cells.count[cell];
    group.x += cells.sumX[cell] / scale;
    group.y += cells.sumY[cell] / scale;
    groups.set(head[cell], group);
  }
  for (let k = 0; k < indices.length; k++) {
    const group = groups.get(head[cells.ofPoint[k]]);
    group.members ??= new Int32Array(group.size);
    group.members[group.filled++] = indices[k];
  }
  return [...groups.values()].map(({ members, x, y, size }) => ({
    members,
    x: x / size,
    y: y / size,
    key: groupKey(members),
  }));
}

function groupKey(members) {
  if (members.length === 1) return `place:${members[0]}`;
  let sum = 0;
  for (const index of members) sum = (sum + Math.imul(index + 1, 2654435761)) | 0;
  return `group:${members[0]}:${members.length}:${sum}`;
}
