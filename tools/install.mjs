// `npm ci` when it is needed; for ./test, as ./run does it itself.
import { installPackages } from './prepare.mjs';

await installPackages({ tests: true }).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
