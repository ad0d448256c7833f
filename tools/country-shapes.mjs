// Makes src/pictures/data/countries.txt from Natural Earth (public domain), as packaged in
// world-atlas 2.0.2 (npm, ISC licence), with ISO 3166-1 codes from Debian's package iso-codes:
//
//   npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
//   node tools/country-shapes.mjs package /usr/share/iso-codes/json/iso_3166-1.json > src/pictures/data/countries.txt
import { readFileSync } from "node:fs";

const [folder, iso] = process.argv.slice(2);
const codes = new Map(JSON.parse(readFileSync(iso, "utf8"))["3166-1"].map((c) => [c.numeric, c.alpha_2]));
// Territories without a code of their own belong to the state that the United Nations count them to.
const named = { Kosovo: "XK", "N. Cyprus": "CY", Somaliland: "SO" };
const [WEST, EAST] = [-169, 191]; // The map is cut in the Bering Strait, so that no country is.

function countries(file) {
  const topology = JSON.parse(readFileSync(`${folder}/${file}`, "utf8"));
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => {
      [x, y] = [x + dx, y + dy];
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
  const line = (ids) => ids.flatMap((id, index) => {
    const points = id < 0 ? [...arcs[~id]].reverse() : arcs[id];
    return index === 0 ? points : points.slice(1);
  });
  return topology.objects.countries.geometries.map((geometry) => {
    const polygons = geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs;
    return {
      code: codes.get(geometry.id) ?? named[geometry.properties.name],
      // Holes (South Africa's) are filled by the country within, which is drawn later.
      rings: polygons.map((rings) => line(rings[0])),
    };
  }).filter(({ code }) => code && code !== "AQ");
}

function unwrap(ring) {
  const out = [ring[0]];
  for (const [x, y] of ring.slice(1)) {
    let near = x;
    while (near - out.at(-1)[0] > 180) near -= 360;
    while (near - out.at(-1)[0] < -180) near += 360;
    out.push([near, y]);
  }
  return out;
}

function clip(ring, edge, keep) {
  const out = [];
  ring.forEach((b, index) => {
    const a = ring.at(index - 1);
    if (keep(a[0]) !== keep(b[0])) out.push([edge, a[1] + ((b[1] - a[1]) * (edge - a[0])) / (b[0] - a[0])]);
    if (keep(b[0])) out.push(b);
  });
  return out;
}

const cut = (ring) => [-360, 0, 360]
  .map((by) => unwrap(ring).map(([x, y]) => [x + by, y]))
  .map((moved) => clip(moved, WEST, (x) => x >= WEST))
  .map((moved) => clip(moved, EAST, (x) => x <= EAST))
  .filter((moved) => moved.length > 2);

function area(ring) {
  let sum = 0;
  ring.forEach(([x, y], i) => { const [p, q] = ring.at(i - 1); sum += p * y - x * q; });
  return sum / 2;
}

// Crimea is part of Ukraine (resolution 68/262 of the United Nations General Assembly); Natural
// Earth draws who holds a territory.
const crimea = (ring) => ring.every(([x, y]) => x > 32 && x < 37 && y > 44 && y < 47);

const shapes = new Map();
for (const { code, rings } of countries("countries-110m.json")) {
  for (const ring of rings) {
    const owner = code === "RU" && crimea(ring) ? "UA" : code;
    if (owner !== code) console.error("moved a ring from", code, "to", owner);
    shapes.set(owner, [...(shapes.get(owner) ?? []), ...cut(ring)]);
  }
}
const points = new Map();
for (const { code, rings } of countries("countries-50m.json")) {
  if (shapes.has(code)) continue;
  const largest = rings.sort((a, b) => Math.abs(area(b)) - Math.abs(area(a)))[0];
  const [x, y] = [0, 1].map((axis) => largest.reduce((sum, p) => sum + p[axis], 0) / largest.length);
  points.set(code, [x < WEST ? x + 360 : x, y]);
}
const hundredths = ([x, y]) => [Math.round(x * 100), Math.round(y * 100)];
console.log(`# countries.txt - outlines of countries for the map of members
# Source: Natural Earth 1:110m (public domain), from world-atlas 2.0.2 (npm, ISC); places of states that are
#   too small for it from 1:50m. Made by tools/country-shapes.mjs. Crimea is drawn as part of Ukraine.
# Format: ISO 3166-1 alpha-2 code | rings, separated by ";", of points in hundredths of a degree: the first
#   one as east,north, the others as differences to the one before. A state without outline: @east,north`);
for (const code of [...shapes.keys(), ...points.keys()].sort()) {
  if (points.has(code)) {
    console.log(`${code}|@${hundredths(points.get(code))}`);
    continue;
  }
  const rings = shapes.get(code).map((ring) => {
    let last = [0, 0];
    return ring.map(hundredths).map(([x, y]) => {
      const step = [x - last[0], y - last[1]];
      last = [x, y];
      return step.join(",");
    }).filter((step, index) => index === 0 || step !== "0,0");
  }).filter((steps) => steps.length > 3).map((steps) => steps.join(" "));
  console.log(`${code}|${rings.join(";")}`);
}
