import {existsSync} from 'node:fs';
import {installPackages, mayInstall} from '../../database/stack/apt.js';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
];

/**
 * The path of a Chromium: `CHROMIUM`, or where packages put it. On Debian, as root, it is installed when it is missing.
 * @throws Error saying what to install
 */
export function findChromium(): string {
  const named = process.env.CHROMIUM;
  if (named) return named;
  return firstPlace() ?? install() ?? fail();
}

function firstPlace(): string | undefined {
  return places.find((path) => existsSync(path));
}

function install(): string | undefined {
  if (!mayInstall()) return undefined;
  installPackages(['chromium']);
  return firstPlace();
}

function fail(): never {
  throw new Error('The test of GraphiQL needs a Chromium: install the package chromium, or set CHROMIUM to its path.');
}
