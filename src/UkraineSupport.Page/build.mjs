// Builds the page into artifacts/page: types of the contract, a check of all types, the files, and each of them compressed.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import openapi, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { build } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const contract = join(here, '..', '..', 'docs', 'openapi.json');
const out = join(here, '..', '..', 'artifacts', 'page');

const types = astToString(await openapi(JSON.parse(readFileSync(contract, 'utf8'))));
writeFileSync(join(here, 'src', 'api', 'schema.d.ts'), types);
check();
await build({ root: here, logLevel: 'warn' });
compress();

/** A page that does not fit the contract, or itself, is not built. */
function check() {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(here, 'tsconfig.json'),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail },
  );
  const program = ts.createProgram(config.fileNames, config.options);
  const faults = ts.getPreEmitDiagnostics(program);
  if (faults.length > 0) fail(...faults);
}

function fail(...faults) {
  console.error(
    ts.formatDiagnostics(faults, {
      getCurrentDirectory: () => here,
      getCanonicalFileName: (name) => name,
      getNewLine: () => '\n',
    }),
  );
  process.exit(1);
}

/** Beside each file what is sent to those who take it compressed: once here, not at every request. */
function compress() {
  for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const content = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}
