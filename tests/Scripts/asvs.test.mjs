// The checklist and the threat model name what is there: files, classes, tests, findings. The checklist has every
// requirement of levels 1 and 2 once, with a verdict and what shows it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../tools/root.mjs';

// The numbers of OWASP ASVS 4.0.3, by section: those of level 2 (which holds level 1), and those of level 1.
const numbers = (text) => text.trim().split(/\s+/).flatMap((section) => {
  const [prefix, ranges] = section.split(':');
  return ranges.split(',').flatMap((range) => {
    const [from, to = from] = range.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, at) => `${prefix}.${from + at}`);
  });
});
const level2 = numbers(`
  1.1:1-7 1.2:1-4 1.4:1,4-5 1.5:1-4 1.6:1-4 1.7:1-2 1.8:1-2 1.9:1-2 1.10:1 1.11:1-2 1.12:2 1.14:1-6
  2.1:1-12 2.2:1-3 2.3:1-3 2.4:1-5 2.5:1-7 2.6:1-3 2.7:1-6 2.8:1-7 2.9:1-3 2.10:1-4
  3.1:1 3.2:1-4 3.3:1-4 3.4:1-5 3.5:1-3 3.7:1 4.1:1-3,5 4.2:1-2 4.3:1-3
  5.1:1-5 5.2:1-8 5.3:1-10 5.4:1-3 5.5:1-4 6.1:1-3 6.2:1-6 6.3:1-2 6.4:1-2
  7.1:1-4 7.2:1-2 7.3:1,3-4 7.4:1-3 8.1:1-4 8.2:1-3 8.3:1-8 9.1:1-3 9.2:1-4 10.2:1-2 10.3:1-3
  11.1:1-8 12.1:1-3 12.2:1 12.3:1-6 12.4:1-2 12.5:1-2 12.6:1 13.1:1,3-5 13.2:1-3,5-6 13.3:1-2 13.4:1-2
  14.1:1-4 14.2:1-6 14.3:2-3 14.4:1-7 14.5:1-4`);
const level1 = numbers(`
  2.1:1-12 2.2:1-3 2.3:1 2.5:1-6 2.7:1-4 2.8:1 3.1:1 3.2:1-3 3.3:1-2 3.4:1-5 3.7:1 4.1:1-3,5 4.2:1-2 4.3:1-2
  5.1:1-5 5.2:1-8 5.3:1-10 5.5:1-4 6.2:1 7.1:1-2 7.4:1 8.2:1-3 8.3:1-4 9.1:1-3 10.3:1-3 11.1:1-5
  12.1:1 12.3:1-5 12.4:1-2 12.5:1-2 12.6:1 13.1:1,3 13.2:1-3 13.3:1 14.2:1-3 14.3:2-3 14.4:1-7 14.5:1-3`);
const verdicts = ['met', 'platform', 'not applicable', 'not met'];

const read = (page) => readFileSync(join(root, page), 'utf8');
const pages = Object.fromEntries(
  ['docs/asvs.md', 'docs/threat-model.md', 'SECURITY.md'].map((page) => [page, read(page)]));
const lines = (page, form) => pages[page].split('\n').filter((line) => form.test(line)).map((line) => cells(line));
const named = (text) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, name]) => name);
const cells = (line) => line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim());

const rows = lines('docs/asvs.md', /^\| \d/)
  .map(([number, level, about, verdict, evidence]) => ({ number, level, about, verdict, evidence }));

// Every type of ours, and those of tests that hold at least one test.
const sources = spawnSync('git', ['ls-files', '*.cs'], { cwd: root, encoding: 'utf8' }).stdout.trim().split('\n');
const types = new Set();
const tests = new Set();
for (const file of sources) {
  const text = read(file);
  const isTest = /\[(Fact|Theory)\b/.test(text);
  const declared = /^[^/\n]*\b(?:class|record|struct|interface|enum) ([A-Z]\w*)/gm;
  for (const [, name] of text.matchAll(declared)) {
    types.add(name);
    if (file.startsWith('tests/') && isTest) tests.add(name);
  }
}

const isCommand = (name) => /^(\.\/|node )/.test(name);
const isPath = (name) => /[/]|\.(md|txt|json|props|yml|yaml|bicep|mjs)$/.test(name);
const isTested = (name) => /(Tests|Twins|Histories|Properties)$/.test(name);
const exists = (name) => {
  if (isPath(name)) return existsSync(join(root, name));
  return (isTested(name) ? tests : types).has(name);
};

for (const [page, text] of Object.entries(pages)) {
  test(`${page} names files, classes and tests that are there`, () => {
    const names = named(text).filter((name) => !isCommand(name));
    assert.ok(names.length > 2, 'names are found');
    assert.deepEqual(names.filter((name) => !exists(name)), []);
  });
}

test('the checklist has each requirement of levels 1 and 2 once, in order, with its level', () => {
  assert.deepEqual(rows.map(({ number }) => number), level2);
  assert.deepEqual(rows.filter(({ level }) => level === '1').map(({ number }) => number), level1);
  assert.deepEqual(rows.filter(({ level }) => !['1', '2'].includes(level)), []);
});

test('each row says what it is about, has a verdict, and what shows it', () => {
  const empty = rows.filter((row) => !row.about || !verdicts.includes(row.verdict) || !row.evidence);
  assert.deepEqual(empty, []);
  // What is met is shown by something that can be opened; of the platform, by a module or page of infra/.
  const bare = rows.filter(({ verdict, evidence }) => (verdict === 'met' && named(evidence).length === 0)
    || (verdict === 'platform' && !/infra\/|tools\/sbom/.test(evidence)));
  assert.deepEqual(bare, []);
});

test('the sums of the checklist are those of its rows', () => {
  const said = lines('docs/asvs.md', new RegExp(`^\\| (${verdicts.join('|')}) `))
    .map(([verdict, , one, both]) => [verdict, Number(one), Number(both)]);
  const sums = verdicts.map((verdict) => rows.filter((row) => row.verdict === verdict))
    .map((found) => [found[0].verdict, found.filter(({ level }) => level === '1').length, found.length]);
  assert.deepEqual(said, sums);
});

test('every finding that is named is in the list, and every one of the list is named, once each', () => {
  const list = lines('docs/threat-model.md', /^\| F-\d/);
  const listed = list.map(([name]) => name);
  assert.deepEqual(listed, listed.map((_, at) => `F-${String(at + 1).padStart(2, '0')}`));
  const severities = ['high', 'medium', 'low', 'mended'];
  assert.deepEqual(list.filter(([, severity, where, what]) => !severities.includes(severity) || !where || !what), []);
  const elsewhere = Object.values(pages).join('\n').split('\n').filter((line) => !/^\| F-\d/.test(line)).join('\n');
  const mentioned = [...new Set(elsewhere.match(/F-\d\d/g))].sort();
  assert.deepEqual(mentioned, listed);
});

test('each threat has a letter of STRIDE, and something against it or something left', () => {
  const threats = lines('docs/threat-model.md', /^\| [STRIDE](, [STRIDE])? \|/);
  assert.ok(threats.length > 60, `${threats.length} threats`);
  assert.deepEqual(threats.filter((row) => row.length !== 4 || !row[1] || !(row[2] || row[3])), []);
  assert.deepEqual([...'STRIDE'].filter((letter) => !threats.some(([of]) => of.includes(letter))), []);
});
