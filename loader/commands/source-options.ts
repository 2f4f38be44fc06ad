import {Option} from 'commander';
import type {OpenOptions} from '../readers/open-source.js';

/** How a source file is to be read; the same for `load` and `build`. */
export interface SourceOptions {
  format?: OpenOptions['format'];
  mapping?: string;
  name?: string;
}

export function formatOption(): Option {
  return new Option('--format <format>', 'what the file is; auto tells by its content')
    .choices(['auto', 'osm-pbf', 'geojson', 'shapefile'])
    .default('auto');
}

export function mappingOption(): Option {
  return new Option('--mapping <file>', 'JSON: what the columns of a GeoJSON file or shapefile mean');
}

export function nameOption(): Option {
  return new Option('--name <name>', "the network's name (default: the file's)");
}
