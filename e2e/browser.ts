import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

const CACHE = path.resolve(__dirname, '..', '.build', 'browser');

/**
 * Starts Chromium: the one that `CHROME_PATH` names, else one of the system, else the one that npm installed with the project
 * (Linux on x64; it brings its own libraries and font, and needs no root).
 *
 * @throws Error that says what to do, where there is none
 */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && !existsSync(named)) {
    throw new Error(`CHROME_PATH names ${named}, which does not exist.`);
  }
  const installed = named ?? SYSTEM_BROWSERS.find((candidate) => existsSync(candidate));
  if (installed !== undefined) {
    return chromium.launch({ executablePath: installed });
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No browser found. Install Chrome, or set CHROME_PATH to a Chromium.');
  }
  const directory = await unpackedBrowser();
  return chromium.launch({
    executablePath: path.join(directory, 'chromium'),
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: path.join(directory, 'al2023', 'lib'),
      FONTCONFIG_PATH: path.join(directory, 'fonts')
    }
  });
}

/** Directory of the browser from npm, unpacked once for each version. Two processes may do it at once: the first to finish wins. */
async function unpackedBrowser(): Promise<string> {
  const manifest = require.resolve('@sparticuz/chromium').replace(/build[\\/]index\.js$/, 'package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  const directory = path.join(CACHE, version);
  if (existsSync(directory)) {
    return directory;
  }
  await mkdir(CACHE, { recursive: true });
  const staging = await mkdtemp(`${directory}-`);
  await unpackInto(staging);
  const fonts = path.join(directory, 'fonts');
  await writeFile(
    path.join(staging, 'fonts', 'fonts.conf'),
    `<?xml version="1.0"?><fontconfig><dir>${fonts}</dir><cachedir>${path.join(fonts, 'cache')}</cachedir></fontconfig>\n`
  );
  try {
    await rename(staging, directory);
  } catch (error) {
    await rm(staging, { recursive: true });
    if (!existsSync(directory)) {
      throw error;
    }
  }
  return directory;
}

/** The package unpacks into the system's temporary folder, and its libraries only where it believes to run at AWS: both are set for the call. */
async function unpackInto(directory: string): Promise<void> {
  const { TMPDIR, AWS_EXECUTION_ENV, LD_LIBRARY_PATH, FONTCONFIG_PATH, HOME } = process.env;
  const before = { TMPDIR, AWS_EXECUTION_ENV, LD_LIBRARY_PATH, FONTCONFIG_PATH, HOME };
  Object.assign(process.env, { TMPDIR: directory, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' });
  try {
    const { default: bundled } = await import('@sparticuz/chromium');
    await bundled.executablePath();
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) {
        delete process.env[name];
      } else {
        process.env[name] = value;
      }
    }
  }
}
