import {roadClasses} from '../../src/profiles/road-class.js';

/** The tags that the profiles know, with values that they meet. */
export const vocabulary: Readonly<Record<string, readonly string[]>> = {
  highway: [...roadClasses, 'construction', 'proposed', 'platform', 'raceway', 'bus_guideway', 'escape'],
  route: ['ferry', 'shuttle_train', 'bus'],
  ...each('access vehicle motor_vehicle motorcar bicycle foot', access()),
  ...each('access:forward vehicle:backward motor_vehicle:forward motorcar:backward', access()),
  ...each('bicycle:forward bicycle:backward foot:forward foot:backward', access()),
  ...each('oneway oneway:bicycle oneway:foot oneway:motor_vehicle cycleway:oneway cycleway:left:oneway', [
    ...words('yes no true false 1 0 -1 reverse reversible alternating'),
  ]),
  ...each('cycleway cycleway:left cycleway:right cycleway:both', words('no none lane track opposite opposite_lane')),
  ...each('maxspeed maxspeed:forward maxspeed:backward maxspeed:motorcar maxspeed:bicycle', limits()),
  ...each('maxspeed:type source:maxspeed zone:maxspeed zone:traffic', [...limits(), 'sign', 'markings']),
  surface: words('asphalt paved paving_stones sett cobblestone gravel unpaved ground dirt grass sand mud wood ice'),
  tracktype: words('grade1 grade2 grade3 grade4 grade5'),
  smoothness: words('excellent good intermediate bad very_bad horrible very_horrible impassable'),
  junction: words('roundabout circular jughandle'),
  duration: ['20', '00:20', '1:30:00', 'PT45M', '0', 'soon'],
  service: words('driveway parking_aisle alley emergency_access busway bus'),
  ...each('psv bus hov', words('yes designated only no')),
  ...each('area impassable motorroad disused abandoned proposed ramp ramp:bicycle locked toll', words('yes no')),
  construction: words('yes no minor widening primary'),
  conveying: words('yes no forward backward reversible'),
  sac_scale: words('strolling hiking mountain_hiking alpine_hiking difficult_alpine_hiking'),
  tunnel: words('yes no culvert building_passage'),
  bridge: words('yes no viaduct'),
  barrier: words('gate lift_gate bollard block cycle_barrier kissing_gate stile kerb toll_booth entrance wall yes no'),
  bollard: words('rising removable'),
  kerb: words('lowered raised flush'),
};

function access(): string[] {
  return words('yes no private destination customers delivery designated permissive permit dismount use_sidepath psv');
}

function limits(): string[] {
  return ['30', '50', '120', '30 mph', '5 knots', '50;30', 'none', 'walk', 'signals', 'PT:urban', 'DE:motorway', '0'];
}

function words(text: string): string[] {
  return text.split(' ');
}

function each(keys: string, values: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(words(keys).map((key) => [key, values]));
}
