import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative, resolve} from 'node:path';
import {packageRoot} from '../../src/package-root.js';

const elsewhere = new Set(['node_modules', 'dist', '.git', '.roadql', 'coverage', 'results']);

function pagesIn(folder: string): string[] {
  return readdirSync(folder, {withFileTypes: true}).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return elsewhere.has(entry.name) ? [] : pagesIn(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

function textOf(page: string): string {
  return readFileSync(page, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
}

/** A heading's name in an address, as GitHub makes it. */
function anchorsOf(page: string): string[] {
  return [...textOf(page).matchAll(/^#+ +(.+)$/gm)].map(([, heading]) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

const pages = pagesIn(packageRoot);

test.each(pages.map((page) => [relative(packageRoot, page), page] as const))(
  '%s: its links lead to files and headings that are there',
  (_name, page) => {
    const links = [...textOf(page).matchAll(/\]\(([^()\s]+)\)/g)].map(([, link]) => link);
    const broken = links.filter((link) => {
      if (/^(https?|mailto):/.test(link)) return false;
      const [path, anchor] = link.split('#');
      const target = path === '' ? page : resolve(dirname(page), path);
      if (!existsSync(target)) return true;
      return anchor !== undefined && !anchorsOf(target).includes(anchor);
    });
    expect(broken).toEqual([]);
  },
);
