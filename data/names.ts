import type {Random} from './random.js';

const things = (
  'Alder Amber Anchor Apple Ash Aspen Barley Basalt Beacon Beech Birch Blackthorn Bramble Brewer Brick Bridle Brook ' +
  'Broom Candle Cedar Chalk Cherry Chestnut Clover Cobble Cooper Copper Coral Crane Currant Cypress Dove Drift Dyer ' +
  'Elder Elm Ember Falcon Fennel Fern Finch Flax Flint Foundry Fox Gannet Garnet Glover Granite Hazel Heath Heron ' +
  'Hive Holly Honey Hornbeam Iron Ivy Jasper Juniper Kestrel Kiln Lantern Larch Lark Laurel Lavender Lime Linden ' +
  'Linnet Loom Maple Marble Marigold Marten Meadow Medlar Mill Mint Mulberry Myrtle Nettle Oak Oat Olive Orchard ' +
  'Osier Otter Pear Pebble Pewter Pine Plover Plum Poplar Quarry Quartz Quince Raven Reed Robin Rope Rose Rowan Rush ' +
  'Rye Saddler Saffron Sage Salt Sandpiper Shale Sickle Silver Sloe Sorrel Sparrow Spindle Starling Stone Swallow ' +
  'Swift Sycamore Tanner Teal Thatch Thistle Thorn Thyme Tinder Vine Walnut Weaver Wheat Whin Willow Wren Yarrow Yew'
).split(' ');

const kinds = {
  oldTown: ['Lane', 'Row', 'Gate', 'Passage', 'Court', 'Hill'],
  grid: ['Street', 'Street', 'Road', 'Terrace', 'Place', 'Grove'],
  suburb: ['Close', 'Drive', 'Crescent', 'Way', 'Rise', 'Gardens'],
  country: ['Lane', 'Track', 'Farm Road', 'Drove'],
  industry: ['Works Road', 'Dock Road', 'Yard Street'],
  radial: ['Avenue', 'High Road', 'Parade'],
  ring: ['Ring', 'Boulevard', 'Circle'],
  park: ['Walk', 'Path'],
};

/** What a street belongs to: each kind has its own words for one. */
export type StreetKind = keyof typeof kinds;

const firstSyllables =
  'Ald Bram Corv Dunt Estr Falv Garv Helv Ister Kelv Lanth Morv Norv Orm Pelv Quarv Rosk Selv Tarv Ulv Venn Wend Yarv'.split(
    ' ',
  );
const lastSyllables = 'aby aden awick amoor asted aholm amere aford aley acroft aness adale atoft agarth'.split(' ');
const quarters = ['', 'Upper ', 'Lower ', 'North ', 'South ', 'East ', 'West ', 'New ', 'Old ', 'Great ', 'Little '];

/** Invented names: of streets after plants, stones, birds and trades, of districts from syllables; no person's, no real place's. */
export class Names {
  private readonly used = new Set<string>();

  constructor(private readonly random: Random) {}

  /** A street's name that no street has yet; where the plain ones run out, one with its district's name in front. */
  street(kind: StreetKind, district: string): string {
    for (let attempt = 0; attempt < 12; attempt++) {
      const plain = `${this.random.pick(things)} ${this.random.pick(kinds[kind])}`;
      const name = attempt < 6 ? plain : `${district} ${plain}`;
      if (this.claim(name)) return name;
    }
    return this.numbered(`${district} ${this.random.pick(kinds[kind])}`);
  }

  /** A district's name that no district has yet. */
  district(): string {
    for (let attempt = 0; attempt < 12; attempt++) {
      const place = this.random.pick(firstSyllables) + this.random.pick(lastSyllables);
      const name = attempt < 6 ? place : this.random.pick(quarters) + place;
      if (this.claim(name)) return name;
    }
    return this.numbered(this.random.pick(firstSyllables) + this.random.pick(lastSyllables));
  }

  private numbered(name: string): string {
    let number = 2;
    while (!this.claim(`${name} ${number}`)) number++;
    return `${name} ${number}`;
  }

  private claim(name: string): boolean {
    if (this.used.has(name)) return false;
    this.used.add(name);
    return true;
  }
}
