import { startChromium } from './chromium.mjs';
const [,, url, out, y, h, w] = process.argv;
const b = await startChromium(); const c = await b.newContext({ viewport: { width: +w, height: +h } });
const p = await c.newPage(); await p.goto(url); await p.evaluate((y) => window.scrollTo(0, y), +y);
await p.screenshot({ path: out }); await b.close();
