import type {Draft} from '../draft.js';
import {circle, distance, type Point} from '../line.js';
import type {Random} from '../random.js';
import {degrees, drawnLinks, type Link, type Street} from './street.js';

const loopRadiusMetres = 9;

/** Where a street for cars ends: a turning circle on its last node, or a small loop round an island of green. */
export function drawTurningPlaces(draft: Draft, streets: readonly Street[], random: Random): void {
  const degree = degrees(streets);
  for (const link of drawnLinks(streets)) {
    if (link.tags?.highway !== 'residential' && link.tags?.highway !== 'living_street') continue;
    for (const [end, before] of [[link.to, link.from] as const, [link.from, link.to] as const]) {
      if (end.meets || degree.get(end) !== 1) continue;
      const dice = random.next();
      if (dice < 0.2 && link.tags.highway === 'residential')
        drawLoop(draft, end.drawNode(draft), end.point, before.point, link);
      else if (dice < 0.75) draft.tag(end.drawNode(draft), {highway: 'turning_circle'});
    }
  }
}

function drawLoop(draft: Draft, node: number, end: Point, before: Point, link: Link): void {
  const length = distance(before, end) || 1;
  const [dx, dy] = [(end[0] - before[0]) / length, (end[1] - before[1]) / length];
  const centre: Point = [end[0] + dx * loopRadiusMetres, end[1] + dy * loopRadiusMetres];
  const rim = circle(centre, loopRadiusMetres, 8, Math.atan2(-dy, -dx)).slice(1);
  const {highway, surface = 'asphalt'} = link.tags ?? {};
  draft.way([node, ...rim.map((point) => draft.node(point)), node], {highway, surface, maxspeed: '30', oneway: 'yes'});
}
