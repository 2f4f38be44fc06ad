import {spawnSync} from 'node:child_process';
import {accessSync, constants} from 'node:fs';
import {delimiter, join} from 'node:path';
import {installPackages, mayInstall} from '../../database/stack/apt.js';

/** A login of one's own does not look where programs for administrators lie. */
const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'];

/** PATH on which both `nginx` and `envsubst` are found, if they are installed. */
export const nginxPath = folders.join(delimiter);

/**
 * What deploy/nginx/start.sh needs: the path of `nginx`, with `envsubst` beside it on `nginxPath`. On Debian, as root,
 * what is missing is installed.
 * @throws Error saying what to install
 */
export function findNginx(): string {
  if (missing().length > 0 && mayInstall()) {
    const packages = {nginx: 'nginx-light', envsubst: 'gettext-base'};
    installPackages(missing().map((name) => packages[name]));
  }
  const lacks = missing();
  if (lacks.length > 0) throw new Error(`The tests of Nginx need ${lacks.join(' and ')} (of gettext): install them.`);
  return pathOf('nginx')!;
}

/** Its version as numbers, such as [1, 22, 1]. */
export function nginxVersion(): number[] {
  const {stderr} = spawnSync(findNginx(), ['-v'], {encoding: 'utf8'});
  return (/nginx\/([\d.]+)/.exec(stderr)?.[1] ?? '').split('.').map(Number);
}

function missing(): ('nginx' | 'envsubst')[] {
  return (['nginx', 'envsubst'] as const).filter((name) => pathOf(name) === undefined);
}

function pathOf(name: string): string | undefined {
  return folders
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
