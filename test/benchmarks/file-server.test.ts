import {withFileServer} from '../../benchmarks/file-server.js';

const answer = (...headers: [string, string][]) => ({body: '{}', headers});

test('the file is sent with the header lines of the answer, but for those that Nginx writes itself', () => {
  const headers: [string, string][] = [
    ['cache-control', 'public, max-age=300'],
    ['content-type', 'application/json; charset=utf-8'],
    ['etag', '"abc"'],
    ['content-length', '2'],
    ['vary', 'accept'],
  ];
  const filled = withFileServer('http {\n  # rest\n}\n', '/folder', 8081, answer(...headers));
  expect(filled).toContain('add_header cache-control "public, max-age=300";');
  expect(filled).toContain('add_header vary "accept";');
  expect(filled).toContain('default_type "application/json; charset=utf-8";');
  expect(filled).not.toMatch(/etag|content-length/);
  expect(filled.trimEnd().endsWith('}\n}')).toBe(true);
});

test('a header that Nginx would take for a variable is refused', () => {
  expect(() => withFileServer('http {}', '/folder', 8081, answer(['x-price', '$5']))).toThrow(/\$5/);
});
