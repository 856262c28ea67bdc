// Runs every test project's executable and the scripts that test ./run, and adds up. Those that wait much (hosts that are
// killed, starts of ./run) run beside the others; the end-to-end tests, which start apps of their own side by side, alone.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const results = join(root, 'TestResults');
const words = process.argv.slice(2).map((word) => word.toLowerCase());
const children = new Set();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => children.forEach((child) => child.kill(signal)));

function suites() {
  const tests = join(root, 'tests');
  const projects = readdirSync(tests)
    .filter((name) => /\.(Tests|EndToEnd)$/.test(name) && existsSync(join(tests, name, `${name}.csproj`)))
    .map((name) => ({ name, command: (report) => ['dotnet', join(tests, name, 'bin', 'Release', 'net10.0', `${name}.dll`), '-result-ctrf', report, '-noLogo', '-noColor'] }));
  const scripts = readdirSync(join(tests, 'Scripts')).filter((name) => name.endsWith('.test.mjs'))
    .map((name) => ({ name: `Scripts/${name}`, command: (report) => nodeTest(join(tests, 'Scripts', name), report) }));
  const chosen = [...projects, ...scripts]
    .filter((suite) => words.length === 0 || words.some((word) => suite.name.toLowerCase().includes(word)));
  // Quick ones first: a broken rule is seen before the long runs begin.
  const waits = (suite) => suite.name.startsWith('Scripts') || suite.name.includes('LocalRuntime');
  const alone = (suite) => suite.name.endsWith('EndToEnd');
  return [
    [chosen.filter((suite) => !waits(suite) && !alone(suite)), chosen.filter(waits)],
    [chosen.filter(alone)],
  ];
}

function nodeTest(file, report) {
  const reporter = (name, destination) => [`--test-reporter=${name}`, `--test-reporter-destination=${destination}`];
  return [process.execPath, '--test', ...reporter('spec', 'stdout'), ...reporter(new URL('ctrf-reporter.mjs', import.meta.url), report), file];
}

/** Runs one suite; its own report file says what passed, its exit code whether it got that far. */
function run({ name, command }) {
  const report = join(results, `${name.replace(/\W/g, '-')}.ctrf.json`);
  const started = performance.now();
  return new Promise((done) => {
    const [file, ...args] = command(report);
    const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    // Shown whole when it is done: two run at a time.
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(part));
    child.on('close', (code, signal) => {
      children.delete(child);
      console.log(`\n== ${name}`);
      process.stdout.write(Buffer.concat(said));
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
async function lane(suites) {
  for (const suite of suites) {
    const { passed, failed } = await run(suite);
    sum.passed += passed;
    sum.failed += failed;
  }
}

for (const lanes of suites()) await Promise.all(lanes.map(lane));
console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
