import {readFileSync} from 'node:fs';
import Module, {createRequire} from 'node:module';
import ts from 'typescript';

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
  const {outputText} = ts.transpileModule(readFileSync(path, 'utf8'), {
    fileName: path,
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
    },
  });
  module._compile(outputText, path);
};
