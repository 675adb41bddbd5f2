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

for (const view of views) {
  describe(view.name, () => {
    for (const target of pages) {
      test(`${target.name} is accessible, fits the screen and keeps to the content policy`, () =>
        visit(browser, target, view, async (seen) => {
          const found = {
            status: seen.response.status(),
            overflow: await overflow(seen.page),
            accessibility: await accessibilityFindings(seen),
            complaints: seen.complaints,
          };
          const wanted = {
            status: target.status ?? 200,
            overflow: { excess: 0, elements: [] },
            accessibility: [],
            complaints: [],
          };
          assert.deepEqual(found, wanted);
        }));
    }
  });
}

for (const target of pages) {
  test(`${target.name} is sent with a strict content policy`, () =>
    visit(browser, target, views[0], async ({ response }) => {
      const policy = response.headers()['content-security-policy'] ?? '';
      assert.match(policy, /default-src 'self'|default-src 'none'/);
      assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|\*|https?:/);
    }));

  test(`${target.name} has a title and one main heading`, () =>
    visit(browser, target, views[0], async ({ page }) => {
      assert.match(await page.title(), /\S/);
      assert.equal(await page.locator('h1').count(), 1);
    }));
}
