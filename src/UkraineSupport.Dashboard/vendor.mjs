// Copies the chart library from node_modules to wwwroot/vendor: run `npm ci && npm run vendor` after changing its version.
import { copyFileSync, mkdirSync } from 'node:fs';

const from = new URL('../../node_modules/echarts/', import.meta.url);
const to = new URL('./wwwroot/vendor/', import.meta.url);

mkdirSync(to, { recursive: true });
for (const [source, target] of [
  ['dist/echarts.common.min.js', 'echarts.common.min.js'],
  ['LICENSE', 'echarts.LICENSE'],
  ['NOTICE', 'echarts.NOTICE'],
]) copyFileSync(new URL(source, from), new URL(target, to));
