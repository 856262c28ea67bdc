// What people see of `./run` and `./test`.

/** A failure with a message for people; no stack trace is shown. */
export class RunError extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

export const say = (text) => console.log(text);

/** Says what begins, and how long it took. */
export async function step(what, work) {
  const started = performance.now();
  process.stdout.write(`${what} … `);
  const result = await work();
  say(`done (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  return result;
}
