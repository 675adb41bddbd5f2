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

// Goes through the search of a form to its first result, fills in some fields and sends the form.
const fills = (fields, button = 'Continue') => async (page) => {
  if (await page.locator('#find').count()) {
    await page.locator('#find').fill('a');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.locator('main li a').first().click();
  }
  for (const [name, value] of Object.entries(fields)) {
    const control = page.locator(`[name="${name}"]`);
    const isSelect = await control.first().evaluate((it) => it.tagName === 'SELECT');
    if (isSelect) await control.selectOption(value);
    else if ((await control.first().getAttribute('type')) === 'radio') await page.locator(`[name="${name}"][value="${value}"]`).check();
    else await control.fill(value);
  }
  await Promise.all([page.waitForResponse((response) => response.request().method() === 'POST'), page.getByRole('button', { name: button }).first().click()]);
  await page.waitForLoadState();
};

// Corrects a name, while the same form is open elsewhere and goes out first.
const correctsTwice = async (page) => {
  await follow(/\/people\/[0-9a-f-]{36}$/)(page);
  await follow(/\/correct\/person\//)(page);
  const other = await page.context().newPage();
  await other.goto(page.url());
  const why = 'The paper says so';
  await fills({ name: `Name of ${Date.now()}`, why })(other);
  await Promise.all([other.waitForURL('**/people/**'), other.getByRole('button', { name: 'Record this change' }).click()]);
  await other.close();
  await fills({ name: 'Another name', why })(page);
};

const newTeam = { id: 'BROWSER', name: 'Team of the browser', service: 'adults' };

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
  { name: 'measures', path: '/001/measures' },
  { name: 'measures of counts that a paper stated', path: '/926/measures' },
  { name: 'measures with problems', path: '/001/measures?at=31/2/2026', status: 422 },
  { name: 'figure', path: '/001/measures/vacancy_rate' },
  { name: 'figure of a team', path: '/001/measures/teams', prepare: follow(/\/measures\/turnover_rate_headcount\?.*team=/) },
  { name: 'figure with a page of its rows', path: '/001/measures/rolling_turnover_fte?part=2&page=2' },
  { name: 'figure without a number', path: '/001/measures/average_caseload?at=1990-01-31' },
  { name: 'figure of a count that a paper stated', path: '/926/measures/vacancy_rate' },
  { name: 'measures by team', path: '/001/measures/teams' },
  { name: 'measure not found', path: '/001/measures/vacancy', status: 404 },
  { name: 'posts', path: '/001/posts' },
  { name: 'post', path: '/001/posts', prepare: follow(/\/posts\/[0-9a-f-]{36}$/) },
  { name: 'people', path: '/001/people' },
  { name: 'people found', path: '/001/people?q=a&show=all&page=2' },
  { name: 'person', path: '/001/people', prepare: follow(/\/people\/[0-9a-f-]{36}$/) },
  { name: 'forms', path: '/001/new' },
  { name: 'form that begins with a person', path: '/001/new/leave?find=an' },
  { name: 'new post', path: '/001/new/open_post' },
  { name: 'starter', path: '/001/new/join' },
  { name: 'starter with problems', path: '/001/new/join', prepare: fills({ fte: 'half' }) },
  { name: 'agency assignment with problems', path: '/001/new/book_agency', prepare: fills({}) },
  { name: 'leaver with problems', path: '/001/new/leave', prepare: fills({ 'to-day': '31' }) },
  { name: 'check before recording', path: '/001/new/team', prepare: fills(newTeam) },
  { name: 'correction of a post', path: '/001/posts', prepare: async (page) => {
    await follow(/\/posts\/[0-9a-f-]{36}$/)(page);
    await follow(/\/correct\/post\//)(page);
  } },
  { name: 'correction with problems', path: '/001/people', prepare: async (page) => {
    await follow(/\/people\/[0-9a-f-]{36}$/)(page);
    await follow(/\/correct\/assignment\//)(page);
    await fills({ from: 'soon', fte: '1.4', post: 'none' })(page);
  } },
  { name: 'two people at one record', path: '/001/people', prepare: correctsTwice },
  { name: 'record to be taken away', path: '/001/people', prepare: async (page) => {
    await follow(/\/people\/[0-9a-f-]{36}$/)(page);
    await follow(/\/correct\/person\//)(page);
    await follow(/\/remove$/)(page);
  } },
  { name: 'benchmarks', path: '/926/benchmarks' },
  { name: 'benchmarks of a count, with others', path: '/926/benchmarks?measure=in_post_fte&with=888&with=352&model=2021' },
  { name: 'benchmarks without a number', path: '/001/benchmarks' },
  { name: 'benchmarks with problems', path: '/001/benchmarks?authority=999&from=2024&to=2020', status: 422 },
  { name: 'scorecard', path: '/001/scorecard' },
  { name: 'scorecard beside others', path: '/926/scorecard?at=2018-06-30' },
  { name: 'scorecard arranged', path: '/001/scorecard/edit?service=children' },
  {
    name: 'scorecard with problems',
    path: '/001/scorecard/edit?service=adults',
    prepare: fills({ name: '', 'group-1': '' }, 'Save the scorecard'),
  },
  { name: 'publications', path: '/001/publications' },
  { name: 'month that is not over', path: '/001/publications/new?month=2099-01&service=children', status: 422 },
  {
    name: 'month published',
    path: '/001/publications',
    prepare: async (page) => {
      // A month is published once, and every browser looks at it.
      const known = /publications\/children-2026-06$/;
      const hrefs = await page.locator('a').evaluateAll((links) => links.map((link) => link.href));
      if (!hrefs.some((href) => known.test(href))) {
        await page.goto(new URL('publications/new?month=2026-06&service=children', page.url()).href);
        await Promise.all([page.waitForURL(known), page.getByRole('button', { name: 'Publish these figures' }).click()]);
      } else await follow(known)(page);
    },
  },
  { name: 'plan', path: '/001/plan' },
  { name: 'plan of an authority without records', path: '/926/plan' },
  { name: 'plan with problems', path: '/001/plan?at=31/2/2026', status: 422 },
  { name: 'strategy', path: '/001/strategy' },
  { name: 'strategy in part', path: '/001/strategy?sort=proposal&status=overdue' },
  { name: 'strategy with problems', path: '/001/strategy?at=31/2/2026', status: 422 },
  { name: 'strategy of a paper', path: '/926/strategy?at=2018-06-30' },
  { name: 'item of the strategy', path: '/001/strategy', prepare: follow(/\/strategy\/items\//) },
  { name: 'new item of the strategy', path: '/001/new/strategy_item' },
  { name: 'item of the strategy with problems', path: '/001/new/strategy_item', prepare: fills({ target: 'many' }) },
  { name: 'boards and requests', path: '/001/strategy/boards' },
  { name: 'pledges', path: '/001/strategy/pledges' },
  { name: 'new acknowledgement', path: '/001/strategy/pledges', prepare: follow(/\/new\/acknowledgement\?pledge/) },
  { name: 'practice audits', path: '/001/strategy/audits' },
  { name: 'outlook', path: '/001/plan/as-now' },
  { name: 'outlook of a rate', path: '/001/plan/as-now?series=vacancy_rate' },
  { name: 'outlook before the records', path: '/001/plan/as-now?at=1/1/1990' },
  { name: 'new scenario', path: '/001/plan/new?from=as-now' },
  { name: 'section of a scenario', path: '/001/plan/new?from=as-now&section=leaving' },
  { name: 'section of a scenario with a table by role', path: '/001/plan/new?from=as-now&section=hiring' },
  { name: 'section of a scenario with nothing set', path: '/001/plan/new?from=as-now&section=aims' },
  { name: 'scenario with problems', path: '/001/plan/new?from=as-now&section=leaving', prepare: fills({ 'value.attrition.rate': 'many' }) },
  { name: 'scenario that is tried', path: '/001/plan/new?from=as-now', prepare: fills({ title: 'Tried' }, 'See what would come of it') },
  { name: 'scenarios compared', path: '/001/plan/compare?base=as-now&changed=as-now' },
  { name: 'scenarios to compare', path: '/001/plan/compare' },
  { name: 'how well plans have foreseen', path: '/001/plan/past' },
  { name: 'what it would take', path: '/001/plan/seek' },
  {
    name: 'what it would take, found',
    path: '/001/plan/seek?series=vacancy_rate&side=most&limit=5&by=2028-09&chance=80&lever=attrition.rate&lever-from=20&lever-to=0&lever-step=1',
  },
  { name: 'what it would take with problems', path: '/001/plan/seek?lever=parks&limit=many', status: 422 },
  { name: 'ready-made levers', path: '/001/plan/levers' },
  { name: 'lever with problems', path: '/001/plan/levers?lever=pay_supplement', status: 422 },
  { name: 'reports', path: '/001/reports' },
  { name: 'report to begin with problems', path: '/001/reports', prepare: fills({ name: 'no kind' }, 'Begin the report') },
  { name: 'report in writing', path: '/001/reports/inspection-pack' },
  {
    name: 'report that nobody agrees to by name',
    path: '/001/reports/inspection-pack',
    prepare: async (page) => {
      await page.locator('main details').first().evaluate((it) => it.setAttribute('open', ''));
      await Promise.all([page.waitForURL('**/agree'), page.getByRole('button', { name: /^Agree/ }).first().click()]);
      await page.waitForLoadState();
    },
  },
  { name: 'form of a report', path: '/001/reports/inspection-pack/edit' },
  { name: 'form of a report with problems', path: '/001/reports/inspection-pack/edit', prepare: fills({ paper_title: '', paper_text: '{{ x' }, 'Save the report') },
  { name: 'report previewed', path: '/001/reports/inspection-pack/edit', prepare: fills({ paper_text: '{{ vacancy_rte }}' }, 'Preview') },
  { name: 'report that cannot be published yet', path: '/001/reports/inspection-pack/publish' },
  { name: 'published report', path: '/001/reports/published/scrutiny-report-v1' },
  { name: 'returns', path: '/001/returns' },
  { name: 'annual return', path: '/001/returns/census/2025' },
  { name: 'annual return with filters that cannot be read', path: '/001/returns/census/2024?rule=W0&team=nowhere', status: 422 },
  {
    name: 'annual return that cannot be signed off',
    path: '/001/returns/census/2025',
    prepare: async (page) => {
      // The button is not enabled; a form that was sent all the same is refused.
      await page.locator('form[action$="/sign-off"] button').evaluate((it) => {
        it.removeAttribute('disabled');
        it.removeAttribute('aria-disabled');
      });
      await Promise.all([page.waitForURL('**/sign-off'), page.getByRole('button', { name: 'Sign this return off' }).click()]);
      await page.waitForLoadState();
    },
  },
  { name: 'agency return of a quarter', path: '/001/returns/agency/2026-Q3' },
  { name: 'agency return explained', path: '/001/returns/agency/2026-Q2/answers' },
  {
    name: 'agency return explained with problems',
    path: '/001/returns/agency/2026-Q2/answers',
    prepare: async (page) => {
      await page.locator('[name="agency-1-rules"][value="R7"]').check();
      await page.locator('[name="agency-1-conduct"]').fill('');
      await Promise.all([page.waitForResponse((response) => response.request().method() === 'POST'), page.getByRole('button', { name: 'Save the answers' }).click()]);
      await page.waitForLoadState();
    },
  },
  { name: 'agency assignment', path: '/001/returns/agency/2026-Q2', prepare: follow(/\/assignments\//) },
  {
    name: 'agency assignment with problems',
    path: '/001/returns/agency/2026-Q2',
    prepare: async (page) => {
      await follow(/\/assignments\//)(page);
      await fills({ notice_days: 'soon', 'director_on-day': '31' }, /^Save$/)(page);
    },
  },
  { name: 'layout of the agency return', path: '/001/returns/agency/texts/layout' },
  { name: 'rule book of the agency return', path: '/001/returns/agency/texts/rule-book' },
  {
    name: 'layout with problems',
    path: '/001/returns/agency/texts/layout',
    prepare: fills({ text: 'note = "Ours"\nsheets = []\n' }, 'Save the layout'),
  },
  { name: 'data quality', path: '/001/data-quality' },
  { name: 'return to check', path: '/001/returns/check' },
  { name: 'return without a file', path: '/001/returns/check', prepare: (page) => page.getByRole('button', { name: 'Check the file' }).click() },
  {
    name: 'return checked',
    path: '/001/returns/check',
    prepare: sends('return', 'return.xml', '<Message><Header/><CSWWWorker><AgencyWorker>1</AgencyWorker></CSWWWorker></Message>', 'Check the file'),
  },
  { name: 'paper to check', path: '/001/reports/check' },
  { name: 'paper without a file', path: '/001/reports/check', prepare: (page) => page.getByRole('button', { name: 'Check the paper' }).click() },
  {
    name: 'paper checked',
    path: '/001/reports/check',
    prepare: sends('paper', 'paper.txt', 'Vacancies\n\nOf the 48 posts, 12 (27%) were vacant. 45% of staff (54 of 120) replied.\n\nTeam\tPosts\nNorth\t12\nSouth\t15\nEast\t\nTotal\t37\n', 'Check the paper'),
  },
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
  {
    name: 'import with warnings',
    path: '/001/imports',
    prepare: sends('package', 'posts.csv', 'id,from,team,role,fte,funding,standing\nBROWSER,2026-10-01,C07,SW,1,grant,established\n', 'Check the file'),
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
  { name: 'figures for programs', path: '/api' },
];
