// The types that openapi-typescript makes of the contract fit how the API is really called.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import openapi, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { root } from '../../tools/root.mjs';

test('a client that gives only what must be given compiles with the types made of the contract', async () => {
  const place = mkdtempSync(join(tmpdir(), 'contract-'));
  try {
    const contract = JSON.parse(readFileSync(join(root, 'docs', 'openapi.json'), 'utf8'));
    writeFileSync(join(place, 'types.d.ts'), astToString(await openapi(contract)));
    const client = join(place, 'client.ts');
    copyFileSync(join(root, 'tests', 'Scripts', 'contract', 'client.ts'), client);
    const program = ts.createProgram([client], {
      strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noEmit: true, skipLibCheck: true, types: [],
      target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    });
    const faults = ts.getPreEmitDiagnostics(program).map((fault) => `${fault.file?.fileName}: ${ts.flattenDiagnosticMessageText(fault.messageText, '\n')}`);
    assert.deepEqual(faults, []);
    assert.equal(program.getSourceFiles().filter((file) => file.fileName.endsWith('types.d.ts')).length, 1, 'the types are read');
  } finally {
    rmSync(place, { recursive: true });
  }
});
