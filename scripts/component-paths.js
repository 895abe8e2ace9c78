/**
 * Writes tsconfig.paths.json: one `c/<bundle>` entry per LWC bundle.
 * TypeScript allows one `*` per path and a bundle needs two (`c/x` is `lwc/x/x`), hence a list.
 * Plain Node without dependencies: `npm ci` and every command run it before TypeScript reads its configuration.
 */
const fs = require('node:fs');
const path = require('node:path');

const lwc = path.join('force-app', 'main', 'default', 'lwc');

function componentPaths(root) {
  const folder = path.join(root, lwc);
  const bundles = fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
  return Object.fromEntries(
    bundles
      .filter((bundle) => fs.existsSync(path.join(folder, bundle, `${bundle}.ts`)))
      .map((bundle) => [`c/${bundle}`, [`./${lwc.split(path.sep).join('/')}/${bundle}/${bundle}.ts`]])
  );
}

/** Writes the file of a project, if it is not the same already. `root` is the folder with tsconfig.json. */
function writeComponentPaths(root) {
  const target = path.join(root, 'tsconfig.paths.json');
  const text = `${JSON.stringify({ compilerOptions: { paths: componentPaths(root) } }, null, 2)}\n`;
  if (!fs.existsSync(target) || fs.readFileSync(target, 'utf8') !== text) {
    fs.writeFileSync(target, text);
  }
}

writeComponentPaths(path.resolve(__dirname, '..'));

module.exports = { writeComponentPaths };
