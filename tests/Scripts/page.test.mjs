// Every text of the page is in every language with its plurals, none is unused, and none stands in the code.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { root } from '../../tools/root.mjs';

const src = join(root, 'src', 'UkraineSupport.Page', 'src');
const languages = ['en', 'nl', 'uk'];
const texts = Object.fromEntries(languages.map((name) => [name, JSON.parse(readFileSync(join(src, 'i18n', `${name}.json`), 'utf8'))]));
const plural = /_(zero|one|two|few|many|other)$/;
const stem = (key) => key.replace(plural, '');
const stems = (name) => [...new Set(Object.keys(texts[name]).map(stem))].sort();
const files = readdirSync(src, { recursive: true }).filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
  .map((name) => ts.createSourceFile(name, readFileSync(join(src, name), 'utf8'), ts.ScriptTarget.Latest, true, name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS));

for (const name of languages) {
  test(`${name}: every text is there, with the plurals of the language`, () => {
    assert.deepEqual(stems(name), stems('en'));
    const forms = new Intl.PluralRules(name).resolvedOptions().pluralCategories;
    const counted = [...new Set(Object.keys(texts.en).filter((key) => plural.test(key)).map(stem))];
    const needed = counted.flatMap((key) => forms.map((form) => `${key}_${form}`));
    assert.deepEqual(needed.filter((key) => !texts[name][key]), []);
    assert.deepEqual(Object.entries(texts[name]).filter(([, text]) => !text.trim()), []);
  });

  test(`${name}: every text is filled in with the same values`, () => {
    // What is counted may say the number or leave it out: "one gap", "no gaps".
    const holes = (text) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, value]) => value).filter((value) => value !== 'count' && value !== 'n').sort();
    const other = (key) => texts.en[key] ?? texts.en[`${stem(key)}_other`];
    assert.deepEqual(Object.keys(texts[name]).filter((key) => `${holes(texts[name][key])}` !== `${holes(other(key))}`), []);
  });
}

test('every capability has a Ukrainian name', () => {
  const catalogue = readFileSync(join(root, 'src', 'UkraineSupport.Domain', 'Catalog', 'capabilities.csv'), 'utf8');
  const codes = catalogue.trim().split('\n').slice(1).map((line) => line.split(',')[0]);
  const named = JSON.parse(readFileSync(join(src, 'i18n', 'capabilities.uk.json'), 'utf8'));
  assert.deepEqual(Object.keys(named).sort(), codes.sort());
});

test('every text is used, and every one that is used is there', () => {
  const asked = files.flatMap((file) => nodes(file)).filter((node) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node));
  const words = new Set(asked.filter(ts.isStringLiteralLike).map((node) => node.text));
  // `status.pledge.${value}`: those that begin and end like it.
  const patterns = asked.filter(ts.isTemplateExpression).filter((node) => /^[a-z]+\./.test(node.head.text))
    .map((node) => new RegExp(`^${escape(node.head.text)}${node.templateSpans.map(({ literal }) => `.+${escape(literal.text)}`).join('')}$`));
  const known = stems('en');
  assert.deepEqual(known.filter((key) => !words.has(key) && !patterns.some((pattern) => pattern.test(key))), []);
});

test('no text stands in the code', () => {
  const attributes = ['title', 'alt', 'label', 'placeholder', 'aria-label', 'aria-description'];
  const letters = /\p{L}{2,}/u;
  const found = files.flatMap((file) => nodes(file).filter((node) => (ts.isJsxText(node) && letters.test(node.text))
    || (ts.isJsxAttribute(node) && attributes.includes(node.name.getText()) && node.initializer && ts.isStringLiteral(node.initializer) && letters.test(node.initializer.text)))
    .map((node) => `${relative(src, file.fileName)}: ${node.getText()}`));
  assert.deepEqual(found, []);
});

test('files of the page are small, and no line is wider than 120 columns', () => {
  const styles = readdirSync(join(src, 'style')).map((name) => join('style', name)).length;
  assert.ok(files.length > 40 && styles > 3, 'the files are found');
  const lines = (file) => file.text.split('\n');
  assert.deepEqual(files.filter((file) => lines(file).length > 300).map(({ fileName }) => fileName), []);
  assert.deepEqual(files.flatMap((file) => lines(file).flatMap((line, at) => ([...line].length > 120 ? [`${file.fileName}:${at + 1}`] : []))), []);
});

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function nodes(node) {
  const found = [node];
  ts.forEachChild(node, (child) => void found.push(...nodes(child)));
  return found;
}

test('every event of what has a history on the page has a name', () => {
  const events = readdirSync(join(root, 'docs', 'events')).filter((name) => /^(activation|agreement|gap|intake|plan|pledge|requirement)\./.test(name)).map((name) => `event.${name.replace('.schema.json', '')}`);
  assert.ok(events.length > 140, 'the events are found');
  assert.deepEqual(events.filter((key) => !texts.en[key]), []);
});
