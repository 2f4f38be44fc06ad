import {createHash, randomUUID} from 'node:crypto';
import {mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import Module, {createRequire} from 'node:module';
import {join} from 'node:path';

/**
 * Lets Node's own require load the sources, outside of jest's module system: for a run's set-up, and for processes
 * that a test starts. An import of `./name.js` means `./name.ts`.
 */
export const requireSource = createRequire(import.meta.url);

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  try {
    return resolve.call(this, request, ...rest);
  } catch (error) {
    if (!/^\.{1,2}\/.*\.js$/.test(request)) throw error;
    return resolve.call(this, request.slice(0, -'.js'.length), ...rest);
  }
};

Module._extensions['.ts'] = (module, path) => {
  module._compile(compiled(path), path);
};

/** What was compiled before is kept by its content: most of the time that such a process takes to start. */
const cacheFolder = join(import.meta.dirname, '../../.roadql/compiled');

function compiled(path) {
  const text = readFileSync(path, 'utf8');
  const cached = join(cacheFolder, `${createHash('sha256').update(path).update(text).digest('hex')}.js`);
  try {
    return readFileSync(cached, 'utf8');
  } catch {
    const output = compile(path, text);
    mkdirSync(cacheFolder, {recursive: true});
    const draft = `${cached}.${randomUUID()}`;
    writeFileSync(draft, output);
    // many processes start at once, and none may read half a file
    renameSync(draft, cached);
    return output;
  }
}

function compile(path, text) {
  const ts = requireSource('typescript');
  return ts.transpileModule(text, {
    fileName: path,
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
    },
  }).outputText;
}
