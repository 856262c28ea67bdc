// Runs every test project's executable and the scripts that test ./run, one after the other, and adds up.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const results = join(root, 'TestResults');
const words = process.argv.slice(2).map((word) => word.toLowerCase());
let child;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child?.kill(signal));

function suites() {
  const tests = join(root, 'tests');
  const projects = readdirSync(tests)
    .filter((name) => /\.(Tests|EndToEnd)$/.test(name) && existsSync(join(tests, name, `${name}.csproj`)))
    .map((name) => ({ name, command: (report) => ['dotnet', join(tests, name, 'bin', 'Release', 'net10.0', `${name}.dll`), '-result-ctrf', report, '-noLogo', '-noColor'] }));
  const scripts = readdirSync(join(tests, 'Scripts')).filter((name) => name.endsWith('.test.mjs'))
    .map((name) => ({ name: `Scripts/${name}`, command: (report) => nodeTest(join(tests, 'Scripts', name), report) }));
  // Quick ones first: a broken rule is seen before the long runs begin.
  const last = (suite) => (suite.name.endsWith('EndToEnd') ? 2 : suite.name.startsWith('Scripts') ? 1 : 0);
  return [...projects, ...scripts].sort((one, other) => last(one) - last(other))
    .filter((suite) => words.length === 0 || words.some((word) => suite.name.toLowerCase().includes(word)));
}

function nodeTest(file, report) {
  const reporter = (name, destination) => [`--test-reporter=${name}`, `--test-reporter-destination=${destination}`];
  return [process.execPath, '--test', ...reporter('spec', 'stdout'), ...reporter(new URL('ctrf-reporter.mjs', import.meta.url), report), file];
}

/** Runs one suite; its own report file says what passed, its exit code whether it got that far. */
function run({ name, command }) {
  const report = join(results, `${name.replace(/\W/g, '-')}.ctrf.json`);
  console.log(`\n== ${name}`);
  const started = performance.now();
  return new Promise((done) => {
    const [file, ...args] = command(report);
    child = spawn(file, args, { cwd: root, stdio: 'inherit' });
    child.on('close', (code, signal) => {
      const { passed = 0, failed = 0, skipped = 0 } = read(report);
      const broken = failed === 0 && (code !== 0 || passed === 0) ? 1 : 0;
      if (broken) console.log(`   ended with ${signal ?? code} and no failed test: counted as a failure`);
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      console.log(`   ${passed} passed, ${failed + broken} failed${skipped ? `, ${skipped} skipped` : ''} (${seconds} s)`);
      done({ passed, failed: failed + broken });
    });
  });
}

function read(report) {
  return existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).results.summary : {};
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results);
const sum = { passed: 0, failed: 0 };
for (const suite of suites()) {
  const { passed, failed } = await run(suite);
  sum.passed += passed;
  sum.failed += failed;
}
console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
