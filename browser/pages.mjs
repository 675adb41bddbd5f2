// The pages that the browser tests look at. Each has a `name` for the test's title and a `path`;
// where it matters, also:
//   status   the HTTP status expected (200 when left out)
//   prepare  a function given the opened page, which clicks or types its way to what is looked at

/** Follows the first link of the page whose address matches. */
const follow = (pattern) => async (page) => {
  const hrefs = await page.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  const found = hrefs.find((href) => pattern.test(href));
  if (!found) throw new Error(`no link of the page matches ${pattern}`);
  await page.goto(new URL(found, page.url()).href);
};

// Sends a file with the form of the page, as a reader would.
const sends = (field, name, text, button) => async (page) => {
  const buffer = Buffer.from(text);
  await page.locator(`#${field}`).setInputFiles({ name, mimeType: 'text/csv', buffer });
  await Promise.all([page.waitForURL('**'), page.getByRole('button', { name: button }).click()]);
  await page.waitForLoadState();
};

export const pages = [
  { name: 'home', path: '/' },
  { name: 'authorities', path: '/authorities' },
  { name: 'overview of counts that a paper stated', path: '/926' },
  { name: 'establishment', path: '/001/establishment' },
  { name: 'establishment compared, by team', path: '/001/establishment?compare=2025-03-31&by=team' },
  { name: 'establishment with problems', path: '/001/establishment?at=31/2/2025&team=nowhere', status: 422 },
  { name: 'establishment of counts that a paper stated', path: '/352/establishment?at=2009-12-07&compare=2009-09-01' },
  { name: 'rows beneath a number', path: '/001/establishment/rows?line=vacancies' },
  { name: 'rows beneath a change', path: '/001/establishment/rows?line=agency&compare=2025-03-31' },
  { name: 'posts', path: '/001/posts' },
  { name: 'post', path: '/001/posts', prepare: follow(/\/posts\/[0-9a-f-]{36}$/) },
  { name: 'people', path: '/001/people' },
  { name: 'people found', path: '/001/people?q=a&show=all&page=2' },
  { name: 'person', path: '/001/people', prepare: follow(/\/people\/[0-9a-f-]{36}$/) },
  { name: 'about', path: '/about' },
  { name: 'page not found', path: '/no-such-page', status: 404 },
  { name: 'imports', path: '/001/imports' },
  { name: 'first import', path: '/imports' },
  {
    name: 'import to confirm',
    path: '/001/imports',
    prepare: sends('package', 'people.csv', 'id,name\nP000001,Renamed\n', 'Check the file'),
  },
  {
    name: 'import refused',
    path: '/001/imports',
    prepare: sends('package', 'people.csv', 'id,born\nP000001,soon\n', 'Check the file'),
  },
  { name: 'import without a file', path: '/001/imports', prepare: (page) => page.getByRole('button', { name: 'Check the file' }).click() },
  { name: 'changes', path: '/001/changes' },
  { name: 'change', path: '/001/changes/1' },
  { name: 'undo', path: '/001/changes/1/undo' },
  { name: 'mapping profiles', path: '/001/profiles' },
  { name: 'new mapping profile', path: '/001/profiles/new' },
  {
    name: 'mapping profile tried',
    path: '/001/profiles/new',
    prepare: sends('file', 'hr.csv', 'Employee No,Full name,Date of birth\nX1,Ann,soon\n', 'Show the first rows'),
  },
  { name: 'package format', path: '/format' },
];
