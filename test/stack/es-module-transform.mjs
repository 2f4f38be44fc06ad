import tsJest from 'ts-jest';

/**
 * Compiles a package that ships ES modules alone for jest, which runs CommonJS. `import.meta` has no counterpart there
 * but for the folder.
 */
const compiler = tsJest.default.createTransformer({
  diagnostics: false,
  tsconfig: {
    allowJs: true,
    module: 'CommonJS',
    moduleResolution: 'Node10',
    ignoreDeprecations: '6.0',
    target: 'ES2022',
    isolatedModules: true,
    esModuleInterop: true,
  },
});

export default {
  process: (text, path, options) =>
    compiler.process(text.replaceAll('import.meta.dirname', '__dirname'), path, options),
  getCacheKey: (text, path, options) => compiler.getCacheKey(text, path, options),
};
