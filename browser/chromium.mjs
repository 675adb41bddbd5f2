// Starts Chromium, the distribution's own build, in a new empty profile.

import { existsSync } from 'node:fs';
import process from 'node:process';
import { chromium } from 'playwright-core';

const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The screens that every page is looked at on, in CSS pixels. */
export const screens = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 390, height: 844 },
};

/** The path of the browser: `HOLDFAST_CHROMIUM`, or where distributions put it. */
function executable() {
  const named = process.env.HOLDFAST_CHROMIUM;
  const found = named ? [named] : candidates.filter((path) => existsSync(path));
  if (found.length === 0) {
    throw new Error(
      `No Chromium at ${candidates.join(' or ')}. ` +
        'Run `cargo xtask setup`, or name one in HOLDFAST_CHROMIUM.',
    );
  }
  return found[0];
}

/** Starts Chromium. The caller closes it. */
export function startChromium() {
  return chromium.launch({
    executablePath: executable(),
    // Chromium refuses its sandbox to root, which is who runs tests in containers.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Where the server under test answers: `HOLDFAST_ADDRESS`, as `http://127.0.0.1:PORT`. */
export function serverAddress() {
  const address = process.env.HOLDFAST_ADDRESS;
  if (!address) {
    throw new Error(
      'HOLDFAST_ADDRESS is not set. Run `cargo xtask test --only browser`, which starts the server, ' +
        'or set it to the address of a server that is running.',
    );
  }
  return address.replace(/\/$/, '');
}
