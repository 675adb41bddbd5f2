// Facts that hold for every page, on every screen, with JavaScript and without.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startChromium } from '../chromium.mjs';
import { pages } from '../pages.mjs';
import { accessibilityFindings, overflow, views, visit } from '../visit.mjs';

let browser;
before(async () => {
  browser = await startChromium();
});
after(() => browser?.close());

// A page that takes longer than this hangs.
const timeout = 60_000;

for (const view of views) {
  describe(view.name, { concurrency: 2 }, () => {
    for (const target of pages) {
      test(`${target.name} is accessible, fits the screen and keeps to the content policy`, { timeout }, () =>
        visit(browser, target, view, async (seen) => {
          const found = {
            status: seen.response.status(),
            mainHeadings: await seen.page.locator('h1').count(),
            overflow: await overflow(seen.page),
            accessibility: await accessibilityFindings(seen),
            complaints: seen.complaints,
          };
          const wanted = {
            status: target.status ?? 200,
            mainHeadings: 1,
            overflow: { excess: 0, elements: [] },
            accessibility: [],
            complaints: [],
          };
          assert.deepEqual(found, wanted);
          assert.match(await seen.page.title(), /\S/);
          const policy = seen.response.headers()['content-security-policy'] ?? '';
          assert.match(policy, /default-src 'self'|default-src 'none'/);
          assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|\*|https?:/);
        }));
    }
  });
}
