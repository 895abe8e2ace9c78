/**
 * First step of `npm start` and `npm test`: plain Node without dependencies, so that it runs in a fresh clone.
 * Checks Node, installs the packages of package-lock.json when they are not the installed ones, and readies TypeScript.
 */
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const root = path.resolve(__dirname, '..');
const MINIMUM = [20, 19];

/** Leaves the process with one clear message when Node is too old or the installation fails. */
function bootstrap() {
  process.chdir(root);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
    leave(`Relink needs Node ${MINIMUM.join('.')} or newer; this is ${process.versions.node}.`);
  }
  if (!isInstalled()) {
    console.log('Installing the packages of package-lock.json (npm ci). This happens once.');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const { status } = spawnSync(npm, ['ci', '--loglevel=http'], {
      stdio: 'inherit',
      shell: process.platform === 'win32'
    });
    if (status !== 0) {
      leave('npm ci did not finish; its messages above say why.');
    }
  }
  require('./component-paths');
  require('ts-node/register');
}

/**
 * Compares package-lock.json with the record that npm keeps of what it installed.
 * Packages for other platforms are optional and may be absent.
 */
function isInstalled() {
  const record = path.join('node_modules', '.package-lock.json');
  if (!fs.existsSync(record)) {
    return false;
  }
  const installed = JSON.parse(fs.readFileSync(record, 'utf8')).packages;
  const { '': project, ...wanted } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8')).packages;
  return Object.entries(wanted).every(([name, entry]) =>
    installed[name] ? installed[name].version === entry.version : entry.optional === true
  );
}

function leave(message) {
  console.error(message);
  process.exit(1);
}

module.exports = { bootstrap };
