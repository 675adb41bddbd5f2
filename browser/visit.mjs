// Opens one page on one kind of screen and notes what went wrong on it.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { screens, serverAddress } from './chromium.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** The ways of looking at a page: every screen, with scripts and without. */
export const views = Object.keys(screens).flatMap((screen) =>
  [true, false].map((javaScript) => ({
    screen,
    javaScript,
    name: `${screen}, ${javaScript ? 'with' : 'without'} JavaScript`,
  })),
);

/**
 * Opens `target` from the list of pages in `view`, hands the visit to `look`, and closes it again.
 * A visit is `{ page, response, complaints, switchScripts }`. The `complaints` are the console's
 * errors (breaches of the content policy among them), failed scripts, and requests to other servers.
 */
export async function visit(browser, target, view, look) {
  const context = await browser.newContext({ viewport: screens[view.screen] });
  try {
    const page = await context.newPage();
    const switchScripts = await scriptSwitch(page);
    await switchScripts(view.javaScript);
    const complaints = collectComplaints(page);
    const opened = await page.goto(serverAddress() + target.path);
    let response = (await simulated(page)) ?? opened;
    await target.prepare?.(page);
    response = (await simulated(page)) ?? response;
    await look({ page, response, complaints, switchScripts });
  } finally {
    await context.close();
  }
}

/** Waits for a simulation that is under way, with a script or without; gives its answer, if there was one. */
async function simulated(page) {
  let response = null;
  await page.waitForLoadState();
  while ((await page.locator('[data-follow]').count()) > 0) {
    response = (await page.goto(page.url()).catch(() => null)) ?? response;
    await page.waitForLoadState();
  }
  return response;
}

/**
 * A function that lets scripts run on the page, or stops them. Playwright's own setting can't be
 * turned back, and axe-core has to run on a page that was read without its scripts.
 */
async function scriptSwitch(page) {
  const session = await page.context().newCDPSession(page);
  return (run) => session.send('Emulation.setScriptExecutionDisabled', { value: !run });
}

function collectComplaints(page) {
  const complaints = [];
  page.on('console', (message) => {
    // Chromium reports a page answered with 404 or 422 as an error; the status has its own test.
    const isPageItself = message.location().url === page.url() && /status of 4/.test(message.text());
    if (message.type() === 'error' && !isPageItself) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(`script failed: ${error.message}`));
  page.on('request', (request) => {
    const isOurs = request.url().startsWith(`${serverAddress()}/`) || request.url().startsWith('data:');
    if (!isOurs) complaints.push(`request to another server: ${request.url()}`);
  });
  return complaints;
}

/** What axe-core finds on the page, as one text for each rule broken. */
export async function accessibilityFindings({ page, switchScripts }) {
  await switchScripts(true);
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: 'tag', values } }),
    rules,
  );
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.map((node) => `    ${node.target.join(' ')}: ${node.html}`);
    return [`${id}: ${help}`, ...places.slice(0, 5)].join('\n');
  });
}

/** By how many pixels the page is wider than the screen, and the elements that stick out. */
export function overflow(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const excess = document.documentElement.scrollWidth - width;
    if (excess <= 0) return { excess: 0, elements: [] };
    const sticksOut = (element) => {
      const left = element.getBoundingClientRect().left;
      const showsOverflow = getComputedStyle(element).overflowX === 'visible';
      return showsOverflow && left + element.scrollWidth > width + 1;
    };
    const elements = [...document.body.querySelectorAll('*')]
      .filter(sticksOut)
      .map((element) => element.cloneNode(false).outerHTML)
      .slice(0, 5);
    return { excess, elements };
  });
}
