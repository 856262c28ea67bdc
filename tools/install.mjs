// `npm ci` and the page's build when they are needed; for ./test, as ./run does it itself.
import { buildPage, installPackages } from './prepare.mjs';

await installPackages({ tests: true }).then(buildPage).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
