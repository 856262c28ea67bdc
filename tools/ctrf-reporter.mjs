// A node:test reporter that writes the same summary as the C# projects do, for tools/test.mjs to add up.
export default async function* ctrf(events) {
  const summary = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if (data?.details?.type === 'suite') continue;
    if (type === 'test:fail') summary.failed += 1;
    if (type === 'test:pass') summary[data.skip ? 'skipped' : 'passed'] += 1;
  }
  yield JSON.stringify({ results: { summary } });
}
