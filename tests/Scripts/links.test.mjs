// What the documentation points at is there: files, folders and headings.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { root } from '../../tools/root.mjs';

const link = /\]\(([^)\s]+)\)/g;
const notOurs = /(^|\/)(node_modules|bin|obj|TestResults|\.[^/]+)\//;
const pages = ['', 'demo', 'docs', 'infra', 'src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: folder !== '' }).map((page) => join(folder, page)))
  .filter((page) => page.endsWith('.md') && !notOurs.test(page));

/** The anchor that forges make of a heading. */
const anchor = (heading) => heading.toLowerCase().replace(/[^\p{Letter}\p{Number}\s_-]/gu, '').trim().replace(/\s/g, '-');

const anchors = (file) => readFileSync(file, 'utf8').split('\n').filter((line) => /^#+ /.test(line)).map((line) => anchor(line.replace(/^#+ /, '')));

/** What of a page's links leads nowhere. */
function dead(page) {
  return [...readFileSync(join(root, page), 'utf8').matchAll(link)].map(([, to]) => to).filter((to) => !/^[a-z]+:/.test(to)).filter((to) => {
    const [path, heading] = to.split('#');
    const file = path ? join(root, dirname(page), decodeURI(path)) : join(root, page);
    return !existsSync(file) || relative(root, file).startsWith('..') || (heading && !(statSync(file).isFile() && anchors(file).includes(heading)));
  });
}

test('there are pages', () => assert.ok(pages.includes('README.md') && pages.length > 5));

for (const page of pages) test(`${page} points at what is there`, () => assert.deepEqual(dead(page), []));
