import {createRequire} from 'node:module';
import {join} from 'node:path';
import ts from 'typescript';
import {packageRoot} from '../../src/package-root.js';
import type {Manifest} from './manifest.js';
import {nameOf} from './manifest.js';

/**
 * What Kubernetes, CloudNativePG and the Prometheus operator would say against these objects, by their published
 * schemas in the packages kubernetes-models, without a cluster: wrong types, missing fields, values out of their range,
 * and fields that there are not.
 * @returns a line a fault, each with the object's name
 */
export function faultsOf(manifests: readonly Manifest[]): string[] {
  return [...manifests.flatMap(schemaFaults), ...typeFaults(manifests)];
}

const packages: readonly (readonly [string, string])[] = [
  ['postgresql.cnpg.io/', '@kubernetes-models/cloudnative-pg/'],
  ['monitoring.coreos.com/', '@kubernetes-models/prometheus-operator/'],
  ['', 'kubernetes-models/'],
];

function moduleOf({apiVersion, kind}: Manifest): string {
  const [, from] = packages.find(([group]) => apiVersion.startsWith(group))!;
  return `${from}${apiVersion}/${kind}`;
}

/** By the compiled JSON schemas, which know values, but let unknown fields pass. */
function schemaFaults(manifest: Manifest): string[] {
  const module = load(moduleOf(manifest)) as Record<string, new (data: unknown) => {validate(): void}>;
  try {
    new module[manifest.kind](manifest).validate();
    return [];
  } catch (error) {
    return [`${nameOf(manifest)}: ${(error as Error).message}`];
  }
}

const load = createRequire(__filename);

/**
 * By the type declarations made of the same schemas: an object literal may hold no field that its type lacks, which is
 * what closes the schemas, at every depth.
 */
function typeFaults(manifests: readonly Manifest[]): string[] {
  const name = join(packageRoot, 'test/helm/manifests-as-literals.ts');
  const lines = manifests.map(
    (manifest, index) =>
      `import type {I${manifest.kind} as Type${index}} from '${moduleOf(manifest)}';` +
      `export const manifest${index}: Type${index} = ${JSON.stringify(manifest)};`,
  );
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
  };
  const source = ts.createSourceFile(name, lines.join('\n'), ts.ScriptTarget.ES2022);
  const files = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...files,
    fileExists: (path) => path === name || files.fileExists(path),
    getSourceFile: (path, ...rest) => {
      if (path === name) return source;
      if (!declarations.has(path)) declarations.set(path, files.getSourceFile(path, ...rest));
      return declarations.get(path);
    },
  };
  const program = ts.createProgram([name], options, host);
  return ts.getPreEmitDiagnostics(program).map(({messageText, start}) => {
    const {line} = source.getLineAndCharacterOfPosition(start ?? 0);
    return `${nameOf(manifests[line])}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}

/** Parsed once for all calls: they are the same, and many. */
const declarations = new Map<string, ts.SourceFile | undefined>();
