// Every C# file is as the formatter leaves it, and no line is wider than 120 columns.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../tools/root.mjs';

const width = 120;

const run = (file, ...args) => spawnSync(file, args, { cwd: root, encoding: 'utf8' });

test('every C# file is as the formatter leaves it (dotnet csharpier format .)', () => {
  const { status, stdout, stderr } = run('dotnet', 'csharpier', 'check', '.');
  assert.equal(status, 0, stdout + stderr);
});

test('no line is wider than 120 columns', () => {
  const files = run('git', 'ls-files', '*.cs').stdout.trim().split('\n');
  assert.ok(files.length > 100, 'the C# files are found');
  assert.deepEqual(files.flatMap((file) => wide(file)), []);
});

// The formatter breaks code, but neither comments nor text: a text that does not fit on a line is let through.
function wide(file) {
  let raw = false;
  return readFileSync(join(root, file), 'utf8').split('\n').flatMap((line, at) => {
    const text = raw || line.includes('"');
    if ((line.split('"""').length - 1) % 2 === 1) raw = !raw;
    return [...line].length > width && !text ? [`${file}:${at + 1}`] : [];
  });
}
