// Takes a desktop and a phone picture of each given path:
//   node screenshots.mjs --address http://127.0.0.1:PORT --out FOLDER [--without-javascript] PATH...

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { screens, startChromium } from './chromium.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    address: { type: 'string' },
    out: { type: 'string' },
    'without-javascript': { type: 'boolean', default: false },
  },
});

/** `/teams/12?at=2024-01-01` becomes `teams-12-at-2024-01-01`, and `/` becomes `home`. */
function fileStem(path) {
  const stem = path.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-|-$/g, '');
  return stem.slice(0, 100) || 'home';
}

/** Takes one picture of the whole page, and says where it is and what the console complained of. */
async function takePicture(browser, path, [screenName, viewport]) {
  const context = await browser.newContext({
    viewport,
    javaScriptEnabled: !values['without-javascript'],
  });
  const page = await context.newPage();
  const problems = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  const response = await page.goto(new URL(path, values.address).href);
  const file = join(values.out, `${fileStem(path)}-${screenName}.png`);
  await page.screenshot({ path: file, fullPage: true });
  await context.close();
  console.log(`${file}  (status ${response.status()})`);
  for (const problem of problems) console.log(`  ${problem}`);
}

if (!values.address || !values.out) {
  console.error('Give --address http://127.0.0.1:PORT and --out FOLDER, then one or more paths.');
  process.exit(2);
}
await mkdir(values.out, { recursive: true });
const browser = await startChromium();
try {
  for (const path of positionals.length > 0 ? positionals : ['/']) {
    for (const screen of Object.entries(screens)) await takePicture(browser, path, screen);
  }
} finally {
  await browser.close();
}
